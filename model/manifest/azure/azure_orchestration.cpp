#include "model/manifest/azure/azure_orchestration.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/edit/references.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

bool isFlow(const Step& step) {
  return std::holds_alternative<CallStep>(step.what) || std::holds_alternative<SendStep>(step.what);
}

// Writes generators: that of the workflow and one for each part that is done at once with others.
class Orchestration {
 public:
  Orchestration(const FunctionPlan& plan, Problems& problems) : plan_(plan), problems_(problems) {}

  std::string text() {
    CodeText whole(2);
    body(whole, "flow", plan_.function->steps);
    CodeText out(2);
    out.raw(
        "// The workflow: generators that Durable Functions replays, so they decide by nothing but what activities answer.");
    out.raw("// RetryOptions is that of the package durable-functions: a parameter so that the tests do without it.");
    out.raw("export function orchestrations(RetryOptions) {");
    out.in();
    if (retries_) {
      out.raw("const retry = (attempts, firstMs, growth, longestMs) => {");
      out.raw("  const options = new RetryOptions(firstMs, attempts);");
      out.raw("  options.backoffCoefficient = growth;");
      out.raw("  if (longestMs > 0) options.maxRetryIntervalInMilliseconds = longestMs;");
      out.raw("  return options;");
      out.raw("};");
      out.blank();
    }
    out.raw("return {");
    out.in();
    std::string generators = whole.text();
    for (const std::string& part : parts_) generators += part;
    std::size_t begin = 0;
    while (begin < generators.size()) {
      const std::size_t end = generators.find('\n', begin);
      out.raw(generators.substr(begin, end - begin));
      begin = end + 1;
    }
    out.out();
    out.raw("};");
    out.out();
    out.raw("}");
    return out.text();
  }

  bool draws() const { return draws_; }

 private:
  void body(CodeText& out, const std::string& name, const Steps& steps) {
    out.line("*{}(context) {{", name);
    out.in();
    out.raw("const input = context.df.getInput();");
    walk(out, steps);
    out.raw("return input;");
    out.out();
    out.raw("},");
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) write(out, step);
  }

  void write(CodeText& out, const Step& step) {
    if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
      out.raw("yield context.df.Task.all([");
      branches(out, parallel->branches);
      out.raw("]);");
    } else if (const auto* race = std::get_if<WaitForStep>(&step.what)) {
      const std::string tasks = fmt::format("tasks{}", ++names_);
      out.line("let {} = [", tasks);
      branches(out, race->branches);
      out.raw("];");
      out.line("for (let done = 0; done < {};) {{", race->count);
      out.in();
      out.line("const first = yield context.df.Task.any({});", tasks);
      out.line("{0} = {0}.filter((task) => task !== first);", tasks);
      out.raw("if (!first.isFaulted) done += 1;");
      out.line("else if ({}.length === 0) throw first.result;", tasks);
      out.out();
      out.raw("}");
    } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
      choose(out, *branch);
    } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
      out.line("for (let round = 0; round < {}; round += 1) {{", loop->times);
      out.in();
      walk(out, loop->steps);
      out.out();
      out.raw("}");
    } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
      const int limit = map->limit > 0 ? std::min(map->limit, map->items) : map->items;
      if (limit < map->items) out.line("// {} items at a time: the next ones begin when all of them are done.", limit);
      out.line("for (let left = {}; left > 0; left -= {}) {{", map->items, limit);
      out.in();
      const std::string task = started(map->steps);
      out.line("yield context.df.Task.all(Array.from({{ length: Math.min(left, {}) }}, () => {}));", limit, task);
      out.out();
      out.raw("}");
    } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
      out.line("yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + {}));",
               millisecondsText(mean(wait->time)));
    } else {
      const auto* call = std::get_if<CallStep>(&step.what);
      const Action& action = plan_.actions.at(next_++);
      const std::string line = "yield " + task(action) + ";";
      if (!call || !call->caught) return out.raw(line);
      out.raw("try {");
      out.in();
      out.raw(line);
      out.out();
      out.raw("} catch (error) {");
      out.in();
      out.line("if (!context.df.isReplaying) context.warn('caught', {}, error.message);",
               nodejsLiteral(camelCase(action.words)));
      walk(out, *call->caught);
      out.out();
      out.raw("}");
    }
  }

  void branches(CodeText& out, const std::vector<Steps>& all) {
    out.in();
    for (const Steps& steps : all) out.raw(started(steps) + ",");
    out.out();
  }

  // A task for steps that go on beside others: an activity if there is but one, else an orchestration of its own.
  std::string started(const Steps& steps) {
    if (steps.size() == 1 && isFlow(steps[0])) {
      const auto* call = std::get_if<CallStep>(&steps[0].what);
      if (!call || !call->caught) return task(plan_.actions.at(next_++));
    }
    const std::string name = fmt::format("part{}", ++partCount_);
    CodeText out(2);
    body(out, name, steps);
    parts_.push_back(out.text());
    return fmt::format("context.df.callSubOrchestrator('{}', input)", name);
  }

  std::string task(const Action& action) {
    const std::string name = nodejsLiteral(camelCase(action.words));
    if (action.breaker) note(".breaker", "an orchestration of Durable Functions has no circuit breaker", "leave it out");
    if (!action.retry) return fmt::format("context.df.callActivity({}, input)", name);
    retries_ = true;
    if (action.retry->jitter != Jitter::none)
      note(".retry.jitter", "Durable Functions waits between retries without jitter", "leave 'jitter' out");
    if (action.retry->budget)
      note(".retry.budget", "an orchestration of Durable Functions has no budget of retries", "leave it out");
    return fmt::format("context.df.callActivityWithRetry({}, retry({}, {}, {}, {}), input)", name,
                       action.retry->attempts + 1, std::max(1.0, action.retry->backoff.milliseconds()),
                       action.retry->growth == BackoffGrowth::exponential ? 2 : 1,
                       action.retry->cap ? millisecondsText(*action.retry->cap) : "0");
  }

  void note(const std::string& field, const std::string& message, const std::string& hint) {
    const Problem problem{Severity::warning,
                          "not-deployed",
                          "",
                          0,
                          0,
                          plan_.component->id + ".states" + field,
                          message,
                          hint + " to simulate what is deployed"};
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end()) problems_.push_back(problem);
  }

  void choose(CodeText& out, const BranchStep& branch) {
    draws_ = true;
    const std::string draw = fmt::format("draw{}", ++names_);
    out.line("const {} = yield context.df.callActivity('draw');", draw);
    double sum = 0;
    for (std::size_t i = 0; i < branch.options.size(); ++i) {
      sum += branch.options[i].share.value;
      out.line("{}if ({} < {:.6g}) {{", i == 0 ? "" : "} else ", draw, sum);
      out.in();
      walk(out, branch.options[i].steps);
      out.out();
    }
    out.raw("}");
  }

  const FunctionPlan& plan_;
  Problems& problems_;
  std::size_t next_ = 0;
  int names_ = 0, partCount_ = 0;
  bool retries_ = false, draws_ = false;
  std::vector<std::string> parts_;
};

std::string activitiesText(NodejsServices& services, bool draws) {
  CodeText actions(2);
  for (Action action : services.plan().actions) {
    const std::string name = camelCase(action.words);
    actions.blank();
    actions.line("export async function {}(input) {{", name);
    actions.in();
    action.retry.reset();  // the orchestration tries again
    action.breaker.reset();
    if (action.use)
      services.access(actions, *action.use, &action);
    else
      actions.raw("return input; // own work belongs here");
    actions.out();
    actions.raw("}");
  }
  for (const ComponentId& id : services.origins()) {
    actions.blank();
    actions.line("async function {}(input) {{", NodejsServices::loaderName(id));
    actions.in();
    services.access(actions, originUse(services.architecture(), id), nullptr);
    actions.out();
    actions.raw("}");
  }
  if (draws) {
    actions.blank();
    actions.raw("// The real condition belongs here; until then a draw decides, with the shares of the design.");
    actions.raw("export async function draw() {");
    actions.raw("  return Math.random();");
    actions.raw("}");
  }
  CodeText head(2);
  head.raw("// What the workflow does, one activity each. Clients live as long as the instance and sign in as the app.");
  services.head().write(head);
  return head.text() + actions.text();
}

std::string entryText(const AzureFunction& function) {
  const FunctionPlan& of = *function.plan;
  CodeText out(2);
  out.raw("// The triggers of this function app, which start the workflow, and its parts.");
  out.raw("import { app } from '@azure/functions';");
  out.raw("import * as df from 'durable-functions';");
  out.blank();
  out.raw("import * as activities from './activities.mjs';");
  if (std::any_of(function.timers.begin(), function.timers.end(), [](const AzureTimer& t) { return !t.zone.empty(); }))
    out.raw("import { isDue } from './clock.mjs';");
  out.raw("import { contract } from './contract.mjs';");
  if (function.told || function.started || !of.consumers.empty())
    out.raw("import { eventInputs, messageInputs } from './events.mjs';");
  out.raw("import { problemsOf } from './input.mjs';");
  out.raw("import { orchestrations } from './orchestration.mjs';");
  out.blank();
  out.raw("for (const [name, handler] of Object.entries(activities)) df.app.activity(name, { handler });");
  out.raw("for (const [name, flow] of Object.entries(orchestrations(df.RetryOptions))) df.app.orchestration(name, flow);");
  out.blank();
  out.raw("const client = df.input.durableClient();");
  out.blank();
  out.raw("async function start(inputs, context) {");
  out.in();
  out.raw("for (const input of inputs) {");
  out.in();
  out.raw("const problems = problemsOf(input, contract);");
  out.raw(
      "if (problems.length > 0) throw Object.assign(new Error(`invalid input: ${problems.join('; ')}`), { invalid: true "
      "});");
  out.raw("await df.getClient(context).startNew('flow', { input });");
  out.out();
  out.raw("}");
  out.out();
  out.raw("}");
  if (function.http) {
    out.blank();
    out.raw("// Waits for the end of the workflow, up to the time that a response over HTTP may take.");
    out.raw("app.http('http', {");
    out.in();
    out.raw("methods: ['POST'],");
    out.raw("authLevel: 'function',");
    out.raw("route: '{*path}',");
    out.raw("extraInputs: [client],");
    out.raw("handler: async (request, context) => {");
    out.in();
    out.raw("const input = await request.json();");
    out.raw("const problems = problemsOf(input, contract);");
    out.raw("if (problems.length > 0) return { status: 400, jsonBody: { error: 'invalid input', problems } };");
    out.raw("const workflows = df.getClient(context);");
    out.raw("const id = await workflows.startNew('flow', { input });");
    out.raw(
        "return workflows.waitForCompletionOrCreateCheckStatusResponse(request, id, { timeoutInMilliseconds: 220_000 });");
    out.out();
    out.raw("},");
    out.out();
    out.raw("});");
  }
  const auto queueTrigger = [&](const std::string& name, const std::string& setting) {
    out.blank();
    out.line("app.storageQueue('{}', {{", name);
    out.in();
    out.line("queueName: '%{}%',", setting);
    out.raw("connection: 'DATA',");
    out.raw("extraInputs: [client],");
    out.raw("handler: (message, context) => start(messageInputs(message, contract.fields), context),");
    out.out();
    out.raw("});");
  };
  int number = 0;
  for (const ConsumerUse& use : of.consumers)
    queueTrigger(fmt::format("queue{}", ++number), environmentName(use.queue, "QUEUE"));
  if (function.started) queueTrigger("starts", environmentName(of.component->id, "STARTS_QUEUE"));
  if (function.told) {
    out.blank();
    out.raw("app.eventGrid('events', {");
    out.in();
    out.raw("extraInputs: [client],");
    out.raw("handler: (event, context) => start(eventInputs(event, contract.fields), context),");
    out.out();
    out.raw("});");
  }
  number = 0;
  for (const AzureTimer& timer : function.timers) {
    out.blank();
    out.line("app.timer('timer{}', {{", ++number);
    out.in();
    out.line("schedule: '{}',", timer.line);
    out.raw("extraInputs: [client],");
    out.raw("handler: async (_, context) => {");
    out.in();
    if (!timer.zone.empty())
      out.line("if (!isDue(new Date(), {}, {})) return;", nodejsLiteral(timer.cron), nodejsLiteral(timer.zone));
    out.raw("const id = new Date().toISOString().replaceAll(':', '.');");
    out.raw("const input = Object.fromEntries(Object.keys(contract.fields).map((name) => [name, id]));");
    out.raw("await start([{ id, ...input }], context);");
    out.out();
    out.raw("},");
    out.out();
    out.raw("});");
  }
  return out.text();
}

std::string testText() {
  return "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n\n"
         "import { orchestrations } from '../orchestration.mjs';\n\n"
         "class RetryOptions {}\n\n"
         "// Answers at once what the generators ask for; `down` are the activities that fail.\n"
         "function run(name, draw, down = []) {\n"
         "  const flows = orchestrations(RetryOptions);\n"
         "  const called = [];\n"
         "  const activity = (activityName) => ({ activityName });\n"
         "  const context = {\n"
         "    warn() {},\n"
         "    df: {\n"
         "      isReplaying: false,\n"
         "      currentUtcDateTime: new Date(0),\n"
         "      getInput: () => ({ id: 'sample-1' }),\n"
         "      callActivity: activity,\n"
         "      callActivityWithRetry: activity,\n"
         "      callSubOrchestrator: (part) => ({ part }),\n"
         "      createTimer: (at) => ({ at }),\n"
         "      Task: { all: (tasks) => ({ tasks }), any: (tasks) => ({ any: tasks }) },\n"
         "    },\n"
         "  };\n"
         "  const done = (task) => {\n"
         "    if (task.tasks) return task.tasks.map(done);\n"
         "    if (task.any) return { ...(done(task.any[0]), task.any[0]), isFaulted: false };\n"
         "    if (task.part) return finish(task.part);\n"
         "    if (task.at) return undefined;\n"
         "    called.push(task.activityName);\n"
         "    if (down.includes(task.activityName)) throw new Error('down');\n"
         "    return task.activityName === 'draw' ? draw : undefined;\n"
         "  };\n"
         "  function finish(flow) {\n"
         "    const steps = flows[flow](context);\n"
         "    let step = steps.next();\n"
         "    while (!step.done) {\n"
         "      try {\n"
         "        step = steps.next(done(step.value));\n"
         "      } catch (error) {\n"
         "        step = steps.throw(error);\n"
         "      }\n"
         "    }\n"
         "    return step.value;\n"
         "  }\n"
         "  const result = finish(name);\n"
         "  return { result, called };\n"
         "}\n\n"
         "test('the workflow goes through to its end', () => {\n"
         "  for (const draw of [0, 0.999]) {\n"
         "    const { result, called } = run('flow', draw);\n"
         "    assert.deepEqual(result, { id: 'sample-1' });\n"
         "    assert.ok(called.length > 0);\n"
         "  }\n"
         "});\n\n"
         "test('the same answers make the same calls', () => {\n"
         "  assert.deepEqual(run('flow', 0.5).called, run('flow', 0.5).called);\n"
         "});\n";
}

}  // namespace

std::vector<HandlerCopy> AzureWorkflow::copies(Language language, const FunctionPlan&) const {
  return helperCopies(language);
}

std::vector<ManifestFile> AzureWorkflow::entryFiles(Language, const Architecture& architecture,
                                                    const FunctionPlan& plan) const {
  Orchestration flow(plan, problems_);
  const std::string orchestration = flow.text();
  const auto services = nodejs(architecture, plan);
  return {{"activities.mjs", activitiesText(*services, flow.draws())},
          {"app.mjs", entryText(function())},
          {"orchestration.mjs", orchestration},
          {"test/orchestration.test.mjs", testText()}};
}

tl::expected<std::vector<ManifestFile>, Problems> workflowFiles(const AzurePlan& plan, const AzureFunction& function,
                                                                Problems& problems) {
  auto files = handlerFiles(*plan.architecture, *function.plan, AzureWorkflow(plan, function, problems));
  if (!files) return files;
  // The orchestration takes the place of the steps.
  files->erase(std::remove_if(files->begin(), files->end(),
                              [](const ManifestFile& file) {
                                const std::string name = file.path.substr(file.path.rfind('/') + 1);
                                return name == "steps.mjs" || name == "batch.mjs";
                              }),
               files->end());
  return files;
}

}  // namespace virga::model
