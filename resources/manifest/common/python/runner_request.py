"""Checks requests, and inputs that services hand over, and hands them to `run`.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from contract import CONTRACT
from http_input import request_input, success_status
from message import problems_of

logger = logging.getLogger(__name__)


class InvalidInput(ValueError):
    """Trying again is of no use."""


class Runner:
    def __init__(self, run):
        self._run = run

    def answer(self, method, path, query, raw):
        """The status and the body of the response to a request."""
        message, problems = request_input(method, path, query, raw, CONTRACT["max_bytes"])
        problems = problems or problems_of(message, CONTRACT)
        if problems:
            logger.warning("request refused", extra={"problems": problems})
            return 400, {"error": "invalid input", "problems": problems}
        found = self._run(message)
        logger.info("request done")
        return success_status(method, found), {**_keys_of(message), **found}

    def take(self, messages):
        """One after the other; one that fails fails them all. The result is the last one's."""
        last = None
        for message in messages:
            problems = problems_of(message, CONTRACT)
            if problems:
                raise InvalidInput("invalid input: " + "; ".join(problems))
            last = {**_keys_of(message), **self._run(message)}
        return last


def _keys_of(message):
    return {name: message.get(name) for name in CONTRACT["fields"]}
