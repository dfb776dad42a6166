// A server that takes so many requests at once; others wait in a line, as long as it is allowed to be. What is turned away
// gets 503, what isn't done in time 504. The load is told as a share of the places: 1.5 when half as many wait as are busy.

/**
 * @typedef {{ concurrency: number, queueLimit: number, timeoutMs: number }} Limits
 * @typedef {{ method: string, path: string, query: object, text: string }} Taken
 * @param {{ answer: (request: Taken) => Promise<{ status: number, body: object }> }} runner
 * @param {Limits} limits
 */
export function createService(runner, { concurrency, queueLimit, timeoutMs }, now = () => performance.now()) {
  /** @type {(() => void)[]} */
  const line = [];
  let busy = 0;
  let area = 0; // of the load over time
  let since = now();
  let from = since;

  function count() {
    const at = now();
    area += (busy + line.length) * (at - since);
    since = at;
  }

  // Null if there is neither a place nor room in the line.
  function place() {
    if (busy < concurrency) {
      count();
      busy += 1;
      return Promise.resolve();
    }
    if (line.length >= queueLimit) return null;
    count();
    return /** @type {Promise<void>} */ (new Promise((resolve) => line.push(resolve)));
  }

  function leave() {
    count();
    const next = line.shift();
    if (next) next();
    else busy -= 1;
  }

  async function served(request, late) {
    const placed = place();
    if (placed === null) return { status: 503, body: { error: 'busy' } };
    await placed;
    try {
      return await Promise.race([runner.answer(request), late]);
    } finally {
      leave();
    }
  }

  return {
    async answer(request) {
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, timeoutMs, { status: 504, body: { error: 'too late' } });
      });
      try {
        return await served(request, late);
      } finally {
        clearTimeout(timer);
      }
    },

    // The mean since the last look.
    load() {
      count();
      const mean = since > from ? area / (since - from) : busy + line.length;
      area = 0;
      from = since;
      return mean / concurrency;
    },
  };
}

/** What node:http calls. The path of health checks needs no place. */
export function createListener(service, maxBytes) {
  return async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const { status, body } = await reply(service, request, url, maxBytes);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

async function reply(service, request, url, maxBytes) {
  if (url.pathname === '/health') return { status: 200, body: { status: 'up' } };
  try {
    const text = await readText(request, maxBytes);
    if (text === undefined) return { status: 413, body: { error: 'too large' } };
    return await service.answer({
      method: request.method, path: url.pathname, query: Object.fromEntries(url.searchParams), text,
    });
  } catch (error) {
    console.error(JSON.stringify({ event: 'request failed', error: error.name, message: error.message, trace: request.headers.traceparent }));
    return { status: 500, body: { error: 'failed' } }; // without details
  }
}

// Nothing if it is more than the contract takes.
async function readText(request, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
