"""Requests over HTTP of API Management, as the runner takes them."""

import logging
import urllib.parse

from json_text import to_json

logger = logging.getLogger(__name__)


def answer(runner, request):
    """The status and the body, as a text, of the response."""
    path = urllib.parse.urlsplit(request.url).path
    try:
        status, body = runner.answer(request.method, path, dict(request.params), request.get_body())
    except Exception as error:
        logger.exception("request failed", extra={"error": repr(error)})
        return 500, to_json({"error": "failed"})  # without details
    return status, to_json(body)
