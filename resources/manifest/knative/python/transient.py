"""Whether a failed call may be tried again: not after a fault of the caller, by what the driver, remote.py or events.py says."""


def is_transient(error):
    if hasattr(error, "retryable"):
        return error.retryable
    answer = getattr(error, "response", None)  # botocore's ClientError
    if isinstance(answer, dict) and "ResponseMetadata" in answer:
        status = answer["ResponseMetadata"].get("HTTPStatusCode", 500)
        return status >= 500 or status == 429
    state = getattr(error, "sqlstate", None)  # psycopg: data, constraints, syntax and access are the caller's
    if isinstance(state, str) and state[:2] in ("22", "23", "28", "42"):
        return False
    return getattr(error, "code", None) != 11000  # MongoDB's duplicate key
