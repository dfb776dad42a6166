import { Batch } from './batch.mjs';

// Pub/Sub pushes one message at a time: a batch of one.
export function oneByOne(run) {
  return async (input) => {
    const batch = new Batch();
    batch.add('message', input);
    await run(batch);
    for (const error of batch.failures.values()) throw error;
    return {};
  };
}
