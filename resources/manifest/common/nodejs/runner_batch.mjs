// Checks requests, and batches that services hand over, and hands them to `run` as batches: a parameter so that the tests need
// neither the SDK nor a network.
import { Batch } from './batch.mjs';
import { contract } from './contract.mjs';
import { requestInput } from './http_input.mjs';
import { problemsOf } from './input.mjs';

export function createRunner(run) {
  return {
    // The status and the body of the response to a request, which is a batch of one.
    async answer(request) {
      const { input, problems } = requestInput(request, contract.maxBytes);
      if (problems.length === 0) problems.push(...problemsOf(input, contract));
      if (problems.length > 0) {
        console.warn(JSON.stringify({ event: 'request refused', problems }));
        return { status: 400, body: { error: 'invalid input', problems } };
      }
      await runAll([input], run);
      return { status: 200, body: { status: 'done' } };
    },

    // All are tried; one that fails fails the batch, which the service hands over again.
    async take(inputs) {
      await runAll(inputs, run);
      return { status: 'done' };
    },
  };
}

async function runAll(inputs, run) {
  const batch = new Batch();
  inputs.forEach((input, index) => {
    const problems = problemsOf(input, contract);
    batch.add(index, input);
    if (problems.length > 0) {
      const error = new Error(`invalid message: ${problems.join('; ')}`);
      error.invalid = true; // trying again is of no use
      batch.fail(index, error);
    }
  });
  await run(batch);
  for (const [id, error] of batch.failures) {
    console.error(JSON.stringify({ event: 'message failed', id, error: error.name, message: error.message }));
  }
  console.info(JSON.stringify({ event: 'batch done', messages: inputs.length, failed: batch.failures.size }));
  for (const error of batch.failures.values()) throw error;
}
