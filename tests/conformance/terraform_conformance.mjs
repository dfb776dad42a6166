// Puts the Terraform exports of the test designs and examples before terraform (or tofu) and @cdktf/hcl2json.
//
// usage: terraform_conformance.mjs EXPORT_DESIGNS NODE_MODULES EXPORT_OPEN_PLATFORMS
//
// EXPORT_DESIGNS is the program that writes the exports, EXPORT_OPEN_PLATFORMS the one whose Fn projects hold a stack each. Without a network, terraform reads, formats, validates and plans them
// against providers that have only schemas; hcl2json with the same schemas does so for attributes and blocks where no terraform
// is. Where VIRGA_TERRAFORM_MIRROR names a filesystem mirror that holds hashicorp/aws, the real provider validates, too. What
// was broken on purpose must be refused. Exit code 77 (skipped) where both terraform and hcl2json are missing.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkConfiguration } from './terraform/configuration_check.mjs';
import { serveSchemas } from './terraform/schema_provider.mjs';

const [exportDesigns, modules, exportOpenPlatforms] = process.argv.slice(2);
const schemas = join(dirname(fileURLToPath(import.meta.url)), 'terraform/schemas');
const registry = 'registry.terraform.io';
const providers = {
  [`${registry}/hashicorp/archive`]: 'archive', [`${registry}/hashicorp/aws`]: 'aws', [`${registry}/hashicorp/azurerm`]: 'azurerm',
  [`${registry}/azure/azapi`]: 'azapi', [`${registry}/hashicorp/google`]: 'google', [`${registry}/hashicorp/google-beta`]: 'google-beta',
  [`${registry}/oracle/oci`]: 'oci',
};

const program = ['terraform', 'tofu'].find((name) => spawnSync(name, ['version']).status === 0);
const packages = ['@grpc/grpc-js', '@grpc/proto-loader', '@msgpack/msgpack'].filter((name) => !existsSync(join(modules, name)));
const runsTerraform = program && packages.length === 0;
const hasHcl2json = existsSync(join(modules, '@cdktf/hcl2json'));
if (!runsTerraform) console.log(`SKIPPED: ${program ? packages.join(', ') : 'terraform and tofu'} missing; exports are NOT put before terraform`);
if (!hasHcl2json) console.log('SKIPPED: @cdktf/hcl2json missing; exports are NOT compared with the schemas without terraform');
if (!runsTerraform && !hasHcl2json) process.exit(77);

let failures = 0;
function check(holds, text, detail = '') {
  console.log((holds ? 'ok:     ' : 'FAILED: ') + text);
  if (holds) return;
  failures += 1;
  if (detail) console.log(String(detail).slice(0, 3000));
}

// The schemas are served by this process: terraform must not block it.
function run(folder, parameters, environment) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: folder, env: { ...process.env, ...environment } });
    let out = '';
    child.stdout.on('data', (data) => { out += data; });
    child.stderr.on('data', (data) => { out += data; });
    child.on('close', (status) => resolve({ status, out }));
  });
}

// What designs are refused for, by provider: they hold what the provider or its handlers haven't. Others must be exported.
const refused = {};

function exportsOf(provider, folder) {
  const done = spawnSync(exportDesigns, [folder, 'terraform', provider], { encoding: 'utf8' });
  check(done.status === 0, `${provider}: export_designs`, done.stderr);
  const refusals = {};
  for (const line of done.stdout.split('\n').filter(Boolean)) {
    const [name, id, message] = line.split('\t');
    refusals[name] = { id, message };
  }
  return refusals;
}

const variables = {
  region: 'eu-central-1', vpc_id: 'vpc-1', private_subnet_ids: '["subnet-1","subnet-2"]',
  service_domain: 'services.example.com', service_certificate_arn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
  alarm_topic_arn: 'arn:aws:sns:eu-central-1:123456789012:alarms', alarm_notification_channel: 'projects/one/notificationChannels/1',
  alarm_topic_ocid: 'ocid1.onstopic.oc1..one',
};

// A value for each variable without a default.
function valuesFor(configuration) {
  const values = {};
  for (const [name, [variable]] of Object.entries(configuration.variable ?? {})) {
    if ('default' in variable) continue;
    const list = String(variable.type).includes('list');
    values[`TF_VAR_${name}`] = variables[name] ?? (list ? '["a","b"]' : 'https://example.com/v1');
  }
  return values;
}

async function main(folder) {
  const hcl = hasHcl2json ? createRequire(join(modules, 'here.js'))('@cdktf/hcl2json') : null;
  const known = Object.fromEntries(
    Object.values(providers).map((name) => [name, JSON.parse(readFileSync(join(schemas, `${name}.json`), 'utf8'))]));
  const read = async (at) => {
    const whole = {};
    for (const file of readdirSync(at).filter((name) => name.endsWith('.tf')).sort())
      merge(whole, await hcl.parse(file, readFileSync(join(at, file), 'utf8')));
    return whole;
  };
  const served = runsTerraform
    ? await serveSchemas(Object.fromEntries(Object.entries(providers).map(([address, name]) => [address, join(schemas, `${name}.json`)])), folder, modules)
    : { reattach: '', stop: () => {} };
  const environment = { TF_REATTACH_PROVIDERS: served.reattach, TF_CLI_CONFIG_FILE: join(folder, 'none.tfrc'), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' };
  writeFileSync(environment.TF_CLI_CONFIG_FILE, '');

  // Nothing where terraform and the schemas take the configuration; else what they say.
  async function faults(at, { format = false } = {}) {
    const found = [];
    if (hcl) {
      try {
        found.push(...checkConfiguration(await read(at), known));
      } catch (error) {
        found.push(`hcl2json: ${error}`);
      }
    }
    if (runsTerraform) {
      if (format) {
        const formatted = await run(at, ['fmt', '-check', '-diff', '-recursive'], environment);
        if (formatted.status !== 0) found.push(`fmt: ${formatted.out}`);
      }
      const started = await run(at, ['init', '-no-color', '-input=false', '-backend=false'], environment);
      if (started.status !== 0) found.push(`init: ${started.out}`);
      else {
        const valid = await run(at, ['validate', '-no-color'], environment);
        if (valid.status !== 0) found.push(`validate: ${valid.out}`);
      }
    }
    return found;
  }

  for (const provider of ['aws', 'azure', 'gcp', 'oci']) {
    const target = join(folder, provider);
    mkdirSync(target);
    const refusals = exportsOf(provider, target);
    const names = readdirSync(target).sort();
    if (names.length === 0 && Object.values(refusals).every(({ message }) => message.startsWith('there is no Terraform export'))) {
      console.log(`SKIPPED: there is no Terraform export for ${provider}`);
      continue;
    }
    for (const name of names) {
      const found = await faults(join(target, name), { format: true });
      check(found.length === 0, `${provider}: ${name}`, found.join('\n'));
    }
    const expected = refused[provider] ?? {};
    for (const [name, { id, message }] of Object.entries(refusals)) {
      // Without a list, refusals are only told.
      if (refused[provider]) check(expected[name] === id, `${provider}: ${name} is refused: ${id}`, message);
      else console.log(`refused: ${provider}: ${name}: ${id}: ${message}`);
    }
    for (const name of Object.keys(expected)) if (!(name in refusals)) console.log(`note:    ${provider}: ${name} is no longer refused`);
    if (runsTerraform && hcl)
      for (const name of names.filter((one) => !/-(python|java|csharp)$/.test(one)))
        await checkPlan(join(target, name), `${provider}: ${name}`, valuesFor(await read(join(target, name))), environment);
  }
  const open = join(folder, 'open');
  const written = spawnSync(exportOpenPlatforms, [open], { encoding: 'utf8' });
  check(written.status === 0, 'export_open_platforms', written.stderr);
  for (const name of readdirSync(join(open, 'fn')).sort()) {
    const found = await faults(join(open, 'fn', name, 'stack'), { format: true });
    check(found.length === 0, `fn: ${name}: the stack`, found.join('\n'));
  }
  await checkMutations(join(folder, 'aws/order-intake'), faults);
  await checkRealProvider(join(folder, 'aws'), environment);
  served.stop();
}

// A plan resolves what validation leaves open: references inside templates and conditions of variables.
async function checkPlan(at, name, values, environment) {
  const planned = await run(at, ['plan', '-no-color', '-input=false', '-out=test.tfplan'], { ...environment, ...values });
  check(planned.status === 0, `${name}: plan`, planned.out);
}

async function checkMutations(at, faults) {
  if (!existsSync(at)) return;
  const broken = [
    ['unknown attribute', 'messaging.tf', /visibility_timeout_seconds/, 'visibility_seconds'],
    ['missing required attribute', 'functions.tf', /\n {2}role +=.*/, ''],
    ['wrong type', 'functions.tf', /memory_size( +)= \d+/, 'memory_size$1= ["a"]'],
    ['unknown block', 'functions.tf', /tracing_config \{/, 'tracing_configuration {'],
    ['dangling reference', 'functions.tf', /aws_iam_role\.\w+\.arn/, 'aws_iam_role.nobody.arn'],
    ['unknown attribute in a reference', 'functions.tf', /(aws_iam_role\.\w+)\.arn/, '$1.resource_name'],
    ['unknown type', 'messaging.tf', /"aws_sqs_queue"/, '"aws_sqs_line"'],
    ['duplicate', 'messaging.tf', /$/, '\nresource "aws_sqs_queue" "twice" {}\nresource "aws_sqs_queue" "twice" {}\n'],
    ['cycle', 'messaging.tf', /$/, '\nresource "aws_sqs_queue" "one" {\n  name = aws_sqs_queue.two.name\n}\nresource "aws_sqs_queue" "two" {\n  name = aws_sqs_queue.one.name\n}\n'],
    ['syntax', 'messaging.tf', /\}\n$/, '\n'],
    ['read-only attribute', 'messaging.tf', /\n {2}name( +)=/, '\n  arn = "x"\n  name$1='],
    ['undeclared variable', 'functions.tf', /var\.name/, 'var.nobody'],
  ];
  for (const [name, file, pattern, replacement] of broken) {
    const path = join(at, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(pattern, replacement);
    check(after !== before, `mutation: ${name} changes the export`);
    writeFileSync(path, after);
    const found = await faults(at);
    // Only terraform follows references and sees duplicates in different blocks.
    check(found.length > 0 || !runsTerraform, `mutation: ${name} is refused`);
    writeFileSync(path, before);
  }
}

// The real provider knows values, ranges and conflicts that no schema holds.
async function checkRealProvider(target, environment) {
  const mirror = process.env.VIRGA_TERRAFORM_MIRROR ?? '';
  if (!runsTerraform || !existsSync(join(mirror || '/nowhere', registry, 'hashicorp/aws'))) {
    console.log('SKIPPED: VIRGA_TERRAFORM_MIRROR names no mirror with hashicorp/aws; its own checks of values are NOT made');
    return;
  }
  const settings = join(target, 'mirror.tfrc');
  writeFileSync(settings, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  const archive = JSON.parse(environment.TF_REATTACH_PROVIDERS);
  for (const address of Object.keys(archive)) if (!address.endsWith('/archive')) delete archive[address];
  const real = { ...environment, TF_CLI_CONFIG_FILE: settings, TF_REATTACH_PROVIDERS: JSON.stringify(archive) };
  for (const entry of readdirSync(target, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const at = join(target, entry.name);
    rmSync(join(at, '.terraform'), { recursive: true, force: true });
    rmSync(join(at, '.terraform.lock.hcl'), { force: true });
    const started = await run(at, ['init', '-no-color', '-input=false', '-backend=false'], real);
    const valid = started.status === 0 ? await run(at, ['validate', '-no-color'], real) : started;
    check(valid.status === 0, `hashicorp/aws itself: ${entry.name}`, valid.out);
  }
}

// Adds the blocks of one file to those of the others.
function merge(whole, part) {
  for (const [key, value] of Object.entries(part)) {
    if (Array.isArray(value)) whole[key] = [...(whole[key] ?? []), ...value];
    else if (typeof value === 'object') merge(whole[key] ??= {}, value);
    else whole[key] = value;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'terraform-'));
try {
  await main(folder);
} finally {
  if (!process.env.VIRGA_KEEP) rmSync(folder, { recursive: true, force: true });
  else console.log(folder);
}
console.log(failures === 0 ? 'all hold' : `${failures} FAILED`);
process.exit(failures === 0 ? 0 : 1);
