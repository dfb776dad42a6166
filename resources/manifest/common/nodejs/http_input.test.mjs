import assert from 'node:assert/strict';
import { test } from 'node:test';

import { pathParameters, requestInput, successStatus } from '../http_input.mjs';

const routes = [
  { method: 'GET', path: '/orders/{id}' },
  { method: 'GET', path: '/orders' },
  { method: 'ANY', path: '/files/{path+}' },
];

test('path parameters are those of the route that fits', () => {
  assert.deepEqual(pathParameters('GET', '/orders/a%20b', routes), { id: 'a b' });
  assert.deepEqual(pathParameters('GET', '/orders', routes), {});
  assert.deepEqual(pathParameters('GET', '/orders/', routes), {});
  assert.deepEqual(pathParameters('POST', '/orders/7', routes), {});
  assert.deepEqual(pathParameters('PUT', '/files/a/b', routes), { path: 'a/b' });
  assert.deepEqual(pathParameters('GET', '/orders/%', routes), { id: '%' });
});

test('what is no JSON object is refused', () => {
  for (const text of ['{', '[]', 'null', '"text"']) {
    assert.equal(requestInput({ method: 'POST', path: '/', query: {}, text }, 100).problems.length, 1, text);
  }
  assert.equal(requestInput({ method: 'POST', path: '/', query: {}, text: 'x'.repeat(101) }, 100).problems.length, 1);
});

test('the body goes before the query', () => {
  const { input } = requestInput({ method: 'POST', path: '/', query: { a: '1', b: '1' }, text: '{"b":"2"}' }, 100);
  assert.deepEqual(input, { a: '1', b: '2' });
});

test('the status says what happened', () => {
  assert.equal(successStatus('POST', {}), 201);
  assert.equal(successStatus('GET', { thing: undefined }), 404);
  assert.equal(successStatus('GET', { thing: 1 }), 200);
  assert.equal(successStatus('DELETE', {}), 200);
});
