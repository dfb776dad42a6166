import os
import time

from azure.identity import ManagedIdentityCredential
from azure.keyvault.secrets import SecretClient

_client = SecretClient(os.environ["VAULT_URL"], ManagedIdentityCredential())
_known = {}  # name of the secret -> (value, until)


def secret_value(name, max_age_s=300):
    """A rotated secret is seen after five minutes, or after the given time."""
    value, until = _known.get(name, (None, 0.0))
    if time.monotonic() < until:
        return value
    value = _client.get_secret(name).value
    _known[name] = (value, time.monotonic() + max_age_s)
    return value
