import assert from 'node:assert/strict';
import { test } from 'node:test';

import { changeInput, eventInputs, messageInputs, socketInput } from '../events.mjs';

const fields = { id: {}, order: {} };
const blob = {
  eventType: 'Microsoft.Storage.BlobCreated',
  subject: '/blobServices/default/containers/photos/blobs/2026/cat.jpg',
  data: { api: 'PutBlob' },
};

test('a message is an object or a text', () => {
  assert.deepEqual(messageInputs({ id: 'a' }, fields), [{ id: 'a' }]);
  assert.deepEqual(messageInputs('{"id":"a"}', fields), [{ id: 'a' }]);
  assert.deepEqual(messageInputs(Buffer.from('{"id":"a"}').toString('base64'), fields), [{ id: 'a' }]);
  assert.throws(() => messageInputs('{', fields));
});

test('an event is its data, and a blob its name', () => {
  assert.deepEqual(eventInputs({ eventType: 'virga.message', subject: 'x', data: { id: 'a' } }, fields), [{ id: 'a' }]);
  assert.deepEqual(eventInputs(blob, fields), [{ id: '2026/cat.jpg', order: '2026/cat.jpg' }]);
  assert.deepEqual(messageInputs(JSON.stringify(blob), fields), [{ id: '2026/cat.jpg', order: '2026/cat.jpg' }]);
});

test('a change is the item itself', () => {
  assert.deepEqual(changeInput({ id: 'a', size: 3, _rid: 'r', _ts: 1 }), { id: 'a', size: 3 });
});

test('a connection stands for what its message does not say', () => {
  const metadata = { connectionContext: { connectionId: 'ab=1' } };
  assert.deepEqual(socketInput({ order: 'o' }, metadata, fields), { id: 'c-ab1', order: 'o', connectionId: 'ab=1' });
  assert.deepEqual(socketInput('[]', metadata, fields), { id: 'c-ab1', order: 'c-ab1', connectionId: 'ab=1' });
});
