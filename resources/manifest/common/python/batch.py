"""The messages of one invocation and which of them have failed. A failed message takes no part in later steps."""

import logging

logger = logging.getLogger(__name__)


class Batch:
    def __init__(self):
        self._messages = []
        self.failures = {}  # message id -> exception

    def add(self, message_id, message):
        self._messages.append((message_id, message))

    def fail(self, message_id, error):
        self.failures[message_id] = error

    @property
    def live(self):
        return [(message_id, message) for message_id, message in self._messages if message_id not in self.failures]

    def each(self, step, caught=None):
        """A step for each message, one after the other. Where it fails, `caught` makes up for it, if there is one."""
        for message_id, message in self.live:
            try:
                _carry_out(step, caught, message)
            except Exception as error:  # any failure of a step is the message's
                self.fail(message_id, error)

    def once(self, step, caught=None):
        """A step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch."""
        messages = [message for _, message in self.live]
        if messages:
            _carry_out(step, caught, messages[0] if len(messages) == 1 else {**messages[0], "messages": messages})


def _carry_out(step, caught, message):
    try:
        step(message)
    except Exception as error:
        if caught is None:
            raise
        logger.warning("caught", extra={"step": step.__name__, "error": repr(error)})
        caught(message)
