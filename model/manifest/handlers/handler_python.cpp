#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/python_services.h"

namespace virga::model {

namespace {

// Writes the steps of a function in order; the services write what each of them does.
class PythonSteps {
 public:
  explicit PythonSteps(PythonServices& services)
      : services_(services),
        architecture_(services.architecture()),
        plan_(services.plan()),
        batch_(services.plan().batches()) {}

  std::string text() {
    CodeText steps(4), actions(4);
    run(steps);
    for (const Action& action : plan_.actions) {
      start(actions, snakeCase(action.words));
      if (!action.use) {
        actions.line("# Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
        actions.line("return message");
      } else {
        services_.access(actions, *action.use, &action);
      }
      actions.out();
    }
    for (const ComponentId& id : services_.origins()) {
      start(actions, PythonServices::loaderName(id));
      services_.access(actions, originUse(architecture_, id), nullptr);
      actions.out();
    }
    CodeText head(4);
    head.line("\"\"\"What one invocation does, in order.");
    head.blank();
    head.raw(services_.remark());
    head.line("\"\"\"");
    head.blank();
    services_.head().write(head, breakers());
    return head.text() + steps.text() + actions.text();
  }

 private:
  static void start(CodeText& out, const std::string& name) {
    out.blank();
    out.blank();
    out.line("def {}(message):", name);
    out.in();
  }

  std::vector<std::string> breakers() const {
    std::vector<std::string> lines;
    for (const Action& action : plan_.actions) {
      const std::string name = snakeCase(action.words);
      if (action.breaker)
        lines.push_back(fmt::format("_{}_breaker = Breaker(failures={}, within_s={}, open_s={}{})", name,
                                    action.breaker->failures, secondsText(action.breaker->within),
                                    secondsText(action.breaker->open),
                                    action.breaker->probes == 1 ? "" : fmt::format(", probes={}", action.breaker->probes)));
      if (action.retry && action.retry->budget)
        lines.push_back(fmt::format("_{}_budget = RetryBudget({})", name, action.retry->budget->value));
    }
    return lines;
  }

  void run(CodeText& out) {
    out.line("def run({}):", batch_ ? "batch" : "message");
    out.in();
    if (!batch_) out.line("found = {{}}");
    walk(out, plan_.function->steps);
    if (!batch_)
      out.raw(races_ ? "return dict(found)  # branches that nobody waits for may still add to it" : "return found");
    else if (plan_.function->steps.empty())
      out.line("return");
    out.out();
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      services_.head().standard("random");
      out.blank();
      out.blank();
      out.line("def choose_branch{}():", i == 0 ? "" : "_" + std::to_string(i + 1));
      out.in();
      out.line("# The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("draw = random.random()");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if draw < {:.6g}:", sum);
        out.line("    return {}", n);
      }
      out.line("return -1");
      out.out();
    }
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what))
        walkParallel(out, *parallel);
      else if (const auto* race = std::get_if<WaitForStep>(&step.what))
        walkRace(out, *race);
      else if (const auto* branch = std::get_if<BranchStep>(&step.what))
        walkBranch(out, *branch);
      else if (const auto* loop = std::get_if<LoopStep>(&step.what))
        walkLoop(out, *loop);
      else if (const auto* map = std::get_if<MapStep>(&step.what))
        walkMap(out, *map);
      else if (const auto* wait = std::get_if<WaitStep>(&step.what))
        sleep(out, mean(wait->time));
      else
        perform(out, step);
    }
  }

  // Each branch as a function of its own; returns their names.
  std::vector<std::string> walkBranches(CodeText& out, const std::vector<Steps>& branches) {
    std::vector<std::string> names;
    for (const Steps& branch : branches) {
      const std::string name = fmt::format("side_{}", ++sides_);
      names.push_back(name);
      out.blank();
      out.line("def {}():", name);
      out.in();
      walk(out, branch);
      if (branch.empty()) out.line("return");
      out.out();
    }
    out.blank();
    return names;
  }

  void walkParallel(CodeText& out, const ParallelStep& step) {
    if (step.branches.empty()) return;
    services_.head().own("calls", "parallel");
    const auto names = walkBranches(out, step.branches);
    out.line("parallel({})", fmt::join(names, ", "));
  }

  void walkRace(CodeText& out, const WaitForStep& step) {
    services_.head().own("calls", "first_of");
    races_ = true;
    const auto names = walkBranches(out, step.branches);
    out.line("first_of({}, {})", step.count, fmt::join(names, ", "));
  }

  void walkLoop(CodeText& out, const LoopStep& step) {
    out.line("for _ in range({}):", step.times);
    out.in();
    walk(out, step.steps);
    if (step.steps.empty()) out.line("pass");
    out.out();
  }

  void walkMap(CodeText& out, const MapStep& step) {
    services_.head().own("calls", "parallel");
    const std::string name = fmt::format("side_{}", ++sides_);
    out.blank();
    out.line("def {}():", name);
    out.in();
    walk(out, step.steps);
    if (step.steps.empty()) out.line("return");
    out.out();
    out.blank();
    out.line("parallel(*[{}] * {}{})", name, step.items,
             step.limit > 0 ? fmt::format(", limit={}", step.limit) : std::string());
  }

  void sleep(CodeText& out, Duration time) {
    services_.head().standard("time");
    out.line("time.sleep({})", secondsText(time));
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    const std::string number = branches_.size() == 1 ? "" : "_" + std::to_string(branches_.size());
    const std::string choice = "choice" + number;
    out.line("{} = choose_branch{}()", choice, number);
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("{} {} == {}:", i == 0 ? "if" : "elif", choice, i);
      out.in();
      walk(out, step.options[i].steps);
      if (step.options[i].steps.empty()) out.line("pass");
      out.out();
    }
  }

  bool answers(const Action& action) const { return !batch_ && !inCatch_ && tellsCaller(architecture_, action); }

  void perform(CodeText& out, const Step& step) {
    const Action& action = plan_.actions.at(next_++);
    const auto* call = std::get_if<CallStep>(&step.what);
    const Steps* caught = call && call->caught ? &*call->caught : nullptr;
    const std::string name = snakeCase(action.words);
    if (batch_ && !inCatch_) {
      std::string arguments = name;
      if (caught) {
        const std::string instead = fmt::format("instead_{}", ++caught_);
        arguments += ", " + instead;
        out.blank();
        out.line("def {}(message):", instead);
        walkCaught(out, *caught, "return");
        out.blank();
      }
      return out.line("batch.{}({})", action.per == Per::message ? "each" : "once", arguments);
    }
    if (caught) {
      out.line("try:");
      out.in();
    }
    if (answers(action))
      out.line("found[\"{}\"] = {}(message)", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("{}(message)", name);
    if (!caught) return;
    services_.head().own("calls", "log_caught");
    out.out();
    out.line("except Exception as error:");
    out.in();
    out.line("log_caught({}, error)", pythonLiteral(name));
    out.out();
    walkCaught(out, *caught, "");
  }

  // What is caught is one call's failure, so these steps are done for one message, of a batch too.
  void walkCaught(CodeText& out, const Steps& steps, const std::string& nothing) {
    const bool outer = inCatch_;
    inCatch_ = batch_;
    out.in();
    walk(out, steps);
    if (steps.empty() && !nothing.empty()) out.raw(nothing);
    out.out();
    inCatch_ = outer;
  }

  PythonServices& services_;
  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  bool inCatch_ = false;  // of a step of a batch
  bool races_ = false;
  std::size_t next_ = 0;
  int sides_ = 0, caught_ = 0;
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(4);
  out.line("\"\"\"What this function takes. Other fields pass unchecked: add the domain's own rules here.\"\"\"");
  out.blank();
  out.line("CONTRACT = {{");
  out.in();
  out.line("\"max_bytes\": {},  # {}", plan.inputLimit, plan.inputLimitReason);
  if (plan.keys.empty()) {
    out.line("\"fields\": {{}},");
  } else {
    out.line("\"fields\": {{");
    out.in();
    for (const auto& name : plan.keys)
      out.line("{}: {{\"required\": True, \"type\": str, \"pattern\": r\"[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}\"}},",
               pythonLiteral(name));
    out.out();
    out.line("}},");
  }
  out.out();
  out.line("}}");
  return out.text();
}

}  // namespace

std::vector<ManifestFile> pythonFiles(PythonServices& services) {
  const std::string text = PythonSteps(services).text();
  std::string requirements;
  for (const auto& line : services.requirements()) requirements += line + "\n";
  return {{"steps.py", text}, {"contract.py", contractText(services.plan())}, {"requirements.txt", requirements}};
}

}  // namespace virga::model
