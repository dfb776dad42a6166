// Requests and CloudEvents over HTTP. An event that is invalid gets 400, which sends it to the dead letters at once; one that
// fails gets 500 and comes again.
import { contract } from './contract.mjs';
import { eventInputs, isEvent } from './events.mjs';

export function createListener(runner) {
  return async (request, response) => {
    const { status, body } = await answer(request, runner);
    const text = body === undefined ? '' : JSON.stringify(body);
    response.writeHead(status, text === '' ? {} : { 'content-type': 'application/json' });
    response.end(text);
  };
}

async function answer(request, runner) {
  try {
    const text = await readText(request);
    if (text === undefined) return { status: 413, body: { error: 'too large' } };
    if (isEvent(request.headers)) return await takeEvent(request.headers, text, runner);
    const url = new URL(request.url, 'http://localhost');
    return await runner.answer({ method: request.method, path: url.pathname, query: Object.fromEntries(url.searchParams), text });
  } catch (error) {
    console.error(JSON.stringify({ event: 'request failed', error: error.name, message: error.message, trace: request.headers.traceparent }));
    return { status: 500, body: { error: 'failed' } }; // without details
  }
}

async function takeEvent(headers, text, runner) {
  let inputs;
  try {
    inputs = eventInputs(headers, text, contract.fields);
  } catch {
    return { status: 400, body: { error: 'not a CloudEvent with JSON' } };
  }
  try {
    await runner.take(inputs);
  } catch (error) {
    if (error.invalid) return { status: 400, body: { error: error.message } };
    throw error;
  }
  return { status: 204 };
}

// Nothing if it is more than the contract takes, with room for what surrounds the data of an event.
async function readText(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 2 * contract.maxBytes + 65_536) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
