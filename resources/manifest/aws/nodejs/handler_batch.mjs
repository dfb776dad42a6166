// Takes batches of messages and records (and requests or direct invocations as batches of one), checks every one and hands
// them to `run`. Messages of a queue that fail go back to it alone; a record that fails fails its batch.
// `run` is a parameter so that the tests need neither the SDK nor a network.
import { Batch } from './batch.mjs';
import { contract } from './contract.mjs';
import { inputsOf, isRecords, isSocket, recordId, recordInputs, socketInput, takesBackItems } from './events.mjs';
import { isRequest, requestInput, response } from './http.mjs';
import { problemsOf } from './input.mjs';

/**
 * @typedef {import('./input.mjs').Input} Input
 * @param {(batch: Batch) => Promise<void>} run
 * @returns {(event: any) => Promise<any>} what Lambda calls
 */
export function createHandler(run) {
  return async (event) => {
    if (isRecords(event)) return takeRecords(event.Records, run);
    if (isSocket(event)) return answerSocket(event, run);
    return isRequest(event) ? answerRequest(event, run) : answerInvocation(event, run);
  };
}

async function takeRecords(records, run) {
  const batch = new Batch();
  for (const record of records) {
    const id = recordId(record);
    try {
      for (const input of recordInputs(record, contract.fields)) {
        const problems = problemsOf(input, contract);
        if (problems.length > 0) throw new Error(`invalid message: ${problems.join('; ')}`);
        batch.add(id, input);
      }
    } catch (error) {
      batch.fail(id, error);
    }
  }
  await run(batch);
  for (const [id, error] of batch.failures) {
    console.error({ event: 'message failed', id, error: error.name, message: error.message });
  }
  console.info({ event: 'batch done', messages: records.length, failed: batch.failures.size });
  if (takesBackItems(records)) return { batchItemFailures: [...batch.failures.keys()].map((itemIdentifier) => ({ itemIdentifier })) };
  for (const error of batch.failures.values()) throw error;
  return undefined;
}

async function answerSocket(event, run) {
  const { input, problems } = socketInput(event, contract);
  if (problems.length === 0) problems.push(...problemsOf(input, contract));
  if (problems.length > 0) {
    console.warn({ event: 'message refused', requestId: event.requestContext.requestId, problems });
    return response(400, { error: 'invalid input', problems });
  }
  await runOne(input, run);
  return response(200, { status: 'done' });
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

async function answerInvocation(event, run) {
  for (const input of inputsOf(event, contract.fields)) {
    const problems = problemsOf(input, contract);
    if (problems.length > 0) throw new Error(`invalid input: ${problems.join('; ')}`);
    await runOne(input, run);
  }
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
