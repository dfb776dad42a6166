"""Signs in to Azure Cache for Redis as the function app."""

import base64

from azure.identity import ManagedIdentityCredential
from redis.credentials import CredentialProvider

from json_text import from_json

_credential = ManagedIdentityCredential()


class EntraCredentials(CredentialProvider):
    """Asked at each new connection; the identity keeps a token as long as it is good."""

    def get_credentials(self):
        token = _credential.get_token("https://redis.azure.com/.default").token
        claims = token.split(".")[1]
        return from_json(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))["oid"], token
