import time

import boto3

_client = boto3.client("secretsmanager")
_known = {}  # ARN -> (value, until)


def secret_value(arn, max_age_s=300):
    """A rotated secret is seen after five minutes, or after the given time."""
    value, until = _known.get(arn, (None, 0.0))
    if time.monotonic() < until:
        return value
    value = _client.get_secret_value(SecretId=arn)["SecretString"]
    _known[arn] = (value, time.monotonic() + max_age_s)
    return value
