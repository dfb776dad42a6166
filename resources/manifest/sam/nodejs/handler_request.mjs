// Takes requests of the HTTP API and direct invocations, checks them and hands them to `run`.
// `run` is a parameter so that the tests need neither the SDK nor a network.
import { contract } from './contract.mjs';
import { isRequest, requestInput, response, successStatus } from './http.mjs';
import { problemsOf } from './input.mjs';

export function createHandler(run) {
  return async (event) => (isRequest(event) ? answerRequest(event, run) : answerInvocation(event, run));
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

async function answerInvocation(input, run) {
  const problems = problemsOf(input, contract);
  if (problems.length > 0) throw new Error(`invalid input: ${problems.join('; ')}`);
  return { ...keysOf(input), ...(await run(input)) };
}
