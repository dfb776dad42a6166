import assert from 'node:assert/strict';
import { test } from 'node:test';

import { attempt, Breaker, BreakerOpenError, rounds, TimeoutError } from '../calls.mjs';

const failing = (times) => {
  let calls = 0;
  return Object.assign(async () => {
    calls += 1;
    if (calls <= times) throw new Error('down');
    return calls;
  }, { count: () => calls });
};

test('a call is tried again as often as stated', async () => {
  assert.equal(await attempt(failing(2), { retries: 2 }), 3);
  const work = failing(3);
  await assert.rejects(attempt(work, { retries: 2 }), /down/);
  assert.equal(work.count(), 3);
});

test('a fault of the caller is not tried again', async () => {
  let calls = 0;
  const work = async () => {
    calls += 1;
    throw Object.assign(new Error('bad request'), { retryable: false });
  };
  await assert.rejects(attempt(work, { retries: 5 }), /bad request/);
  assert.equal(calls, 1);
});

test('a call that takes too long is given up and told so', async () => {
  let aborted = false;
  const work = (signal) =>
    new Promise(() => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
    });
  await assert.rejects(attempt(work, { timeoutMs: 10 }), TimeoutError);
  assert.ok(aborted);
});

test('the breaker opens, lets one probe through and closes', async () => {
  let now = 0;
  const breaker = new Breaker({ failures: 2, withinMs: 1000, openMs: 500, now: () => now });
  const down = async () => {
    throw new Error('down');
  };
  await assert.rejects(attempt(down, { breaker }), /down/);
  await assert.rejects(attempt(down, { breaker }), /down/);
  await assert.rejects(attempt(async () => 'up', { breaker }), BreakerOpenError);
  now = 500;
  await assert.rejects(attempt(down, { breaker }), /down/);
  await assert.rejects(attempt(async () => 'up', { breaker }), BreakerOpenError);
  now = 1000;
  assert.equal(await attempt(async () => 'up', { breaker }), 'up');
  assert.equal(await attempt(async () => 'up', { breaker }), 'up');
});

test('failures far apart do not open the breaker', async () => {
  let now = 0;
  const breaker = new Breaker({ failures: 2, withinMs: 1000, openMs: 500, now: () => now });
  for (; now < 5000; now += 1000) {
    await assert.rejects(attempt(async () => { throw new Error('down'); }, { breaker }), /down/);
  }
});

test('rounds are all done, so many at once', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  await rounds(5, 2, async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    done += 1;
  });
  assert.deepEqual([done, most], [5, 2]);
  await assert.rejects(rounds(2, 2, failing(1)), /down/);
});
