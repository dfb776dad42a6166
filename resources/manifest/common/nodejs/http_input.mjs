// Requests over HTTP as inputs: { method, path, query, text } with the query as an object and the body as a text.
import { routes } from './routes.mjs';

// Query, body and path parameters as one object; of the same name the path's wins, then the body's.
export function requestInput({ method, path, query, text }, maxBytes) {
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
  return { input: { ...query, ...body, ...pathParameters(method, path, routes) }, problems: [] };
}

// The parameters of the first route that fits; {name+} takes the rest of the path.
export function pathParameters(method, path, known) {
  const parts = path.split('/').slice(1);
  for (const route of known) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const names = route.path.split('/').slice(1);
    const found = {};
    const fits = names.every((name, index) => {
      if (/^\{.*\+\}$/.test(name)) {
        found[name.slice(1, -2)] = decode(parts.slice(index).join('/'));
        return parts.length > index;
      }
      if (/^\{.*\}$/.test(name)) {
        found[name.slice(1, -1)] = decode(parts[index] ?? '');
        return parts[index] !== undefined && parts[index] !== '';
      }
      return name === parts[index];
    });
    if (fits && (parts.length === names.length || route.path.endsWith('+}'))) return found;
  }
  return {};
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// 201 for what was posted, 404 for a read that found nothing, else 200.
export function successStatus(method, found) {
  if (method === 'POST') return 201;
  const values = Object.values(found ?? {});
  const nothing = values.length > 0 && values.every((value) => value === undefined);
  return method === 'GET' && nothing ? 404 : 200;
}
