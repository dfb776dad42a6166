// Starts exported functions in Google's Functions Framework and delivers to them what Pub/Sub, Eventarc and clients send
// (cloud.google.com/pubsub/docs/push, cloud.google.com/eventarc/docs/cloudevents; 2026). Clients of services are stand-ins
// that note what they were asked.
// Usage: node google_delivery.mjs google_designs NODE_MODULES
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [, , designs, modules] = process.argv;
const framework = join(resolve(modules), '@google-cloud/functions-framework');
if (!existsSync(framework)) {
  console.log('SKIPPED: @google-cloud/functions-framework is missing; app/setup.sh installs it');
  process.exit(77);
}

const failures = [];
let checks = 0;
function check(what, got, wanted) {
  ++checks;
  if (JSON.stringify(got) !== JSON.stringify(wanted)) failures.push(`${what}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`);
}

const standIns = {
  firestore: `export class Firestore {
    collection(name) {
      return { doc: (id) => ({ set: async (item) => note({ collection: name, id, item }) }) };
    }
  }`,
  storage: `export class Storage {
    bucket(name) {
      return { file: (id) => ({ download: async () => { note({ bucket: name, id }); return [Buffer.from('{}')]; } }) };
    }
  }`,
};
const note = `import { appendFileSync } from 'node:fs';
function note(what) {
  appendFileSync(process.env.NOTES, JSON.stringify(what) + '\\n');
  if (what.id === 'refused') throw new Error('unavailable');
}
`;

function install(folder) {
  const scope = join(folder, 'node_modules/@google-cloud');
  mkdirSync(scope, { recursive: true });
  symlinkSync(framework, join(scope, 'functions-framework'));
  for (const [name, text] of Object.entries(standIns)) {
    mkdirSync(join(scope, name));
    writeFileSync(join(scope, name, 'package.json'), JSON.stringify({ name: `@google-cloud/${name}`, type: 'module', main: 'index.mjs' }));
    writeFileSync(join(scope, name, 'index.mjs'), note + text);
  }
}

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

async function served(folder, environment, use) {
  install(folder);
  const port = await freePort();
  const notes = join(folder, 'notes.jsonl');
  const log = [];
  const program = spawn(process.execPath, [join(framework, 'build/src/main.js'), '--target=handle', `--source=${folder}`, `--port=${port}`], {
    env: { ...process.env, ...environment, NOTES: notes, HOST: '127.0.0.1' },
    cwd: folder,
  });
  program.stdout.on('data', (data) => log.push(data));
  program.stderr.on('data', (data) => log.push(data));
  const send = (body, headers = {}, method = 'POST', path = '/') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: method === 'GET' ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    });
  try {
    for (let tries = 0; ; ++tries) {
      try {
        await fetch(`http://127.0.0.1:${port}/favicon.ico`);
        break;
      } catch (error) {
        if (tries > 150 || program.exitCode !== null) throw new Error(`the framework doesn't start: ${Buffer.concat(log)}`);
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    await use({
      send,
      noted: () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n').map((line) => JSON.parse(line)) : []),
      log: () => Buffer.concat(log).toString('utf8'),
    });
  } finally {
    program.kill();
  }
}

let numbers = 0;
const pushed = (data, attributes = {}) => ({
  message: {
    attributes,
    data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)).toString('base64'),
    messageId: `${++numbers}`,
    message_id: `${numbers}`,
    publishTime: '2026-11-28T10:00:00.000Z',
    publish_time: '2026-11-28T10:00:00.000Z',
  },
  subscription: 'projects/p/subscriptions/work',
});

const folder = mkdtempSync(join(tmpdir(), 'virga-delivery-'));
try {
  execFileSync(designs, ['gcloud', folder]);
  const source = (name) => join(folder, 'every-event-nodejs/src', name);

  await served(source('worker'), {}, async ({ send, log }) => {
    check('a message of Pub/Sub', (await send(pushed({ id: 'a-1' }))).status, 204);
    check('a message that is no JSON', (await send(pushed('not json'))).status, 400);
    check('a message against the contract', (await send(pushed({ id: 7 }))).status, 400);
    check('a message without data', (await send({ message: { messageId: '1' }, subscription: 's' })).status, 400);
    const lines = log().split('\n').filter((line) => line.startsWith('{'));
    check('log lines are JSON with a severity', lines.length > 0 && lines.every((line) => typeof JSON.parse(line).severity === 'string'), true);
  });

  await served(source('gatherer'), { THINGS_DATABASE: 'things' }, async ({ send, noted }) => {
    check('a record of a stream', (await send(pushed({ id: 'r-1' }))).status, 204);
    const written = noted().at(-1);
    check('the record is written', [written.collection, written.id, written.item.id], ['items', 'r-1', 'r-1']);
    check('a failure is told, so that the message comes again', (await send(pushed({ id: 'refused' }))).status, 500);
  });

  await served(source('follower'), {}, async ({ send }) => {
    const change = {
      'ce-id': 'e-1',
      'ce-source': '//firestore.googleapis.com/projects/p/databases/things',
      'ce-specversion': '1.0',
      'ce-type': 'google.cloud.firestore.document.v1.written',
      'ce-document': 'items/t-1',
      'content-type': 'application/protobuf',
    };
    check('a change of Firestore', (await send('\u0001', change)).status, 204);
  });

  await served(source('told'), { FILES_BUCKET: 'p-files' }, async ({ send, noted }) => {
    const attributes = { bucketId: 'p-files', objectId: 'photo.json', eventType: 'OBJECT_FINALIZE', payloadFormat: 'JSON_API_V1' };
    check('a notification of Cloud Storage', (await send(pushed({ kind: 'storage#object' }, attributes))).status, 204);
    check('the object is read', noted(), [{ bucket: 'p-files', id: 'photo.json' }]);
  });

  await served(join(folder, 'every-access-nodejs/src/part'), { CORS_ORIGINS: 'https://shop.example' }, async ({ send }) => {
    check('a request', (await send({ id: 'p-1' })).status, 201);
    check('a request with a query', (await send(undefined, {}, 'GET', '/?id=p-1')).status < 300, true);
    check('a request that is a list', (await send([])).status, 400);
    const asked = await send(undefined, { origin: 'https://shop.example' }, 'OPTIONS');
    check('a browser may ask', [asked.status, asked.headers.get('access-control-allow-origin')], [204, 'https://shop.example']);
    const stranger = await send(undefined, { origin: 'https://evil.example' }, 'OPTIONS');
    check('another may not', stranger.headers.get('access-control-allow-origin'), null);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${checks - failures.length} of ${checks} deliveries as they should be`);
process.exit(failures.length > 0 ? 1 : 0);
