// Events of the services that invoke a function: records of queues, topics, streams, tables and stores, and what comes over a
// WebSocket connection.

/** @param {any} event */
export function isRecords(event) {
  return Array.isArray(event?.Records);
}

/**
 * Whether single records can be handed back: those of a queue. Others fail together.
 * @param {any[]} records
 */
export function takesBackItems(records) {
  return records.every(({ messageId, body }) => messageId !== undefined && body !== undefined);
}

/** @param {any} record @returns {string} */
export function recordId({ messageId, Sns, kinesis, dynamodb, s3 }) {
  return messageId ?? Sns?.MessageId ?? kinesis?.sequenceNumber ?? dynamodb?.SequenceNumber ?? s3?.object?.sequencer ?? s3?.object?.key;
}

/**
 * What a record hands on. A field that a stored object can't say is its key.
 * @param {any} record
 * @param {Record<string, any>} fields
 * @returns {any[]}
 */
export function recordInputs(record, fields) {
  if (record.Sns !== undefined) return inputsOf(JSON.parse(record.Sns.Message), fields);
  if (record.kinesis !== undefined) return inputsOf(JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString('utf8')), fields);
  if (record.dynamodb !== undefined) return [changeInput(record)];
  if (record.s3 !== undefined) return [withKey(decodeURIComponent(record.s3.object.key.replaceAll('+', ' ')), fields)];
  return inputsOf(JSON.parse(record.body), fields);
}

/**
 * What a store tells through a queue, topic or bus is unwrapped; anything else is the input itself.
 * @param {any} value
 * @param {Record<string, any>} fields
 * @returns {any[]}
 */
export function inputsOf(value, fields) {
  if (isRecords(value)) return value.Records.flatMap((/** @type {any} */ record) => recordInputs(record, fields));
  if (value?.Event === 's3:TestEvent') return [];
  if (value?.bucket?.name !== undefined && value.object?.key !== undefined) return [withKey(value.object.key, fields)];
  return [value];
}

/** @param {string} key @param {Record<string, any>} fields */
function withKey(key, fields) {
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), id: key };
}

/**
 * The item as it is now, or as it was before it was removed.
 * @param {any} record
 */
function changeInput({ eventName, dynamodb: { NewImage, OldImage, Keys } }) {
  return { ...plainMap(NewImage ?? OldImage ?? Keys ?? {}), change: eventName };
}

/** @param {Record<string, any>} attributes @returns {Record<string, any>} */
function plainMap(attributes) {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plain(value)]));
}

/** @param {any} attribute @returns {any} */
function plain(attribute) {
  const [[type, value]] = Object.entries(attribute);
  if (type === 'N') return Number(value);
  if (type === 'NS') return value.map(Number);
  if (type === 'NULL') return null;
  if (type === 'L') return value.map(plain);
  if (type === 'M') return plainMap(value);
  return value;
}

/** @param {any} event */
export function isSocket(event) {
  return event?.requestContext?.connectionId !== undefined;
}

/**
 * What came over a connection. A field that the message doesn't say is the connection, in letters that a key may have.
 * @param {any} event
 * @param {import('./input.mjs').Contract} contract
 * @returns {import('./http.mjs').Taken}
 */
export function socketInput({ requestContext: { connectionId }, queryStringParameters, body }, { fields, maxBytes }) {
  const text = body ?? '';
  if (Buffer.byteLength(text) > maxBytes) return { problems: [`body: at most ${maxBytes} bytes are taken`] };
  let message = {};
  try {
    if (text !== '') message = JSON.parse(text);
  } catch {
    return { problems: ['body: not JSON'] };
  }
  if (message === null || typeof message !== 'object' || Array.isArray(message)) return { problems: ['body: must be a JSON object'] };
  const key = `c-${connectionId.replaceAll('=', '')}`;
  const otherwise = Object.fromEntries(Object.keys(fields).map((name) => [name, key]));
  return { input: { ...otherwise, ...queryStringParameters, ...message, connectionId }, problems: [] };
}
