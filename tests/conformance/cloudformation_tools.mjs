// Puts CloudFormation templates before @aws/cloudformation-validate, and their state machines before asl-validator.
// usage: node cloudformation_tools.mjs NODE_MODULES TEMPLATE.json…
// A tool that isn't in NODE_MODULES is skipped by name. Exit code 1 where one finds an error.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, ...templates] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'package.json'));
let failures = 0;

function load(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.log(`SKIPPED: ${name} is missing; what it finds is NOT checked`);
    return undefined;
  }
}

function report(fine, text) {
  console.log(`${fine ? 'ok:     ' : 'FAILED: '}${text}`);
  if (!fine) failures += 1;
}

// Rules on the end of support of runtimes depend on today's date.
const ignored = new Set(['E2531', 'E2533', 'W2531']);
const nameOf = (template) => path.basename(path.dirname(template));

const validate = load('@aws/cloudformation-validate');
if (validate) {
  const engine = new validate.RegoEngine();
  for (const template of templates) {
    const { diagnostics } = engine.validateStandard(new validate.TemplateFile(template));
    const errors = diagnostics.filter((d) => /^(error|fatal)$/i.test(d.severity) && !ignored.has(d.ruleId));
    report(errors.length === 0, `${nameOf(template)}: cloudformation-validate`);
    for (const d of errors) console.log(`  ${d.ruleId} ${d.resourceId ?? ''}: ${d.message}`);
  }
  engine.free();
}

const asl = load('asl-validator');
if (asl) {
  const check = asl.default ?? asl;
  for (const template of templates) {
    for (const [name, { Type, Properties }] of Object.entries(JSON.parse(readFileSync(template, 'utf8')).Resources)) {
      if (Type !== 'AWS::StepFunctions::StateMachine') continue;
      // What CloudFormation puts in is an ARN or an address, whose form the validator checks.
      const text = Properties.DefinitionString.replace(/\$\{substitution\d+\}/g, 'arn:aws:states:us-east-1:123456789012:x');
      const { isValid, errorsText } = check(JSON.parse(text));
      report(isValid, `${nameOf(template)}: ${name} is a state machine`);
      if (!isValid) console.log(`  ${errorsText()}`);
    }
  }
}
process.exit(failures > 0 ? 1 : 0);
