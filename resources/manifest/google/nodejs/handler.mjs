// Takes requests of a gateway and of other functions, messages that Pub/Sub pushes and events of Eventarc, checks them and
// hands them to `run`. `run` is a parameter so that the tests need neither the SDK nor a network.
import { contract } from './contract.mjs';
import { readDelivery } from './events.mjs';
import { problemsOf } from './input.mjs';
import { log } from './log.mjs';

export function createHandler(run) {
  return async (request, response) => {
    allowOrigin(request, response);
    if (request.method === 'OPTIONS') return response.status(204).send('');
    const { kind, id, started, inputs, problems } = readDelivery(request, contract);
    for (const input of inputs) problems.push(...problemsOf(input, contract));
    if (problems.length > 0) {
      log('WARNING', `${kind} refused`, request, { id, problems });
      return response.status(400).json({ error: 'invalid input', problems });
    }
    try {
      let found;
      for (const input of inputs) found = { ...keysOf(input), ...(await answer(run, input, request.method, kind, response)) };
      log('INFO', `${kind} done`, request, { id });
      return kind === 'request' ? response.json(found) : response.status(204).send('');
    } catch (error) {
      log('ERROR', `${kind} failed`, request, { id, error: error.name, reason: error.message, stack: error.stack });
      // What was started without waiting for it isn't tried again; other messages come back after an answer that says failure.
      if (started) return response.status(204).send('');
      return response.status(500).json({ error: 'failed' });
    }
  };
}

// 201 for what was posted, 404 for a read that found nothing, else 200.
async function answer(run, input, method, kind, response) {
  const found = await run(input);
  const values = Object.values(found ?? {});
  const nothing = values.length > 0 && values.every((value) => value === undefined);
  if (kind === 'request') response.status(method === 'POST' ? 201 : method === 'GET' && nothing ? 404 : 200);
  return found;
}

function keysOf(input) {
  return Object.fromEntries(Object.keys(contract.fields).map((name) => [name, input[name]]));
}

function allowOrigin({ headers }, response) {
  const allowed = (process.env.CORS_ORIGINS ?? '').split(' ').filter((origin) => origin !== '');
  const origin = allowed.includes('*') ? '*' : allowed.find((candidate) => candidate === headers.origin);
  if (origin === undefined) return;
  response.set('access-control-allow-origin', origin);
  response.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
  response.set('access-control-allow-headers', 'authorization, content-type, x-api-key');
  response.set('vary', 'origin');
}
