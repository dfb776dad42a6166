// Checks requests, and inputs that services hand over, and hands them to `run`: a parameter so that the tests need neither the
// SDK nor a network.
import { contract } from './contract.mjs';
import { requestInput, successStatus } from './http_input.mjs';
import { problemsOf } from './input.mjs';

export function createRunner(run) {
  return {
    // The status and the body of the response to a request.
    async answer(request) {
      const { input, problems } = requestInput(request, contract.maxBytes);
      if (problems.length === 0) problems.push(...problemsOf(input, contract));
      if (problems.length > 0) {
        console.warn(JSON.stringify({ event: 'request refused', problems }));
        return { status: 400, body: { error: 'invalid input', problems } };
      }
      const found = await run(input);
      console.info(JSON.stringify({ event: 'request done' }));
      return { status: successStatus(request.method, found), body: { ...keysOf(input), ...found } };
    },

    // One after the other; one that fails fails them all. The result is the last one's.
    async take(inputs) {
      let last;
      for (const input of inputs) {
        refuseInvalid(input);
        last = { ...keysOf(input), ...(await run(input)) };
      }
      return last;
    },
  };
}

function refuseInvalid(input) {
  const problems = problemsOf(input, contract);
  if (problems.length === 0) return;
  const error = new Error(`invalid input: ${problems.join('; ')}`);
  error.invalid = true; // trying again is of no use
  throw error;
}

function keysOf(input) {
  return Object.fromEntries(Object.keys(contract.fields).map((name) => [name, input[name]]));
}
