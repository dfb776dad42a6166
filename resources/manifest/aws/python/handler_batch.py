"""Takes batches of messages and records (and requests or direct invocations as batches of one), checks every one and hands
them to `run`. Messages of a queue that fail go back to it alone; a record that fails fails its batch.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from batch import Batch
from contract import CONTRACT
from events import inputs_of, is_records, is_socket, record_id, record_inputs, socket_input, takes_back_items
from http_api import is_request, request_input, response
from message import problems_of

logger = logging.getLogger(__name__)


def create_handler(run):
    def handler(event, context):
        if is_records(event):
            return take_records(event["Records"], run)
        if is_socket(event):
            return answer_socket(event, run)
        return answer_request(event, run) if is_request(event) else answer_invocation(event, run)

    return handler


def take_records(records, run):
    batch = Batch()
    for record in records:
        identifier = record_id(record)
        try:
            for message in record_inputs(record, CONTRACT["fields"]):
                problems = problems_of(message, CONTRACT)
                if problems:
                    raise ValueError("invalid message: " + "; ".join(problems))
                batch.add(identifier, message)
        except ValueError as error:
            batch.fail(identifier, error)
    run(batch)
    for identifier, error in batch.failures.items():
        logger.error("message failed", exc_info=error, extra={"messageId": identifier})
    logger.info("batch done", extra={"messages": len(records), "failed": len(batch.failures)})
    if takes_back_items(records):
        return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in batch.failures]}
    for error in batch.failures.values():
        raise error
    return None


def answer_socket(event, run):
    message, problems = socket_input(event, CONTRACT)
    problems = problems or problems_of(message, CONTRACT)
    if problems:
        request_id = event["requestContext"].get("requestId")
        logger.warning("message refused", extra={"requestId": request_id, "problems": problems})
        return response(400, {"error": "invalid input", "problems": problems})
    run_one(message, run)
    return response(200, {"status": "done"})


def answer_request(event, run):
    message, problems = request_input(event, CONTRACT["max_bytes"])
    problems = problems or problems_of(message, CONTRACT)
    if problems:
        request_id = event["requestContext"].get("requestId")
        logger.warning("request refused", extra={"requestId": request_id, "problems": problems})
        return response(400, {"error": "invalid input", "problems": problems})
    run_one(message, run)
    return response(200, {"status": "done"})


def answer_invocation(event, run):
    for message in inputs_of(event, CONTRACT["fields"]):
        problems = problems_of(message, CONTRACT)
        if problems:
            raise ValueError("invalid input: " + "; ".join(problems))
        run_one(message, run)
    return {"status": "done"}


def run_one(message, run):
    batch = Batch()
    batch.add("direct", message)
    run(batch)
    for error in batch.failures.values():
        logger.error("request failed", exc_info=error)
        raise error
