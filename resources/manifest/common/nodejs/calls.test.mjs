import assert from 'node:assert/strict';
import { test } from 'node:test';

import { attempt, Breaker, BreakerOpenError, firstOf, RetryBudget, rounds, TimeoutError, waitMs } from '../calls.mjs';

const failing = (times) => {
  let calls = 0;
  return Object.assign(async () => {
    calls += 1;
    if (calls <= times) throw new Error('down');
    return calls;
  }, { count: () => calls });
};

const down = async () => {
  throw new Error('down');
};

// Attempts whose waits are noted instead of waited for.
function paused(random = () => 0.5) {
  const waits = [];
  const pause = async (ms) => waits.push(ms);
  return { waits, call: (work, options) => attempt(work, options, { pause, random }) };
}

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

test('waits double, up to the cap, or stay the same', async () => {
  const doubling = paused();
  await assert.rejects(doubling.call(down, { retries: 3, backoffMs: 100 }), /down/);
  assert.deepEqual(doubling.waits, [100, 200, 400]);
  const capped = paused();
  await assert.rejects(capped.call(down, { retries: 4, backoffMs: 100, capMs: 250 }), /down/);
  assert.deepEqual(capped.waits, [100, 200, 250, 250]);
  const constant = paused();
  await assert.rejects(constant.call(down, { retries: 3, backoffMs: 50, growth: 'constant' }), /down/);
  assert.deepEqual(constant.waits, [50, 50, 50]);
  assert.ok(waitMs(100, { backoffMs: 60_000 }) < 2 ** 31);
});

test('jitter is of all of the wait or of its second half', () => {
  for (const [jitter, least, middle, most] of [['none', 400, 400, 400], ['equal', 200, 300, 400], ['full', 0, 200, 400]]) {
    const wait = (random) => waitMs(3, { backoffMs: 100, jitter }, () => random);
    assert.deepEqual([wait(0), wait(0.5), wait(1)], [least, middle, most], jitter);
  }
  assert.equal(waitMs(9, { backoffMs: 100, capMs: 1000, jitter: 'full' }, () => 0.5), 500);
});

test('a budget bounds the retries by the first attempts', async () => {
  const { waits, call } = paused();
  const budget = new RetryBudget(0.1);
  for (let n = 0; n < 30; n += 1) await assert.rejects(call(down, { retries: 2, budget }), /down/);
  assert.equal(waits.length, 3);
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

test('the breaker closes after as many successful probes in a row as stated', () => {
  let now = 0;
  const breaker = new Breaker({ failures: 1, withinMs: 1000, openMs: 500, probes: 2, now: () => now });
  breaker.failed();
  now = 500;
  breaker.enter();
  assert.throws(() => breaker.enter(), BreakerOpenError); // one probe at a time
  breaker.succeeded();
  breaker.enter();
  breaker.failed(); // opens again, and the first probe is forgotten
  assert.throws(() => breaker.enter(), BreakerOpenError);
  now = 1000;
  for (let probe = 0; probe < 2; probe += 1) {
    breaker.enter();
    breaker.succeeded();
  }
  breaker.enter();
  breaker.enter();
});

test('a probe without an answer counts for one open time', () => {
  let now = 0;
  const breaker = new Breaker({ failures: 1, withinMs: 1000, openMs: 500, now: () => now });
  breaker.failed();
  now = 500;
  breaker.enter();
  now = 999;
  assert.throws(() => breaker.enter(), BreakerOpenError);
  now = 1000;
  breaker.enter();
});

test('failures far apart do not open the breaker', async () => {
  let now = 0;
  const breaker = new Breaker({ failures: 2, withinMs: 1000, openMs: 500, now: () => now });
  for (; now < 5000; now += 1000) await assert.rejects(attempt(down, { breaker }), /down/);
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

test('the first so many of the branches are waited for', async () => {
  const ended = [];
  const never = () => new Promise(() => {});
  const ends = (name) => async () => ended.push(name);
  await firstOf(2, [never, ends('a'), ends('b')]);
  assert.deepEqual(ended, ['a', 'b']);
  await firstOf(1, [down, down, ends('c')]);
  assert.deepEqual(ended, ['a', 'b', 'c']);
});

test('it fails once too many branches have failed', async () => {
  await assert.rejects(firstOf(2, [down, () => new Promise(() => {})]), /down/);
  await assert.rejects(firstOf(1, [down, down]), /down/);
});
