from balanced import as_http_event
from handler import create_handler
from steps import run

_handle = create_handler(run)


def handler(event, context):
    return _handle(as_http_event(event), context)
