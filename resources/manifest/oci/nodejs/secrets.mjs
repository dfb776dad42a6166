import { ResourcePrincipalAuthenticationDetailsProvider } from 'oci-common';
import { SecretsClient } from 'oci-secrets';

const client = new SecretsClient({
  authenticationDetailsProvider: ResourcePrincipalAuthenticationDetailsProvider.builder(),
});
const known = new Map(); // OCID -> { value, until }

// A rotated secret is seen after five minutes, or after the given time.
export async function secretValue(secretId, maxAgeMs = 300_000) {
  const found = known.get(secretId);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const { secretBundle } = await client.getSecretBundle({ secretId });
  const value = Buffer.from(secretBundle.secretBundleContent.content, 'base64').toString('utf8');
  known.set(secretId, { value, until: Date.now() + maxAgeMs });
  return value;
}
