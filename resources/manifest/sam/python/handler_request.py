"""Takes requests of the HTTP API and direct invocations, checks them and hands them to `run`.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from contract import CONTRACT
from http_api import is_request, request_input, response, success_status
from message import problems_of

logger = logging.getLogger(__name__)


def create_handler(run):
    def handler(event, context):
        return answer_request(event, run) if is_request(event) else answer_invocation(event, run)

    return handler


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


def answer_invocation(message, run):
    problems = problems_of(message, CONTRACT)
    if problems:
        raise ValueError("invalid input: " + "; ".join(problems))
    return {**keys_of(message), **run(message)}


def keys_of(message):
    return {name: message.get(name) for name in CONTRACT["fields"]}
