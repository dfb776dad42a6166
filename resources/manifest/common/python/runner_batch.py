"""Checks requests, and batches that services hand over, and hands them to `run` as batches.

`run` is a parameter so that the tests need neither the SDK nor a network.
"""

import logging

from batch import Batch
from contract import CONTRACT
from http_input import request_input
from message import problems_of

logger = logging.getLogger(__name__)


class InvalidInput(ValueError):
    """Trying again is of no use."""


class Runner:
    def __init__(self, run):
        self._run = run

    def answer(self, method, path, query, raw):
        """The status and the body of the response to a request, which is a batch of one."""
        message, problems = request_input(method, path, query, raw, CONTRACT["max_bytes"])
        problems = problems or problems_of(message, CONTRACT)
        if problems:
            logger.warning("request refused", extra={"problems": problems})
            return 400, {"error": "invalid input", "problems": problems}
        self.take([message])
        return 200, {"status": "done"}

    def take(self, messages):
        """All are tried; one that fails fails the batch, which the service hands over again."""
        batch = Batch()
        for number, message in enumerate(messages):
            problems = problems_of(message, CONTRACT)
            batch.add(number, message)
            if problems:
                batch.fail(number, InvalidInput("invalid message: " + "; ".join(problems)))
        self._run(batch)
        for number, error in batch.failures.items():
            logger.error("message failed", extra={"number": number, "error": repr(error)})
        logger.info("batch done", extra={"messages": len(messages), "failed": len(batch.failures)})
        for error in batch.failures.values():
            raise error
        return {"status": "done"}
