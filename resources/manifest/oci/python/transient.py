"""Whether a failed call may be tried again: not after a fault of the caller, by what the SDK or remote.py says of it."""


def is_transient(error):
    if hasattr(error, "retryable"):
        return error.retryable
    status = getattr(error, "status", None)  # oci.exceptions.ServiceError
    if isinstance(status, int) and status > 0:
        return status >= 500 or status == 429
    return True
