// What the tools of others don't look for in a pipeline: that jobs lead over an approval to production, that actions are
// pinned and get inputs that they have, that every script is one that bash can read, and what CircleCI's schema says. Each
// judge takes the path of a pipeline and returns what is wrong, nothing where all is well.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const data = (name) => JSON.parse(readFileSync(join(here, name), 'utf8'));

// require: of the folder with js-yaml and ajv.
export function makePipelineJudges(require) {
  const yaml = require('js-yaml');
  const Ajv = require('ajv');
  const load = (path) => yaml.load(readFileSync(path, 'utf8'));
  const circleciSchema = new Ajv({ allErrors: true }).compile(data('circleci.schema.json'));
  return {
    'github-actions': {
      pins: (path) => pinProblems(load(path)),
      flow: (path) => githubFlow(load(path)).join('\n'),
      bash: (path) => bashProblems(githubScripts(load(path))),
    },
    circleci: {
      schema: (path) => (circleciSchema(load(path)) ? '' : JSON.stringify(circleciSchema.errors)),
      flow: (path) => circleciFlow(load(path), readFileSync(path, 'utf8')).join('\n'),
      bash: (path) => bashProblems(circleciScripts(load(path))),
    },
    jenkins: {
      flow: (path) => jenkinsFlow(readFileSync(path, 'utf8')).join('\n'),
      bash: (path) => bashProblems(jenkinsScripts(readFileSync(path, 'utf8'))),
    },
  };
}

function bashProblems(scripts) {
  const problems = scripts.length > 3 ? [] : ['no scripts'];
  for (const script of scripts) {
    const done = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    if (done.status !== 0) problems.push(`${done.stderr}\n${script}`);
  }
  return problems.join('\n');
}

const jobsOf = (workflow) => Object.entries(workflow.jobs ?? {});
const githubScripts = (workflow) => jobsOf(workflow).flatMap(([, job]) => (job.steps ?? []).map((step) => step.run).filter(Boolean));
const circleciScripts = (config) => jobsOf(config).flatMap(([, job]) => job.steps.map((step) => step.run?.command).filter(Boolean));
const jenkinsScripts = (text) =>
  [...text.matchAll(/sh '''((?:[^\\']|\\.)*)'''/g)].map(([, script]) => script.replace(/\\(.)/g, '$1'));

function pinProblems(workflow) {
  const known = data('action_inputs.json');
  const problems = [];
  for (const [name, job] of jobsOf(workflow))
    for (const step of job.steps ?? []) {
      if (!step.uses) continue;
      const [action, commit] = step.uses.split('@');
      const facts = known[action];
      if (!facts || facts.commit !== commit) {
        problems.push(`${name}: ${step.uses} is no commit that is known`);
        continue;
      }
      const given = Object.keys(step.with ?? {});
      for (const input of given) if (!facts.inputs.includes(input)) problems.push(`${name}: ${action} has no input ${input}`);
      for (const input of facts.required) if (!given.includes(input)) problems.push(`${name}: ${action} needs ${input}`);
    }
  return problems.join('\n');
}

// Who is needed before a job, and before those.
function before(needs, job, seen = new Set()) {
  for (const other of needs(job))
    if (!seen.has(other)) {
      seen.add(other);
      before(needs, other, seen);
    }
  return seen;
}

function githubFlow({ jobs = {}, permissions = {} }) {
  const problems = [];
  const needs = (name) => [jobs[name]?.needs ?? []].flat();
  for (const [name, job] of Object.entries(jobs)) {
    const told = before(needs, name);
    for (const needed of told) if (!jobs[needed]) problems.push(`${name} needs ${needed}, which is no job`);
    const signsIn = job.permissions?.['id-token'] === 'write';
    if (signsIn && !job.environment) problems.push(`${name} has an identity without an environment`);
    if (job.environment && !(told.has('design') && told.has('code'))) problems.push(`${name} deploys what isn't checked`);
    if (!job['timeout-minutes']) problems.push(`${name} has no time limit`);
  }
  // The reviewers are the environment's: without it nobody approves.
  if (jobs.production?.environment !== 'production') problems.push('production has no environment to be approved');
  if (!before(needs, 'production').has('staging')) problems.push('production does not wait for staging');
  if (Object.entries(permissions).some(([, right]) => right === 'write')) problems.push('all jobs may write');
  return problems;
}

function circleciFlow({ parameters = {}, jobs = {}, workflows = {} }, text) {
  const problems = [];
  const entries = (workflows.deliver?.jobs ?? []).map((job) => (typeof job === 'string' ? [job, {}] : Object.entries(job)[0]));
  const settings = Object.fromEntries(entries);
  const needs = (name) => settings[name]?.requires ?? [];
  for (const [name, { type }] of entries) {
    if (type !== 'approval' && !jobs[name]) problems.push(`${name} is no job`);
    for (const needed of needs(name)) if (!settings[needed]) problems.push(`${name} requires ${needed}, which is not there`);
  }
  const told = before(needs, 'production');
  if (![...told].some((name) => settings[name]?.type === 'approval')) problems.push('nobody approves production');
  for (const name of ['design', 'code', 'staging', 'plan']) if (!told.has(name)) problems.push(`production does not wait for ${name}`);
  for (const [, name] of text.matchAll(/<<\s*pipeline\.parameters\.([\w-]+)\s*>>/g))
    if (!parameters[name]) problems.push(`there is no parameter ${name}`);
  return problems;
}

function jenkinsFlow(text) {
  const stages = [...text.matchAll(/stage\('([^']+)'\)/g)].map(([, name]) => name);
  const problems = [];
  const wanted = ['Check the design', 'Test and build', 'Deploy to staging', 'Show what would change', 'Approve', 'Deploy to production'];
  wanted.forEach((name, index) => {
    if (!stages[index]?.startsWith(name)) problems.push(`stage ${index + 1} is not '${name}'`);
  });
  const [asked, production] = [text.search(/^ *input message:/m), text.indexOf("stage('Deploy to production')")];
  if (asked < 0 || asked > production) problems.push('nobody approves production');
  return problems;
}
