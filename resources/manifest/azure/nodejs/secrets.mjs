import { ManagedIdentityCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';

const client = new SecretClient(process.env.VAULT_URL, new ManagedIdentityCredential());
const known = new Map(); // name of the secret -> { value, until }

// A rotated secret is seen after five minutes, or after the given time.
export async function secretValue(name, maxAgeMs = 300_000) {
  const found = known.get(name);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const { value } = await client.getSecret(name);
  known.set(name, { value, until: Date.now() + maxAgeMs });
  return value;
}
