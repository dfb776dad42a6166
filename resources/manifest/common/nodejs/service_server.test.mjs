import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createService } from '../service_server.mjs';

const request = { method: 'POST', path: '/', query: {}, text: '{}' };
const limits = { concurrency: 1, queueLimit: 1, timeoutMs: 10_000 };

// A runner whose requests end when they are told to.
function held() {
  const open = [];
  return {
    open,
    runner: { answer: () => new Promise((resolve) => open.push(() => resolve({ status: 200, body: {} }))) },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a place, then the line, then 503', async () => {
  const { runner, open } = held();
  const service = createService(runner, limits);
  const first = service.answer(request);
  const second = service.answer(request);
  assert.equal((await service.answer(request)).status, 503);
  assert.equal(open.length, 1, 'one has a place');
  open[0]();
  assert.equal((await first).status, 200);
  await turn();
  assert.equal(open.length, 2, 'the other has it now');
  open[1]();
  assert.equal((await second).status, 200);
});

test('what takes too long gets 504 and leaves its place', async () => {
  const { runner, open } = held();
  const service = createService(runner, { ...limits, timeoutMs: 5 });
  assert.equal((await service.answer(request)).status, 504);
  const next = service.answer(request);
  await turn();
  open[1]();
  assert.equal((await next).status, 200);
});

test('the load counts busy places and the line', async () => {
  let time = 0;
  const { runner, open } = held();
  const service = createService(runner, { ...limits, concurrency: 2, queueLimit: 9 }, () => time);
  const all = [service.answer(request), service.answer(request), service.answer(request)];
  time = 10;
  assert.equal(service.load(), 1.5);
  await turn();
  open[0]();
  await turn();
  time = 20;
  assert.equal(service.load(), 1);
  open[1]();
  open[2]();
  await Promise.all(all);
});
