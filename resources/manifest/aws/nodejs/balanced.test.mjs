import assert from 'node:assert/strict';
import { test } from 'node:test';

import { asHttpEvent } from '../balanced.mjs';
import { isRequest, requestInput, successStatus } from '../http.mjs';
import { routes } from '../routes.mjs';

test('a request of a load balancer is read as one of an API', () => {
  const [route] = routes;
  const method = route.method === 'ANY' ? 'GET' : route.method;
  const path = route.path.replaceAll(/\{[^}]*\}/g, 'a%20b');
  const event = asHttpEvent({
    requestContext: { elb: { targetGroupArn: 'arn' } }, httpMethod: method, path, headers: {},
    queryStringParameters: { q: 'c%26d+e' }, body: '', isBase64Encoded: false,
  });
  assert.equal(isRequest(event), true);
  const { input, problems } = requestInput(event, 100);
  assert.deepEqual(problems, []);
  const names = [...route.path.matchAll(/\{([^}+]*)\+?\}/g)].map(([, name]) => [name, 'a b']);
  assert.deepEqual(input, { q: 'c&d e', ...Object.fromEntries(names) });
  assert.equal(successStatus(event, { found: 1 }), method === 'POST' ? 201 : 200);
});

test('other events stay as they are', () => {
  for (const event of [{ Records: [] }, { id: 'x' }, { requestContext: { http: { method: 'GET' } } }]) assert.equal(asHttpEvent(event), event);
});
