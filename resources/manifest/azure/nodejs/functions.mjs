import { secretValue } from './secrets.mjs';

// Calls another function app over HTTP with the key that lets callers in. An answer of 500 or more, or 429, may be retried.
export async function callFunction(url, keyName, input, signal) {
  const headers = { accept: 'application/json', 'content-type': 'application/json', 'x-functions-key': await secretValue(keyName) };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input), signal });
  const text = await answer.text();
  if (!answer.ok) {
    const retryable = answer.status >= 500 || answer.status === 429;
    throw Object.assign(new Error(`${new URL(url).host} answered ${answer.status}`), { retryable });
  }
  return text === '' ? undefined : JSON.parse(text);
}
