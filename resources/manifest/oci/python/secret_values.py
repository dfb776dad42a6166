import base64
import time

import oci

_client = oci.secrets.SecretsClient(config={}, signer=oci.auth.signers.get_resource_principals_signer())
_known = {}  # OCID -> (value, until)


def secret_value(secret_id, max_age_s=300):
    """A rotated secret is seen after five minutes, or after the given time."""
    value, until = _known.get(secret_id, (None, 0.0))
    if time.monotonic() < until:
        return value
    bundle = _client.get_secret_bundle(secret_id).data
    value = base64.b64decode(bundle.secret_bundle_content.content).decode()
    _known[secret_id] = (value, time.monotonic() + max_age_s)
    return value
