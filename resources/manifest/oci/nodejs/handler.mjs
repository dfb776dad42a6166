// Requests through API Gateway, and what services and callers hand over.
import { contract } from './contract.mjs';
import { inputsOf } from './events.mjs';

export function createHandler(runner) {
  return async (text, context) => {
    const gateway = context.httpGateway;
    if (gateway?.method !== undefined && gateway?.method !== '' && gateway?.requestURL) return answer(text, gateway, runner);
    return runner.take(inputsOf(JSON.parse(text), contract.fields));
  };
}

async function answer(text, gateway, runner) {
  const url = new URL(gateway.requestURL, 'http://localhost');
  const request = { method: gateway.method, path: url.pathname, query: Object.fromEntries(url.searchParams), text: text ?? '' };
  let result;
  try {
    result = await runner.answer(request);
  } catch (error) {
    console.error(JSON.stringify({ event: 'request failed', error: error.name, message: error.message }));
    result = { status: 500, body: { error: 'failed' } }; // without details
  }
  gateway.statusCode = result.status;
  gateway.setResponseHeader('Content-Type', 'application/json');
  return result.body;
}
