import logging

from handler import create_handler
from runner import Runner
from steps import run

logging.getLogger().setLevel(logging.INFO)
_handle = create_handler(Runner(run))


def handler(ctx, data=None):
    from fdk import response

    status, body, through_gateway = _handle(ctx, data.getvalue() if data is not None else b"")
    headers = {"Content-Type": "application/json"}
    if through_gateway:
        return response.Response(ctx, response_data=body, headers=headers, status_code=status)
    return response.Response(ctx, response_data=body, headers=headers)
