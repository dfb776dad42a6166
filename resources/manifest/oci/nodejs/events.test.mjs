import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inputsOf } from '../events.mjs';

const coded = (value) => Buffer.from(JSON.stringify(value)).toString('base64');

test('a direct invocation is the input itself', () => {
  assert.deepEqual(inputsOf({ id: 'a' }, {}), [{ id: 'a' }]);
});

test('records of a stream are decoded', () => {
  const record = (id) => ({ stream: 'readings', partition: '0', key: null, value: coded({ id }), offset: 1, timestamp: 1 });
  assert.deepEqual(inputsOf([record('a'), record('b')], {}), [{ id: 'a' }, { id: 'b' }]);
});

test('messages of a queue are parsed, and what is no JSON stays a text', () => {
  assert.deepEqual(inputsOf([{ id: 1, content: '{"id":"a"}' }, { id: 2, content: '{' }], {}), [{ id: 'a' }, '{']);
});

test('an object is handed on as its key', () => {
  const event = { eventType: 'com.oraclecloud.objectstorage.createobject', data: { resourceName: 'k' } };
  assert.deepEqual(inputsOf(event, { name: {} }), [{ name: 'k', id: 'k' }]);
});
