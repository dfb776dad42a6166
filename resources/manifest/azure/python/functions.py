"""Calls another function app over HTTP with the key that lets callers in."""

from urllib.parse import urlsplit

import urllib3

from json_text import from_json, to_json
from secret_values import secret_value

_pool = urllib3.PoolManager(retries=False)


class FunctionError(Exception):
    """An answer of 500 or more, or 429, may be retried."""

    def __init__(self, text, retryable):
        super().__init__(text)
        self.retryable = retryable


def call_function(url, key_name, message, timeout_s=None):
    headers = {"accept": "application/json", "content-type": "application/json", "x-functions-key": secret_value(key_name)}
    timeout = urllib3.Timeout(total=timeout_s)
    answer = _pool.request("POST", url, body=to_json(message).encode(), headers=headers, timeout=timeout)
    if answer.status >= 300:
        text = f"{urlsplit(url).netloc} answered {answer.status}"
        raise FunctionError(text, retryable=answer.status >= 500 or answer.status == 429)
    return from_json(answer.data) if answer.data else None
