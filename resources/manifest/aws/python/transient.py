"""Whether a failed call may be tried again: not after a fault of the caller, by what botocore or remote.py says of it."""

_THROTTLES = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded", "SlowDown",
              "TooManyRequestsException", "RequestThrottled", "ThrottledException"}


def is_transient(error):
    if hasattr(error, "retryable"):
        return error.retryable
    answer = getattr(error, "response", None)  # botocore's ClientError
    if isinstance(answer, dict) and "ResponseMetadata" in answer:
        status = answer["ResponseMetadata"].get("HTTPStatusCode", 500)
        return status >= 500 or answer.get("Error", {}).get("Code") in _THROTTLES
    return True
