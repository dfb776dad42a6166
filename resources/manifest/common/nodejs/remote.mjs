/**
 * One HTTPS request with JSON both ways. An answer of 500 or more, or 429, may be retried.
 * @param {string} url
 * @param {{ method: string, body?: object, token?: string, idempotencyKey?: string, signal?: AbortSignal }} options
 * @returns {Promise<any>}
 */
export async function request(url, { method, body, token, idempotencyKey, signal }) {
  /** @type {Record<string, string>} */
  const headers = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (idempotencyKey !== undefined) headers['idempotency-key'] = idempotencyKey;
  const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  const text = await answer.text();
  if (!answer.ok) {
    const retryable = answer.status >= 500 || answer.status === 429;
    throw Object.assign(new Error(`${method} ${new URL(url).host} answered ${answer.status}`), { retryable });
  }
  return text === '' ? undefined : JSON.parse(text);
}
