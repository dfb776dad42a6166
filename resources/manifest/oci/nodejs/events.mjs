// What the services of OCI hand to a function: batches of connectors, rules of Events, messages of topics, direct invocations.

export function inputsOf(value, fields) {
  if (Array.isArray(value)) return value.flatMap((item) => inputsOf(item, fields));
  // A record of a stream, through a connector: its value is coded in base64.
  if (typeof value?.value === 'string' && value.stream !== undefined) {
    return inputsOf(JSON.parse(Buffer.from(value.value, 'base64').toString('utf8')), fields);
  }
  // A message of a queue, through a connector.
  if (typeof value?.content === 'string' && value.id !== undefined) return inputsOf(parsed(value.content), fields);
  // A rule of Events tells of an object.
  if (value?.eventType?.startsWith('com.oraclecloud.objectstorage.')) return [withKey(value.data.resourceName, fields)];
  return [value];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text; // refused as an input
  }
}

function withKey(key, fields) {
  return { ...Object.fromEntries(Object.keys(fields).map((name) => [name, key])), id: key };
}
