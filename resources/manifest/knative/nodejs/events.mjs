// CloudEvents over HTTP, in binary and structured mode (CloudEvents 1.0, HTTP protocol binding).
import { randomUUID } from 'node:crypto';

const structured = (headers) => (headers['content-type'] ?? '').startsWith('application/cloudevents+json');

export function isEvent(headers) {
  return headers['ce-id'] !== undefined || structured(headers);
}

// What an event hands on. A field that a stored object can't say is its key.
export function eventInputs(headers, text, fields) {
  const event = structured(headers)
    ? JSON.parse(text)
    : { type: headers['ce-type'], subject: headers['ce-subject'], data: text === '' ? undefined : JSON.parse(text) };
  if (event.type === 'object.written' || event.type === 'object.removed') return [withKey(event.subject, fields)];
  if (event.data_base64 !== undefined) return [JSON.parse(Buffer.from(event.data_base64, 'base64').toString('utf8'))];
  return [event.data];
}

function withKey(key, fields) {
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), id: key };
}

// Posts an event to a Broker or a KafkaSink. An answer of 500 or more, or 429, may be retried.
export async function publish(url, { source, key, data, signal }) {
  const headers = {
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-id': randomUUID(),
    'ce-source': `/${source}`,
    'ce-type': 'message',
  };
  if (key !== undefined) headers['ce-partitionkey'] = encodeURIComponent(key);
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(data), signal });
  await answer.arrayBuffer();
  if (answer.ok) return;
  const error = new Error(`${new URL(url).host} answered ${answer.status}`);
  error.retryable = answer.status >= 500 || answer.status === 429;
  throw error;
}
