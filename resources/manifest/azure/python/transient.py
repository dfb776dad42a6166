"""Whether a failed call may be tried again: not after a fault of the caller, by what remote.py or the SDK says of it."""


def is_transient(error):
    if hasattr(error, "retryable"):
        return error.retryable
    status = getattr(error, "status_code", None)  # azure.core's HttpResponseError
    if not isinstance(status, int):
        return True
    return status >= 500 or status in (408, 429)
