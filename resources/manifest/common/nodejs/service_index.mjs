import { createServer } from 'node:http';

import { contract } from './contract.mjs';
import { createRunner } from './runner.mjs';
import { tellLoad } from './service_load.mjs';
import { createListener, createService } from './service_server.mjs';
import { run } from './steps.mjs';

// Without a variable: one request at once and a line without end, as whoever starts it by hand may want.
const service = createService(createRunner(run), {
  concurrency: Number(process.env.SERVICE_CONCURRENCY ?? 1),
  queueLimit: Number(process.env.SERVICE_QUEUE_LIMIT ?? Infinity),
  timeoutMs: Number(process.env.SERVICE_TIMEOUT_MS ?? 60_000),
});
const server = createServer(createListener(service, contract.maxBytes));
server.listen(Number(process.env.PORT ?? 8080));
// Load balancers keep connections longer than Node.js does by default, and would meet closed ones.
server.keepAliveTimeout = 75_000;
const telling = tellLoad(service);
// Comes before the server is taken away; what is under way is finished.
process.on('SIGTERM', () => {
  clearInterval(telling);
  server.close();
});
