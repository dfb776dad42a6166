// Time limit, retries and circuit breaker around one call.
import { isTransient } from './transient.mjs';

export class BreakerOpenError extends Error {
  name = 'BreakerOpenError';
  retryable = false;
}

export class TimeoutError extends Error {
  name = 'TimeoutError';
}

// Opens when `failures` happened within `withinMs`; while open, calls fail at once; after `openMs` one probe decides.
// The state belongs to one instance of the function.
export class Breaker {
  #failureTimes = [];
  #openUntil = 0;
  #open = false;
  #probing = false;

  constructor({ failures, withinMs, openMs, now = Date.now }) {
    Object.assign(this, { failures, withinMs, openMs, now });
  }

  enter() {
    if (!this.#open) return;
    if (this.#probing || this.now() < this.#openUntil) throw new BreakerOpenError('circuit breaker is open');
    this.#probing = true;
  }

  succeeded() {
    if (this.#probing) {
      this.#open = false;
      this.#probing = false;
      this.#failureTimes = [];
    }
  }

  failed() {
    const now = this.now();
    if (this.#probing) {
      this.#probing = false;
      this.#openUntil = now + this.openMs;
      return;
    }
    if (this.#open) return;
    this.#failureTimes = this.#failureTimes.filter((time) => now - time < this.withinMs);
    this.#failureTimes.push(now);
    if (this.#failureTimes.length >= this.failures) {
      this.#open = true;
      this.#openUntil = now + this.openMs;
    }
  }
}

// Calls `work(signal)`. The wait before the n-th retry is backoffMs * 2^(n-1). A fault of the caller isn't retried.
export async function attempt(work, { timeoutMs, retries = 0, backoffMs = 0, breaker } = {}) {
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
      if (!transient || tries > retries) throw error;
      console.warn({ event: 'retry', tries, error: error.name, message: error.message });
      await new Promise((resolve) => setTimeout(resolve, backoffMs * 2 ** (tries - 1)));
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
