"""Requests through API Gateway, and what services and callers hand over."""

import logging
import urllib.parse

from contract import CONTRACT
from events import inputs_of
from json_text import from_json, to_json

logger = logging.getLogger(__name__)


def create_handler(runner):
    def handle(ctx, raw):
        """Status, body as a text, and whether the request came through API Gateway."""
        if ctx.Method() and ctx.RequestURL():
            status, body = _answer(ctx, raw, runner)
            return status, to_json(body), True
        return 200, to_json(runner.take(inputs_of(from_json(raw), CONTRACT["fields"]))), False

    return handle


def _answer(ctx, raw, runner):
    url = urllib.parse.urlsplit(ctx.RequestURL())
    query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
    try:
        return runner.answer(ctx.Method(), url.path, query, raw)
    except Exception:
        logger.exception("request failed")
        return 500, {"error": "failed"}  # without details
