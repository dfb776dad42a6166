"""Requests and CloudEvents over HTTP, as a WSGI application.

An event that is invalid gets 400, which sends it to the dead letters at once; one that fails gets 500 and comes again.
"""

import logging
import urllib.parse

from contract import CONTRACT
from events import event_inputs, is_event
from json_text import to_json
from runner import InvalidInput

logger = logging.getLogger(__name__)

_STATUS = {200: "200 OK", 201: "201 Created", 204: "204 No Content", 400: "400 Bad Request", 404: "404 Not Found",
           413: "413 Content Too Large", 500: "500 Internal Server Error"}


def create_application(runner):
    def application(environ, start_response):
        status, body = _answer(environ, runner)
        text = b"" if body is None else to_json(body).encode()
        start_response(_STATUS[status], [("Content-Type", "application/json"), ("Content-Length", str(len(text)))])
        return [text]

    return application


def _answer(environ, runner):
    headers = _headers_of(environ)
    try:
        limit = 2 * CONTRACT["max_bytes"] + 65_536  # with room for what surrounds the data of an event
        raw = environ["wsgi.input"].read(min(int(environ.get("CONTENT_LENGTH") or 0), limit + 1))
        if len(raw) > limit:
            return 413, {"error": "too large"}
        if is_event(headers):
            return _take_event(headers, raw, runner)
        query = dict(urllib.parse.parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        # WSGI hands over a decoded path in Latin-1.
        path = urllib.parse.quote(environ.get("PATH_INFO", "/").encode("latin-1"), safe="/")
        return runner.answer(environ["REQUEST_METHOD"], path, query, raw)
    except Exception:
        logger.exception("request failed", extra={"trace": headers.get("traceparent")})
        return 500, {"error": "failed"}  # without details


def _take_event(headers, raw, runner):
    try:
        messages = event_inputs(headers, raw, CONTRACT["fields"])
    except (ValueError, KeyError):
        return 400, {"error": "not a CloudEvent with JSON"}
    try:
        runner.take(messages)
    except InvalidInput as error:
        return 400, {"error": str(error)}
    return 204, None


def _headers_of(environ):
    headers = {name[5:].lower().replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    return headers
