// Runs the k6 scripts of the examples with stand-ins for k6's modules: options as its executors take them
// (grafana.com/docs/k6/latest/using-k6/scenarios/executors, 2026), and requests as the design has them.
//
// usage: load_conformance.mjs VIRGA EXAMPLES
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [virga, examples] = process.argv.slice(2);
let checks = 0;
let failures = 0;
function check(holds, text) {
  ++checks;
  if (holds) return;
  ++failures;
  console.log(`FAILED: ${text}`);
}

const sent = [];
const sockets = [];
globalThis.standIns = {
  check: (response, tests) => Object.values(tests).every((test) => test(response)),
  sleep: () => {},
  http: {
    request: (method, url, body, { headers }) => {
      sent.push({ method, url, body, headers });
      return { status: 200 };
    },
  },
  WebSocket: class {
    constructor(url) {
      sockets.push(this);
      Object.assign(this, { url, sent: [], closed: false });
    }
    addEventListener(event, then) {
      this[event] = then;
    }
    send(text) {
      this.sent.push(text);
    }
    close() {
      this.closed = true;
    }
  },
};

const whole = (value, least) => Number.isInteger(value) && value >= least;
const isDuration = (value) => typeof value === 'string' && /^\d+(s|ms)$/.test(value);
const keys = {
  'constant-arrival-rate': ['executor', 'rate', 'timeUnit', 'duration', 'preAllocatedVUs', 'maxVUs', 'exec'],
  'ramping-arrival-rate': ['executor', 'startRate', 'timeUnit', 'stages', 'preAllocatedVUs', 'maxVUs', 'exec'],
  'constant-vus': ['executor', 'vus', 'duration', 'exec'],
};
function checkExecutor(what, scenario, script) {
  const known = keys[scenario.executor];
  check(known && Object.keys(scenario).every((key) => known.includes(key)), `${what}: options of ${scenario.executor}`);
  check(typeof script[scenario.exec] === 'function', `${what}: exec is exported`);
  if (scenario.executor === 'constant-vus') return check(whole(scenario.vus, 1) && isDuration(scenario.duration), `${what}: users`);
  check(['1s', '1m', '1h'].includes(scenario.timeUnit), `${what}: timeUnit`);
  check(whole(scenario.preAllocatedVUs, 1) && scenario.maxVUs >= scenario.preAllocatedVUs, `${what}: virtual users`);
  if (scenario.executor === 'constant-arrival-rate') return check(whole(scenario.rate, 1) && isDuration(scenario.duration), `${what}: rate`);
  check(whole(scenario.startRate, 0) && scenario.stages.length > 0, `${what}: stages`);
  for (const { duration, target } of scenario.stages) check(isDuration(duration) && whole(target, 0), `${what}: ${duration} ${target}`);
}

const folder = mkdtempSync(join(tmpdir(), 'virga-load-'));
for (const [module, text] of Object.entries({
  'k6/index.mjs': 'export const { check, sleep } = globalThis.standIns;',
  'k6/http.mjs': 'export default globalThis.standIns.http;',
  'k6/websockets.mjs': 'export const { WebSocket } = globalThis.standIns;',
  'k6/package.json': JSON.stringify({ name: 'k6', exports: { '.': './index.mjs', './http': './http.mjs', './websockets': './websockets.mjs' } }),
})) {
  mkdirSync(join(folder, 'node_modules/k6'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', module), text);
}

globalThis.setInterval = (then) => then();
globalThis.setTimeout = (then) => then();
globalThis.clearInterval = () => {};
globalThis.__VU = 1;
globalThis.__ITER = 0;
try {
  for (const example of readdirSync(examples).filter((name) => name.endsWith('.virga.yaml'))) {
    const output = join(folder, example);
    const done = spawnSync(virga, ['export', join(examples, example), '--format', 'k6', '--output', output], { encoding: 'utf8' });
    if (done.status !== 0) {
      check(/no client sends requests to an API/.test(done.stderr), `${example}: ${done.stderr}`);
      continue;
    }
    const text = readFileSync(join(output, 'load.js'), 'utf8');
    const names = Object.keys(JSON.parse(text.slice(text.indexOf('const loads = ') + 14, text.indexOf('\n};\n') + 2)));
    for (const name of names) {
      const path = join(folder, `${example}.${name}.mjs`);
      writeFileSync(path, text);
      const variables = [...text.matchAll(/address\("([A-Z0-9_]+)"\)/g)].map(([, variable]) => variable);
      globalThis.__ENV = { SCENARIO: name, ...Object.fromEntries(variables.map((variable) => [variable, 'https://api.test/live/'])) };
      for (const variable of variables) globalThis.__ENV[variable.replace(/URL$/, 'TOKEN')] = 'a.b.c';
      const script = await import(pathToFileURL(path));
      for (const [flow, scenario] of Object.entries(script.options.scenarios)) {
        checkExecutor(`${example} ${name} ${flow}`, scenario, script);
        sent.length = 0;
        sockets.length = 0;
        script[scenario.exec]();
        check(sent.length + sockets.length === 1, `${example} ${flow}: one request or connection`);
        for (const { method, url, body, headers } of sent) {
          check(/^https:\/\/api\.test\/live\/[^{}]*$/.test(url), `${example} ${flow}: ${url}`);
          check((method === 'GET') === (body === null), `${example} ${flow}: body of ${method}`);
          if (body !== null) check(typeof JSON.parse(body).id === 'string', `${example} ${flow}: JSON`);
          check(headers['content-type'] === 'application/json', `${example} ${flow}: headers`);
        }
        for (const socket of sockets) {
          socket.open();
          check(socket.closed, `${example} ${flow}: the connection is closed`);
          for (const message of socket.sent) check(JSON.parse(message).action !== undefined, `${example} ${flow}: action`);
        }
      }
    }
    delete globalThis.__ENV;
    globalThis.__ENV = { SCENARIO: 'no such' };
    const path = join(folder, `${example}.wrong.mjs`);
    writeFileSync(path, text);
    const refused = await import(pathToFileURL(path)).then(() => false, (error) => /SCENARIO must be one of/.test(error.message));
    check(refused, `${example}: an unknown scenario is refused`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${checks - failures} of ${checks} hold`);
process.exit(failures > 0 || checks < 50 ? 1 : 0);
