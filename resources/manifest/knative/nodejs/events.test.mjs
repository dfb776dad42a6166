import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';

import { eventInputs, isEvent, publish } from '../events.mjs';

test('events are told from requests', () => {
  assert.equal(isEvent({ 'content-type': 'application/json' }), false);
  assert.equal(isEvent({ 'ce-id': '1' }), true);
  assert.equal(isEvent({ 'content-type': 'application/cloudevents+json; charset=utf-8' }), true);
});

test('both modes hand on the data', () => {
  assert.deepEqual(eventInputs({ 'ce-id': '1', 'ce-type': 'message' }, '{"id":"a"}', {}), [{ id: 'a' }]);
  const headers = { 'content-type': 'application/cloudevents+json' };
  assert.deepEqual(eventInputs(headers, JSON.stringify({ type: 'message', data: { id: 'a' } }), {}), [{ id: 'a' }]);
  const coded = Buffer.from('{"id":"a"}').toString('base64');
  assert.deepEqual(eventInputs(headers, JSON.stringify({ type: 'message', data_base64: coded }), {}), [{ id: 'a' }]);
});

test('a stored object is handed on as its key', () => {
  assert.deepEqual(eventInputs({ 'ce-type': 'object.written', 'ce-subject': 'k' }, '', { name: {} }), [{ name: 'k', id: 'k' }]);
});

test('a published event arrives, and a refusal is an error', async () => {
  const seen = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    seen.push({ headers: request.headers, text });
    response.writeHead(seen.length === 1 ? 202 : 503).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/space/name`;
  try {
    await publish(url, { source: 'me', key: 'k', data: { id: 'a' } });
    assert.deepEqual(eventInputs(seen[0].headers, seen[0].text, {}), [{ id: 'a' }]);
    assert.equal(seen[0].headers['ce-partitionkey'], 'k');
    await assert.rejects(publish(url, { source: 'me', data: {} }), (error) => error.retryable === true);
  } finally {
    server.close();
  }
});
