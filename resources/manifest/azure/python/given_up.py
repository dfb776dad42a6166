"""Tells a queue of records whose last try has failed."""

import logging
import os

from azure.identity import ManagedIdentityCredential
from azure.storage.queue import QueueServiceClient

from json_text import to_json

logger = logging.getLogger(__name__)
_queues = QueueServiceClient(os.environ["DATA__queueServiceUri"], ManagedIdentityCredential())


def give_up(queue_name, records, error):
    queue = _queues.get_queue_client(queue_name)
    for record in records:
        queue.send_message(to_json({"error": str(error), "record": record}))
    logger.error("given up", extra={"records": len(records), "error": repr(error)})
