"""Takes batches of queue messages (and requests or direct invocations as batches of one), checks every message and hands
them to `run`. Messages that fail go back to the queue alone; the others of the batch are done.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from batch import Batch
from contract import CONTRACT
from http_api import is_request, request_input, response
from message import from_json, problems_of

logger = logging.getLogger(__name__)


def create_handler(run):
    def handler(event, context):
        if isinstance(event, dict) and isinstance(event.get("Records"), list):
            return take_messages(event["Records"], run)
        return answer_request(event, run) if is_request(event) else answer_invocation(event, run)

    return handler


def take_messages(records, run):
    batch = Batch()
    for record in records:
        try:
            message = from_json(record["body"])
            problems = problems_of(message, CONTRACT)
            if problems:
                raise ValueError("invalid message: " + "; ".join(problems))
            batch.add(record["messageId"], message)
        except ValueError as error:
            batch.fail(record["messageId"], error)
    run(batch)
    for message_id, error in batch.failures.items():
        logger.error("message failed", exc_info=error, extra={"messageId": message_id})
    logger.info("batch done", extra={"messages": len(records), "failed": len(batch.failures)})
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in batch.failures]}


def answer_request(event, run):
    message, problems = request_input(event, CONTRACT["max_bytes"])
    problems = problems or problems_of(message, CONTRACT)
    if problems:
        request_id = event["requestContext"].get("requestId")
        logger.warning("request refused", extra={"requestId": request_id, "problems": problems})
        return response(400, {"error": "invalid input", "problems": problems})
    run_one(message, run)
    return response(200, {"status": "done"})


def answer_invocation(message, run):
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
