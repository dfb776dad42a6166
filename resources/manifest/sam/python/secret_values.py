import time

import boto3

_MAX_AGE_S = 300  # a rotated secret is seen after five minutes
_client = boto3.client("secretsmanager")
_known = {}  # ARN -> (value, until)


def secret_value(arn):
    value, until = _known.get(arn, (None, 0.0))
    if time.monotonic() < until:
        return value
    value = _client.get_secret_value(SecretId=arn)["SecretString"]
    _known[arn] = (value, time.monotonic() + _MAX_AGE_S)
    return value
