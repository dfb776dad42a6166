import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';

import { contract } from '../contract.mjs';
import { createListener } from '../server.mjs';

// The answers of a real server with this runner.
async function serving(runner, use) {
  const server = createServer(createListener(runner)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use((path, options) => fetch(`http://127.0.0.1:${server.address().port}${path}`, options));
  } finally {
    server.close();
  }
}

const event = (body) => ({ method: 'POST', headers: { 'ce-id': '1', 'ce-type': 'message', 'content-type': 'application/json' }, body });

test('a request gets the status and the body of its answer', async () => {
  const seen = [];
  const answer = async (request) => {
    seen.push(request);
    return { status: 201, body: { done: true } };
  };
  await serving({ answer }, async (send) => {
    const response = await send('/orders/7?a=b', { method: 'POST', body: '{"id":"a"}' });
    assert.equal(response.status, 201);
    assert.deepEqual(await response.json(), { done: true });
  });
  assert.deepEqual(seen, [{ method: 'POST', path: '/orders/7', query: { a: 'b' }, text: '{"id":"a"}' }]);
});

test('an event is taken; an invalid one gets 400, a failed one 500', async () => {
  const taken = [];
  const take = async (inputs) => {
    taken.push(...inputs);
    if (inputs[0].invalid) throw Object.assign(new Error('bad'), { invalid: true });
    if (inputs[0].fail) throw new Error('secret');
  };
  await serving({ take }, async (send) => {
    assert.equal((await send('/', event('{"id":"a"}'))).status, 204);
    assert.equal((await send('/', event('{'))).status, 400);
    assert.equal((await send('/', event('{"invalid":true}'))).status, 400);
    const failed = await send('/', event('{"fail":true}'));
    assert.equal(failed.status, 500);
    assert.deepEqual(await failed.json(), { error: 'failed' });
  });
  assert.deepEqual(taken[0], { id: 'a' });
});

test('what is far too large gets 413', async () => {
  await serving({}, async (send) => {
    const body = 'x'.repeat(2 * contract.maxBytes + 65_537);
    assert.equal((await send('/', { method: 'POST', body })).status, 413);
  });
});
