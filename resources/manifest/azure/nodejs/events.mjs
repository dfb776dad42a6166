// What services hand over, as inputs: messages of queues, events of Event Grid, changes of items, what comes over a connection.

// A message is JSON, in Base64 where Event Grid put it there; an event in it is unwrapped.
export function messageInputs(message, fields) {
  const value = typeof message === 'string' ? parsed(message) : message;
  return isEvent(value) ? eventInputs(value, fields) : [value];
}

// An event's data; of a blob its name, which stands for the fields that it can't say.
export function eventInputs({ eventType = '', subject = '', data }, fields) {
  if (!eventType.startsWith('Microsoft.Storage.Blob')) return [data];
  const name = subject.slice(subject.indexOf('/blobs/') + '/blobs/'.length);
  return [withKey(name, fields)];
}

// An item as it is now, without what Cosmos DB adds to it.
export function changeInput(item) {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !['_rid', '_self', '_etag', '_attachments', '_ts', '_lsn'].includes(name)));
}

// A field that the message doesn't say is the connection, in letters that a key may have.
export function socketInput(message, metadata, fields) {
  const { connectionId } = metadata?.connectionContext ?? message?.connectionContext ?? {};
  const key = `c-${String(connectionId).replaceAll(/[^A-Za-z0-9._-]/g, '')}`;
  const said = typeof message === 'string' ? parsed(message) : (message?.data ?? message);
  const input = said !== null && typeof said === 'object' && !Array.isArray(said) ? said : {};
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), ...input, connectionId };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  }
}

function isEvent(value) {
  return typeof value?.eventType === 'string' && value.data !== undefined && typeof value.subject === 'string';
}

function withKey(key, fields) {
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), id: key };
}
