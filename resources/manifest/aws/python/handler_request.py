"""Takes requests, single records and direct invocations, checks them and hands them to `run`.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from contract import CONTRACT
from events import inputs_of, is_records, is_socket, record_inputs, socket_input
from http_api import is_request, request_input, response, success_status
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
    """Records of a topic or store come one by one; the service tries again what fails."""
    for record in records:
        for message in record_inputs(record, CONTRACT["fields"]):
            answer(message, run)


def answer_socket(event, run):
    message, problems = socket_input(event, CONTRACT)
    problems = problems or problems_of(message, CONTRACT)
    if problems:
        request_id = event["requestContext"].get("requestId")
        logger.warning("message refused", extra={"requestId": request_id, "problems": problems})
        return response(400, {"error": "invalid input", "problems": problems})
    run(message)
    return response(200, {"status": "done"})


def answer_request(event, run):
    request_id = event["requestContext"].get("requestId")
    message, problems = request_input(event, CONTRACT["max_bytes"])
    problems = problems or problems_of(message, CONTRACT)
    if problems:
        logger.warning("request refused", extra={"requestId": request_id, "problems": problems})
        return response(400, {"error": "invalid input", "problems": problems})
    try:
        found = run(message)
    except Exception:
        # Counted as an error of the function; the caller sees 500 and no details.
        logger.exception("request failed", extra={"requestId": request_id})
        raise
    logger.info("request done", extra={"requestId": request_id})
    return response(success_status(event, found), {**keys_of(message), **found})


def answer_invocation(event, run):
    last = None
    for message in inputs_of(event, CONTRACT["fields"]):
        last = answer(message, run)
    return last


def answer(message, run):
    problems = problems_of(message, CONTRACT)
    if problems:
        raise ValueError("invalid input: " + "; ".join(problems))
    return {**keys_of(message), **run(message)}


def keys_of(message):
    return {name: message.get(name) for name in CONTRACT["fields"]}
