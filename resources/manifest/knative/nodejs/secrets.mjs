import { readFile } from 'node:fs/promises';

const known = new Map(); // file -> { value, until }

// The text in the file of a mounted Secret. A rotated secret is seen after five minutes, or after the given time.
export async function secretValue(file, maxAgeMs = 300_000) {
  const found = known.get(file);
  if (found !== undefined && Date.now() < found.until) return found.value;
  const value = (await readFile(file, 'utf8')).trim();
  known.set(file, { value, until: Date.now() + maxAgeMs });
  return value;
}
