#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/nodejs_services.h"

namespace virga::model {

namespace {

// Writes the steps of a function in order; the services write what each of them does.
class NodejsSteps {
 public:
  explicit NodejsSteps(NodejsServices& services)
      : services_(services),
        architecture_(services.architecture()),
        plan_(services.plan()),
        batch_(services.plan().batches()) {}

  std::string text() {
    CodeText steps(2), actions(2);
    run(steps);
    for (const Action& action : plan_.actions) {
      actions.blank();
      define(actions, action);
    }
    for (const ComponentId& id : services_.origins()) {
      actions.blank();
      actions.line("async function {}(input) {{", NodejsServices::loaderName(id));
      actions.in();
      services_.access(actions, originUse(architecture_, id), nullptr);
      actions.out();
      actions.line("}}");
    }
    CodeText head(2);
    header(head);
    return head.text() + steps.text() + actions.text();
  }

 private:
  void header(CodeText& out) {
    for (const auto& remark : services_.remarks()) out.raw("// " + remark);
    services_.head().write(out);
    bool any = false;
    for (const Action& action : plan_.actions) {
      if (action.breaker) {
        const std::string probes = action.breaker->probes == 1 ? "" : fmt::format(", probes: {}", action.breaker->probes);
        out.line("const {}Breaker = new Breaker({{ failures: {}, withinMs: {}, openMs: {}{} }});", camelCase(action.words),
                 action.breaker->failures, millisecondsText(action.breaker->within), millisecondsText(action.breaker->open),
                 probes);
        any = true;
      }
      if (action.retry && action.retry->budget) {
        out.line("const {}Budget = new RetryBudget({});", camelCase(action.words), action.retry->budget->value);
        any = true;
      }
    }
    if (any) out.blank();
  }

  void run(CodeText& out) {
    if (batch_) {
      out.line("export async function run(batch) {{");
      out.in();
      walk(out, plan_.function->steps);
      out.out();
      out.line("}}");
    } else {
      out.line("export async function run(input) {{");
      out.in();
      out.line("const found = {{}};");
      walk(out, plan_.function->steps);
      out.line("return found;");
      out.out();
      out.line("}}");
    }
    branchChoices(out);
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        if (parallel->branches.empty()) continue;
        out.line("await Promise.all([");
        walkBranches(out, parallel->branches, "})(),", "(");
        out.line("]);");
      } else if (const auto* race = std::get_if<WaitForStep>(&step.what)) {
        services_.head().import("./calls.mjs", "firstOf");
        out.line("await firstOf({}, [", race->count);
        walkBranches(out, race->branches, "},", "");
        out.line("]);");
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        walkBranch(out, *branch);
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        out.line("for (let round = 0; round < {}; round += 1) {{", loop->times);
        out.in();
        walk(out, loop->steps);
        out.out();
        out.line("}}");
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        services_.head().import("./calls.mjs", "rounds");
        out.line("await rounds({}, {}, async () => {{", map->items, map->limit > 0 ? map->limit : map->items);
        out.in();
        walk(out, map->steps);
        out.out();
        out.line("}});");
      } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
        out.line("await new Promise((resolve) => setTimeout(resolve, {}));", millisecondsText(mean(wait->time)));
      } else {
        const auto* call = std::get_if<CallStep>(&step.what);
        perform(out, plan_.actions.at(next_++), call && call->caught ? &*call->caught : nullptr);
      }
    }
  }

  // Each branch as a function without a name, in parentheses and called at once, or not.
  void walkBranches(CodeText& out, const std::vector<Steps>& branches, const std::string& end, const std::string& open) {
    out.in();
    for (const Steps& branch : branches) {
      out.line("{}async () => {{", open);
      out.in();
      walk(out, branch);
      out.out();
      out.raw(end);
    }
    out.out();
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    const std::string number = branches_.size() == 1 ? "" : std::to_string(branches_.size());
    out.line("switch (chooseBranch{}()) {{", number);
    out.in();
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("case {}:", i);
      out.in();
      walk(out, step.options[i].steps);
      out.line("break;");
      out.out();
    }
    out.line("default:");
    out.out();
    out.line("}}");
  }

  void branchChoices(CodeText& out) {
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      out.blank();
      out.line("// The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("function chooseBranch{}() {{", i == 0 ? "" : std::to_string(i + 1));
      out.in();
      out.line("const draw = Math.random();");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if (draw < {:.6g}) return {};", sum, n);
      }
      out.line("return -1;");
      out.out();
      out.line("}}");
    }
  }

  // Answers that belong to the caller; what an external system says stays inside.
  bool answers(const Action& action) const { return !batch_ && !inCatch_ && tellsCaller(architecture_, action); }

  void perform(CodeText& out, const Action& action, const Steps* caught) {
    const std::string name = camelCase(action.words);
    if (batch_ && !inCatch_) {
      const std::string start = fmt::format("await batch.{}({}", action.per == Per::message ? "each" : "once", name);
      if (!caught) return out.line("{});", start);
      out.line("{}, async (input) => {{", start);
      walkCaught(out, *caught);
      return out.line("}});");
    }
    if (caught) {
      out.line("try {{");
      out.in();
    }
    if (answers(action))
      out.line("found.{} = await {}(input);", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("await {}(input);", name);
    if (!caught) return;
    services_.head().import("./calls.mjs", "logCaught");
    out.out();
    out.line("}} catch (error) {{");
    out.in();
    out.line("logCaught({}, error);", nodejsLiteral(name));
    out.out();
    walkCaught(out, *caught);
    out.line("}}");
  }

  // What is caught is one call's failure, so these steps are done for one input, of a batch too.
  void walkCaught(CodeText& out, const Steps& steps) {
    const bool outer = inCatch_;
    inCatch_ = batch_;
    out.in();
    walk(out, steps);
    out.out();
    inCatch_ = outer;
  }

  void define(CodeText& out, const Action& action) {
    const std::string name = camelCase(action.words);
    if (!action.use) {
      out.line("// Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
      out.line("async function {}(input) {{", name);
      out.in();
      out.line("return input;");
      out.out();
      out.line("}}");
      return;
    }
    out.line("async function {}(input) {{", name);
    out.in();
    services_.access(out, *action.use, &action);
    out.out();
    out.line("}}");
  }

  NodejsServices& services_;
  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  bool inCatch_ = false;  // of a step of a batch
  std::size_t next_ = 0;
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(2);
  out.line("// What this function takes. Other fields pass unchecked: add the domain's own rules here.");
  out.line("/** @type {{import('./input.mjs').Contract}} */");
  out.line("export const contract = {{");
  out.in();
  out.line("maxBytes: {}, // {}", plan.inputLimit, plan.inputLimitReason);
  if (plan.keys.empty()) {
    out.line("fields: {{}},");
  } else {
    out.line("fields: {{");
    out.in();
    for (const auto& name : plan.keys)
      out.line("{}: {{ required: true, type: 'string', pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}$/ }},",
               nodejsKey(name));
    out.out();
    out.line("}},");
  }
  out.out();
  out.line("}};");
  return out.text();
}

std::string packageText(const NodejsServices& services) {
  nlohmann::ordered_json package = nlohmann::ordered_json::object();
  package["name"] = services.plan().component->id;
  package["version"] = "0.1.0";
  package["private"] = true;
  package["type"] = "module";
  package["files"] = nlohmann::ordered_json::array({"*.mjs"});
  package["scripts"]["test"] = "node --test";
  for (const auto& [name, version] : services.dependencies()) package["dependencies"][name] = version;
  services.completePackage(package);
  return package.dump(2) + "\n";
}

}  // namespace

std::vector<ManifestFile> nodejsFiles(NodejsServices& services) {
  const std::string text = NodejsSteps(services).text();
  return {{"steps.mjs", text}, {"contract.mjs", contractText(services.plan())}, {"package.json", packageText(services)}};
}

}  // namespace virga::model
