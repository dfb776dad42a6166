import { SecretManagerServiceClient } from '@google-cloud/secret-manager';

const client = new SecretManagerServiceClient();
const known = new Map(); // name of the version -> { value, until }

// A rotated secret is seen after five minutes, or after the given time.
export async function secretValue(name, maxAgeMs = 300_000) {
  const found = known.get(name);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const [version] = await client.accessSecretVersion({ name });
  const value = Buffer.from(version.payload.data).toString('utf8');
  known.set(name, { value, until: Date.now() + maxAgeMs });
  return value;
}
