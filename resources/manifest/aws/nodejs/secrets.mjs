import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});
/** @type {Map<string, { value: string | undefined, until: number }>} ARN -> … */
const known = new Map();

/**
 * A rotated secret is seen after five minutes, or after the given time.
 * @param {string | undefined} arn
 * @param {number} [maxAgeMs]
 * @returns {Promise<string | undefined>}
 */
export async function secretValue(arn, maxAgeMs = 300_000) {
  const found = known.get(arn);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const { SecretString: value } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  known.set(arn, { value, until: Date.now() + maxAgeMs });
  return value;
}
