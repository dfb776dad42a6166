import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readDelivery } from '../events.mjs';

const contract = { fields: { id: {}, shop: {} }, maxBytes: 100 };
const encoded = (value) => Buffer.from(JSON.stringify(value)).toString('base64');
const pushed = (message, subscription = 'projects/p/subscriptions/work') => ({ headers: {}, body: { message, subscription } });

test('a pushed message is JSON', () => {
  const { kind, id, started, inputs, problems } = readDelivery(pushed({ messageId: '1', data: encoded({ id: 'a' }) }), contract);
  assert.deepEqual({ kind, id, started, inputs, problems }, { kind: 'message', id: '1', started: false, inputs: [{ id: 'a' }], problems: [] });
  assert.equal(readDelivery(pushed({ data: Buffer.from('{').toString('base64') }), contract).problems.length, 1);
  assert.equal(readDelivery(pushed({}), contract).problems.length, 1);
});

test('a message of a start topic is told apart', () => {
  assert.equal(readDelivery(pushed({ data: encoded({}) }, 'projects/p/subscriptions/later.starts'), contract).started, true);
});

test('a stored object is told by its name', () => {
  const attributes = { bucketId: 'b', objectId: 'a/b c', eventType: 'OBJECT_FINALIZE' };
  assert.deepEqual(readDelivery(pushed({ attributes, data: '' }), contract).inputs, [{ id: 'a/b c', shop: 'a/b c' }]);
});

test('a change of a document is told by its key', () => {
  const headers = { 'ce-id': '1', 'ce-type': 'google.cloud.firestore.document.v1.written', 'ce-document': 'items/a' };
  assert.deepEqual(readDelivery({ headers, body: Buffer.from([8]) }, contract).inputs, [{ id: 'a', shop: 'a', change: 'written' }]);
});

test('another event is its data', () => {
  const headers = { 'ce-id': '1', 'ce-type': 'virga.message' };
  assert.deepEqual(readDelivery({ headers, body: { id: 'a' } }, contract).inputs, [{ id: 'a' }]);
  assert.deepEqual(readDelivery({ headers, body: Buffer.from('{"id":"a"}') }, contract).inputs, [{ id: 'a' }]);
});

test('a request is its query and its body', () => {
  const request = (text) => ({ headers: {}, query: { id: 'q', shop: 's' }, rawBody: Buffer.from(text), body: text && JSON.parse(text) });
  assert.deepEqual(readDelivery(request(''), contract).inputs, [{ id: 'q', shop: 's' }]);
  assert.deepEqual(readDelivery(request('{"id":"b"}'), contract).inputs, [{ id: 'b', shop: 's' }]);
  for (const text of ['[]', '7', 'null', JSON.stringify('x'.repeat(200))]) {
    assert.equal(readDelivery(request(text), contract).problems.length, 1, text);
  }
});
