import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const kMaxAgeMs = 300_000; // a rotated secret is seen after five minutes
const client = new SecretsManagerClient({});
const known = new Map(); // ARN -> { value, until }

export async function secretValue(arn) {
  const found = known.get(arn);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const { SecretString: value } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  known.set(arn, { value, until: Date.now() + kMaxAgeMs });
  return value;
}
