import { createServer } from 'node:http';

import { createRunner } from './runner.mjs';
import { createListener } from './server.mjs';
import { run } from './steps.mjs';

const server = createServer(createListener(createRunner(run)));
server.listen(Number(process.env.PORT ?? 8080));
// Knative sends this before an instance leaves; what is under way is finished.
process.on('SIGTERM', () => server.close());
