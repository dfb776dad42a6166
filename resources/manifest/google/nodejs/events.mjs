// What comes over HTTP: a request, a message that Pub/Sub pushes or an event of Eventarc.

// The inputs that a delivery holds, and what is wrong with it. `started`: nobody waits and nothing is to be tried again.
export function readDelivery(request, contract) {
  const { headers, body } = request;
  if (headers['ce-type'] !== undefined && headers['ce-id'] !== undefined) {
    const { inputs, problems } = eventInputs(headers, body, contract.fields);
    return { kind: 'event', id: headers['ce-id'], started: false, inputs, problems };
  }
  if (typeof body?.subscription === 'string' && typeof body.message === 'object' && body.message !== null) {
    const { message, subscription } = body;
    const { inputs, problems } = messageInputs(message, contract.fields);
    return { kind: 'message', id: message.messageId, started: subscription.endsWith('.starts'), inputs, problems };
  }
  return { kind: 'request', id: undefined, started: false, ...requestInput(request, contract.maxBytes) };
}

// Query and body as one object; of the same name the body's wins. The gateway hands on path parameters in the query.
function requestInput({ query, body, rawBody }, maxBytes) {
  if ((rawBody?.length ?? 0) > maxBytes) return { inputs: [], problems: [`body: at most ${maxBytes} bytes are taken`] };
  if (rawBody === undefined || rawBody.length === 0) return { inputs: [{ ...query }], problems: [] };
  if (body === null || typeof body !== 'object' || Array.isArray(body) || Buffer.isBuffer(body)) {
    return { inputs: [], problems: ['body: must be a JSON object'] };
  }
  return { inputs: [{ ...query, ...body }], problems: [] };
}

// A message's data is JSON. What a bucket tells names an object, which stands for the fields that it can't say.
function messageInputs({ data, attributes = {} }, fields) {
  if (attributes.bucketId !== undefined && attributes.objectId !== undefined) {
    return { inputs: [withKey(attributes.objectId, fields)], problems: [] };
  }
  return jsonInput(Buffer.from(data ?? '', 'base64').toString('utf8'));
}

// A change of Firestore is told by the document's name; other events are their data.
function eventInputs(headers, body, fields) {
  if (headers['ce-type'].startsWith('google.cloud.firestore.document.')) {
    const key = (headers['ce-document'] ?? '').split('/').pop();
    return { inputs: [{ ...withKey(key, fields), change: headers['ce-type'].split('.').pop() }], problems: [] };
  }
  if (Buffer.isBuffer(body)) return jsonInput(body.toString('utf8'));
  return { inputs: [body], problems: [] };
}

function jsonInput(text) {
  try {
    return { inputs: [JSON.parse(text)], problems: [] };
  } catch {
    return { inputs: [], problems: ['message: not JSON'] };
  }
}

function withKey(key, fields) {
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), id: key };
}
