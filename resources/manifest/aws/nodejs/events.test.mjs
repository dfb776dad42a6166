import assert from 'node:assert/strict';
import { test } from 'node:test';

import { inputsOf, recordId, recordInputs, socketInput, takesBackItems } from '../events.mjs';

const fields = { id: {}, shop: {} };
const message = { id: 'a', shop: 'b' };

test('messages of queues and topics and records of streams are JSON', () => {
  const text = JSON.stringify(message);
  const records = [
    { messageId: '1', body: text },
    { Sns: { MessageId: '1', Message: text } },
    { kinesis: { sequenceNumber: '1', data: Buffer.from(text).toString('base64') } },
  ];
  for (const record of records) {
    assert.deepEqual(recordInputs(record, fields), [message]);
    assert.equal(recordId(record), '1');
  }
  assert.equal(takesBackItems([records[0]]), true);
  assert.equal(takesBackItems([records[2]]), false);
});

test('changes of a table are the item and what was done', () => {
  const item = { id: { S: 'a' }, count: { N: '3' }, tags: { L: [{ S: 'x' }, { NULL: true }] }, more: { M: { on: { BOOL: true } } } };
  assert.deepEqual(recordInputs({ eventName: 'MODIFY', dynamodb: { NewImage: item, OldImage: {} } }, fields), [
    { id: 'a', count: 3, tags: ['x', null], more: { on: true }, change: 'MODIFY' },
  ]);
  assert.deepEqual(recordInputs({ eventName: 'REMOVE', dynamodb: { Keys: { id: { S: 'a' } } } }, fields), [
    { id: 'a', change: 'REMOVE' },
  ]);
});

test('stored objects are told by their key, on whatever way', () => {
  const told = { Records: [{ s3: { bucket: { name: 'b' }, object: { key: 'a+b%2Fc' } } }] };
  assert.deepEqual(recordInputs(told.Records[0], fields), [{ id: 'a b/c', shop: 'a b/c' }]);
  assert.deepEqual(recordInputs({ messageId: '1', body: JSON.stringify(told) }, fields), [{ id: 'a b/c', shop: 'a b/c' }]);
  assert.deepEqual(inputsOf({ bucket: { name: 'b' }, object: { key: 'a+b' } }, fields), [{ id: 'a+b', shop: 'a+b' }]);
  assert.deepEqual(recordInputs({ messageId: '1', body: '{"Event":"s3:TestEvent"}' }, fields), []);
});

test('a connection stands for what its message does not say', () => {
  const event = { requestContext: { connectionId: 'L0=' } };
  const contract = { fields, maxBytes: 100 };
  assert.deepEqual(socketInput(event, contract).input, { id: 'c-L0', shop: 'c-L0', connectionId: 'L0=' });
  assert.deepEqual(socketInput({ ...event, body: '{"id":"x"}' }, contract).input, { id: 'x', shop: 'c-L0', connectionId: 'L0=' });
  for (const body of ['{', '[]', '7', JSON.stringify('x'.repeat(200))]) {
    assert.equal(socketInput({ ...event, body }, contract).problems.length, 1, body);
  }
});
