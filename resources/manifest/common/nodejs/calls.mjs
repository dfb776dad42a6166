// Time limit, retries and circuit breaker around one call, and steps side by side.
import { isTransient } from './transient.mjs';

const TIMER_MAX_MS = 2 ** 31 - 1; // a timer with more fires at once

export class BreakerOpenError extends Error {
  name = 'BreakerOpenError';
  retryable = false;
}

export class TimeoutError extends Error {
  name = 'TimeoutError';
}

// Opens when `failures` happened within `withinMs`; while open, calls fail at once; after `openMs` probes are let through,
// one at a time, and it closes after `probes` successful ones in a row. The state belongs to one instance of the function.
export class Breaker {
  #failureTimes = [];
  #openUntil = 0;
  #open = false;
  #probeSince; // undefined: no probe is under way
  #probesOk = 0;

  constructor({ failures, withinMs, openMs, probes = 1, now = Date.now }) {
    Object.assign(this, { failures, withinMs, openMs, probes, now });
  }

  enter() {
    if (!this.#open) return;
    const now = this.now();
    // A probe whose invocation was ended gives no answer, so it counts for one open time.
    const probing = this.#probeSince !== undefined && now < this.#probeSince + this.openMs;
    if (probing || now < this.#openUntil) throw new BreakerOpenError('circuit breaker is open');
    this.#probeSince = now;
  }

  succeeded() {
    if (this.#probeSince === undefined) return;
    this.#probeSince = undefined;
    this.#probesOk += 1;
    if (this.#probesOk < this.probes) return;
    this.#open = false;
    this.#failureTimes = [];
  }

  failed() {
    const now = this.now();
    if (this.#probeSince !== undefined) {
      this.#probeSince = undefined;
      this.#probesOk = 0;
      this.#openUntil = now + this.openMs;
      return;
    }
    if (this.#open) return; // of a call that began before it opened
    this.#failureTimes = this.#failureTimes.filter((time) => now - time < this.withinMs);
    this.#failureTimes.push(now);
    if (this.#failureTimes.length >= this.failures) {
      this.#open = true;
      this.#probesOk = 0;
      this.#openUntil = now + this.openMs;
    }
  }
}

// Lets at most `share` as many retries through as there were first attempts. The count belongs to one instance of the function.
export class RetryBudget {
  #firstAttempts = 0;
  #retries = 0;

  constructor(share) {
    this.share = share;
  }

  begin() {
    this.#firstAttempts += 1;
  }

  spend() {
    if (this.#retries + 1 > this.share * this.#firstAttempts) return false;
    this.#retries += 1;
    return true;
  }
}

// The wait before the n-th retry: backoffMs * 2^(n-1), or backoffMs each time, never more than the cap; of that all, anything
// from half to all of it (equal jitter) or anything from 0 to all of it (full jitter).
export function waitMs(n, { backoffMs, growth = 'exponential', capMs = TIMER_MAX_MS, jitter = 'none' }, random = Math.random) {
  const grown = growth === 'constant' ? backoffMs : backoffMs * 2 ** Math.min(n - 1, 20);
  const most = Math.min(grown, capMs, TIMER_MAX_MS);
  if (jitter === 'full') return most * random();
  return jitter === 'equal' ? most * (0.5 + 0.5 * random()) : most;
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Calls `work(signal)`. A fault of the caller isn't retried.
export async function attempt(work, options = {}, { pause = sleep, random = Math.random } = {}) {
  const { timeoutMs, retries = 0, backoffMs = 0, growth, capMs, jitter, budget, breaker } = options;
  budget?.begin();
  for (let tries = 1; ; tries += 1) {
    breaker?.enter();
    try {
      const result = await withTimeout(work, timeoutMs);
      breaker?.succeeded();
      return result;
    } catch (error) {
      const transient = isTransient(error);
      if (transient) breaker?.failed();
      else breaker?.succeeded();
      if (!transient || tries > retries || budget?.spend() === false) throw error;
      console.warn({ event: 'retry', tries, error: error.name, message: error.message });
      await pause(waitMs(tries, { backoffMs, growth, capMs, jitter }, random));
    }
  }
}

async function withTimeout(work, timeoutMs) {
  if (timeoutMs === undefined) return work(undefined);
  const controller = new AbortController();
  let timer;
  const expired = new Promise((resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeoutError(`no answer within ${timeoutMs} ms`));
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

// Does `work` so many times, at most `limit` of them at once.
export async function rounds(times, limit, work) {
  let left = times;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: Math.min(times, limit) }, worker));
}

// Starts all branches and returns when `count` of them have ended; the rest goes on unwatched. Fails with the failure after
// which `count` can't be reached any more.
export function firstOf(count, branches) {
  return new Promise((resolve, reject) => {
    let done = 0;
    let failed = 0;
    const succeeds = () => {
      done += 1;
      if (done === count) resolve();
    };
    const fails = (error) => {
      failed += 1;
      if (failed === branches.length - count + 1) reject(error);
      else console.warn({ event: 'branch failed', error: error.name, message: error.message });
    };
    for (const branch of branches) branch().then(succeeds, fails);
  });
}

// A failure that the steps after it make up for.
export function logCaught(step, error) {
  console.warn({ event: 'caught', step, error: error.name, message: error.message });
}
