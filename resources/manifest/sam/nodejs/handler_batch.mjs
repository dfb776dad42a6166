// Takes batches of queue messages (and requests or direct invocations as batches of one), checks every message and hands
// them to `run`. Messages that fail go back to the queue alone; the others of the batch are done.
// `run` is a parameter so that the tests need neither the SDK nor a network.
import { Batch } from './batch.mjs';
import { contract } from './contract.mjs';
import { isRequest, requestInput, response } from './http.mjs';
import { problemsOf } from './input.mjs';

export function createHandler(run) {
  return async (event) => {
    if (Array.isArray(event?.Records)) return takeMessages(event.Records, run);
    return isRequest(event) ? answerRequest(event, run) : answerInvocation(event, run);
  };
}

async function takeMessages(records, run) {
  const batch = new Batch();
  for (const record of records) {
    try {
      const input = JSON.parse(record.body);
      const problems = problemsOf(input, contract);
      if (problems.length > 0) throw new Error(`invalid message: ${problems.join('; ')}`);
      batch.add(record.messageId, input);
    } catch (error) {
      batch.fail(record.messageId, error);
    }
  }
  await run(batch);
  for (const [messageId, error] of batch.failures) {
    console.error({ event: 'message failed', messageId, error: error.name, message: error.message });
  }
  console.info({ event: 'batch done', messages: records.length, failed: batch.failures.size });
  return { batchItemFailures: [...batch.failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function answerRequest(event, run) {
  const { input, problems } = requestInput(event, contract.maxBytes);
  if (problems.length === 0) problems.push(...problemsOf(input, contract));
  if (problems.length > 0) {
    console.warn({ event: 'request refused', requestId: event.requestContext.requestId, problems });
    return response(400, { error: 'invalid input', problems });
  }
  await runOne(input, run);
  return response(200, { status: 'done' });
}

async function answerInvocation(input, run) {
  const problems = problemsOf(input, contract);
  if (problems.length > 0) throw new Error(`invalid input: ${problems.join('; ')}`);
  await runOne(input, run);
  return { status: 'done' };
}

async function runOne(input, run) {
  const batch = new Batch();
  batch.add('direct', input);
  await run(batch);
  for (const error of batch.failures.values()) {
    console.error({ event: 'request failed', error: error.name, message: error.message });
    throw error;
  }
}
