"""One HTTPS request with JSON both ways. An answer of 500 or more, or 429, may be retried."""

from urllib.parse import urlsplit

import urllib3

from json_text import from_json, to_json

_pool = urllib3.PoolManager(retries=False)


class RemoteError(Exception):
    def __init__(self, text, retryable):
        super().__init__(text)
        self.retryable = retryable


def request(method, url, body=None, token=None, idempotency_key=None, timeout_s=None):
    headers = {"accept": "application/json"}
    if body is not None:
        headers["content-type"] = "application/json"
    if token is not None:
        headers["authorization"] = f"Bearer {token}"
    if idempotency_key is not None:
        headers["idempotency-key"] = idempotency_key
    answer = _pool.request(
        method,
        url,
        body=None if body is None else to_json(body).encode(),
        headers=headers,
        timeout=urllib3.Timeout(total=timeout_s),
    )
    if answer.status >= 300:
        text = f"{method} {urlsplit(url).netloc} answered {answer.status}"
        raise RemoteError(text, retryable=answer.status >= 500 or answer.status == 429)
    return from_json(answer.data) if answer.data else None
