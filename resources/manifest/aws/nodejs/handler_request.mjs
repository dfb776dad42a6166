// Takes requests, single records and direct invocations, checks them and hands them to `run`.
// `run` is a parameter so that the tests need neither the SDK nor a network.
import { contract } from './contract.mjs';
import { inputsOf, isRecords, isSocket, recordInputs, socketInput } from './events.mjs';
import { isRequest, requestInput, response, successStatus } from './http.mjs';
import { problemsOf } from './input.mjs';

/**
 * @typedef {import('./input.mjs').Input} Input
 * @param {(input: Input) => Promise<Record<string, any>>} run
 * @returns {(event: any) => Promise<any>} what Lambda calls
 */
export function createHandler(run) {
  return async (event) => {
    if (isRecords(event)) return takeRecords(event.Records, run);
    if (isSocket(event)) return answerSocket(event, run);
    return isRequest(event) ? answerRequest(event, run) : answerInvocation(event, run);
  };
}

// Records of a topic or store come one by one; the service tries again what fails.
async function takeRecords(records, run) {
  for (const record of records) {
    for (const input of recordInputs(record, contract.fields)) await answer(input, run);
  }
}

async function answerSocket(event, run) {
  const { input, problems } = socketInput(event, contract);
  if (problems.length === 0) problems.push(...problemsOf(input, contract));
  if (problems.length > 0) {
    console.warn({ event: 'message refused', requestId: event.requestContext.requestId, problems });
    return response(400, { error: 'invalid input', problems });
  }
  await run(input);
  return response(200, { status: 'done' });
}

async function answerRequest(event, run) {
  const { input, problems } = requestInput(event, contract.maxBytes);
  if (problems.length === 0) problems.push(...problemsOf(input, contract));
  if (problems.length > 0) {
    console.warn({ event: 'request refused', requestId: event.requestContext.requestId, problems });
    return response(400, { error: 'invalid input', problems });
  }
  try {
    const found = await run(input);
    console.info({ event: 'request done', requestId: event.requestContext.requestId });
    return response(successStatus(event, found), { ...keysOf(input), ...found });
  } catch (error) {
    console.error({ event: 'request failed', requestId: event.requestContext.requestId, error: error.name, message: error.message });
    throw error; // counted as an error of the function; the caller sees 500 and no details
  }
}

function keysOf(input) {
  return Object.fromEntries(Object.keys(contract.fields).map((name) => [name, input[name]]));
}

async function answerInvocation(event, run) {
  let last;
  for (const input of inputsOf(event, contract.fields)) last = await answer(input, run);
  return last;
}

async function answer(input, run) {
  const problems = problemsOf(input, contract);
  if (problems.length > 0) throw new Error(`invalid input: ${problems.join('; ')}`);
  return { ...keysOf(input), ...(await run(input)) };
}
