import time

from google.cloud import secretmanager

_client = secretmanager.SecretManagerServiceClient()
_known = {}  # name of the version -> (value, until)


def secret_value(name, max_age_s=300):
    """A rotated secret is seen after five minutes, or after the given time."""
    value, until = _known.get(name, (None, 0.0))
    if time.monotonic() < until:
        return value
    value = _client.access_secret_version(name=name).payload.data.decode()
    _known[name] = (value, time.monotonic() + max_age_s)
    return value
