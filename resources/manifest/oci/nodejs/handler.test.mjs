import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createHandler } from '../handler.mjs';

function gateway(method, requestURL) {
  return { method, requestURL, headers: {}, setResponseHeader(name, value) { this.headers[name] = value; } };
}

test('a request through API Gateway gets its status', async () => {
  const seen = [];
  const handler = createHandler({
    answer: async (request) => {
      seen.push(request);
      return { status: 201, body: { done: true } };
    },
  });
  const httpGateway = gateway('POST', '/orders/7?a=b');
  assert.deepEqual(await handler('{"id":"a"}', { httpGateway }), { done: true });
  assert.deepEqual(seen, [{ method: 'POST', path: '/orders/7', query: { a: 'b' }, text: '{"id":"a"}' }]);
  assert.equal(httpGateway.statusCode, 201);
  assert.equal(httpGateway.headers['Content-Type'], 'application/json');
});

test('a failed request gets 500 without details', async () => {
  const handler = createHandler({
    answer: async () => {
      throw new Error('secret');
    },
  });
  const httpGateway = gateway('GET', '/orders');
  assert.deepEqual(await handler('', { httpGateway }), { error: 'failed' });
  assert.equal(httpGateway.statusCode, 500);
});

test('what services and callers hand over is taken, and its failure fails the invocation', async () => {
  const taken = [];
  const handler = createHandler({
    take: async (inputs) => {
      taken.push(...inputs);
      if (inputs[0].fail) throw new Error('down');
      return { id: inputs[0].id };
    },
  });
  const context = { httpGateway: gateway(null, null) };
  assert.deepEqual(await handler('[{"id":"a"},{"id":"b"}]', context), { id: 'a' });
  assert.deepEqual(taken, [{ id: 'a' }, { id: 'b' }]);
  await assert.rejects(handler('{"fail":true}', context), /down/);
});
