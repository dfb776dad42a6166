// Events of an HTTP API (payload format 2.0).

/**
 * What a request carries: an input, or what is wrong with it.
 * @typedef {{ input?: any, problems: string[] }} Taken
 */

/** @param {any} event */
export function isRequest(event) {
  return event?.requestContext?.http !== undefined;
}

/**
 * Query, body and path parameters as one object; of the same name the path's wins, then the body's.
 * @param {any} event
 * @param {number} maxBytes
 * @returns {Taken}
 */
export function requestInput(event, maxBytes) {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (Buffer.byteLength(text) > maxBytes) return { problems: [`body: at most ${maxBytes} bytes are taken`] };
  let body = {};
  if (text !== '') {
    try {
      body = JSON.parse(text);
    } catch {
      return { problems: ['body: not JSON'] };
    }
    if (body === null || typeof body !== 'object' || Array.isArray(body)) return { problems: ['body: must be a JSON object'] };
  }
  return { input: { ...event.queryStringParameters, ...body, ...event.pathParameters }, problems: [] };
}

/** @param {number} statusCode @param {object} [body] */
export function response(statusCode, body) {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
}

/**
 * 201 for what was posted, 404 for a read that found nothing, else 200.
 * @param {any} event
 * @param {Record<string, any>} [found]
 */
export function successStatus(event, found) {
  const { method } = event.requestContext.http;
  if (method === 'POST') return 201;
  const values = Object.values(found ?? {});
  const nothing = values.length > 0 && values.every((value) => value === undefined);
  return method === 'GET' && nothing ? 404 : 200;
}
