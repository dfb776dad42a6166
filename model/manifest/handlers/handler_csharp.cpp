#include <algorithm>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/csharp_services.h"

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 105;

constexpr const char* kInput = "Dictionary<string, object>";

// Writes the steps of a function in order and the guard of each call; IServices stands for what the calls do.
class CsharpSteps {
 public:
  explicit CsharpSteps(const CsharpServices& services)
      : services_(services),
        architecture_(services.architecture()),
        plan_(services.plan()),
        batch_(services.plan().batches()) {}

  std::string text() {
    CodeText out(4);
    for (const char* name : {"System", "System.Collections.Generic", "System.Threading", "System.Threading.Tasks"})
      out.line("using {};", name);
    out.blank();
    out.raw("namespace App");
    out.raw("{");
    out.in();
    out.raw("/// <summary>What one invocation does, in order.</summary>");
    out.raw("internal sealed class Steps");
    out.raw("{");
    out.in();
    const bool uses =
        std::any_of(plan_.actions.begin(), plan_.actions.end(), [](const Action& action) { return action.use.has_value(); });
    if (uses) out.raw("private readonly IServices services;");
    const bool guards = std::any_of(plan_.actions.begin(), plan_.actions.end(), isGuarded);
    if (guards) out.raw("private readonly Calls calls;");
    for (const Action& action : plan_.actions)
      if (isGuarded(action)) declareGuard(out, action);
    if (uses || guards) out.blank();
    out.raw("public Steps(IServices services)");
    open(out);
    if (uses) out.raw("this.services = services;");
    if (guards) out.raw("calls = new Calls(services.MayRetry);");
    close(out);
    out.blank();
    run(out);
    for (const Action& action : plan_.actions) {
      out.blank();
      define(out, action);
    }
    close(out);
    close(out);
    return out.text();
  }

 private:
  static void open(CodeText& out) {
    out.raw("{");
    out.in();
  }
  static void close(CodeText& out, const std::string& end = {}) {
    out.out();
    out.raw("}" + end);
  }

  static bool isGuarded(const Action& action) { return action.timeout || action.retry || action.breaker; }

  static std::string guardName(const Action& action) { return camelCase(action.words) + "Guard"; }

  static std::string guardOf(const Action& action) {
    std::string text;
    if (action.timeout) text += fmt::format(".Timeout({})", millisecondsText(*action.timeout));
    if (const auto& retry = action.retry) {
      text += fmt::format(".Retry({}, {})", retry->attempts, millisecondsText(retry->backoff));
      if (retry->growth == BackoffGrowth::constant) text += ".Steady()";
      if (retry->cap) text += fmt::format(".Cap({})", millisecondsText(*retry->cap));
      if (retry->jitter != Jitter::none)
        text += fmt::format(".Jitter(Guard.Randomness.{})", retry->jitter == Jitter::full ? "Full" : "Equal");
      if (retry->budget) text += fmt::format(".Budget(new RetryBudget({}))", retry->budget->value);
    }
    if (const auto& breaker = action.breaker)
      text += fmt::format(".Breaker(new Breaker({}, {}, {}, {}))", breaker->failures, millisecondsText(breaker->within),
                          millisecondsText(breaker->open), breaker->probes);
    return text;
  }

  static void declareGuard(CodeText& out, const Action& action) {
    const std::string start = fmt::format("private readonly Guard {} =", guardName(action)), text = guardOf(action);
    if (start.size() + text.size() <= kLineMax) return out.line("{} Guard.None{};", start, text);
    out.raw(start);
    out.line("    Guard.None{};", text);
  }

  bool putsAnswers() const {
    return std::any_of(plan_.actions.begin(), plan_.actions.end(), [&](const Action& action) { return answers(action); });
  }

  bool awaits() const {
    bool found = !plan_.actions.empty();
    forEachStep(plan_.function->steps, {}, [&](const Step& step, const std::string&) {
      found |= !std::holds_alternative<LoopStep>(step.what) && !std::holds_alternative<BranchStep>(step.what);
    });
    return found;
  }

  void run(CodeText& out) {
    const char* word = awaits() ? "async " : "";
    if (batch_) {
      out.line("public {}Task Run(Batch batch, CancellationToken cancel)", word);
      open(out);
      walk(out, plan_.function->steps);
      if (!awaits()) out.raw("return Task.CompletedTask;");
    } else {
      out.line("public {}Task<{}> Run({} input, CancellationToken cancel)", word, kInput, kInput);
      open(out);
      if (putsAnswers()) out.line("var found = new {}();", kInput);
      walk(out, plan_.function->steps);
      const std::string result = putsAnswers() ? fmt::format("new {}(found)", kInput) : fmt::format("new {}()", kInput);
      if (putsAnswers())
        out.line("lock (found) return {};", result);
      else
        out.line("return {};", awaits() ? result : "Task.FromResult(" + result + ")");
    }
    close(out);
    if (!batch_ && putsAnswers()) {
      out.blank();
      out.raw("/// <summary>Branches may put what they found at the same time.</summary>");
      out.line("private static void Put({} found, string name, object value)", kInput);
      open(out);
      out.raw("lock (found) found[name] = value;");
      close(out);
    }
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      out.blank();
      out.raw("// The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("private static int ChooseBranch{}()", i == 0 ? "" : std::to_string(i + 1));
      open(out);
      out.raw("double draw = Calls.Draw();");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if (draw < {:.6g}) return {};", sum, n);
      }
      out.raw("return -1;");
      close(out);
    }
  }

  void block(CodeText& out, const Steps& steps) {
    open(out);
    walk(out, steps);
    close(out);
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        if (parallel->branches.empty()) continue;
        out.raw("await Calls.Parallel(");
        walkBranches(out, parallel->branches);
      } else if (const auto* race = std::get_if<WaitForStep>(&step.what)) {
        out.raw("await Calls.FirstOf(");
        out.line("    {},", race->count);
        walkBranches(out, race->branches);
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        walkBranch(out, *branch);
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        const std::string round = depth_ == 0 ? "round" : fmt::format("round{}", depth_ + 1);
        ++depth_;
        out.line("for (int {0} = 0; {0} < {1}; {0} += 1)", round, loop->times);
        block(out, loop->steps);
        --depth_;
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        out.raw("await Calls.Rounds(");
        out.line("    {},", map->items);
        out.line("    {},", map->limit > 0 ? map->limit : map->items);
        walkBranches(out, {map->steps});
      } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
        out.line("await Calls.Pause({}, cancel);", millisecondsText(mean(wait->time)));
      } else {
        const auto* call = std::get_if<CallStep>(&step.what);
        perform(out, plan_.actions.at(next_++), call && call->caught ? &*call->caught : nullptr);
      }
    }
  }

  // The last arguments of a call: a lambda for each branch.
  void walkBranches(CodeText& out, const std::vector<Steps>& branches) {
    out.in();
    for (std::size_t i = 0; i < branches.size(); ++i) {
      const char* end = i + 1 < branches.size() ? "," : ");";
      if (branches[i].empty()) {
        out.line("() => Task.CompletedTask{}", end);
        continue;
      }
      out.raw("async () =>");
      open(out);
      walk(out, branches[i]);
      close(out, end);
    }
    out.out();
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    out.line("switch (ChooseBranch{}())", branches_.size() == 1 ? "" : std::to_string(branches_.size()));
    open(out);
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("case {}:", i);
      out.in();
      walk(out, step.options[i].steps);
      out.raw("break;");
      out.out();
    }
    close(out);
  }

  // Answers that belong to the caller; what an external system says stays inside.
  bool answers(const Action& action) const { return !batch_ && tellsCaller(architecture_, action); }

  void perform(CodeText& out, const Action& action, const Steps* caught) {
    const std::string name = csharpName(action.words);
    if (batch_ && catches_ == 0) {
      const char* how = action.per == Per::message ? "Each" : "Once";
      const std::string own = fmt::format("input => {}(input, cancel)", name);
      if (!caught) return out.line("await batch.{}({});", how, own);
      out.line("await batch.{}(", how);
      out.line("    {},", own);
      if (caught->empty()) return out.raw("    input => Task.CompletedTask);");
      out.in();
      out.raw("async input =>");
      open(out);
      walkCaught(out, *caught);
      close(out, ");");
      return out.out();
    }
    if (caught) {
      out.raw("try");
      open(out);
    }
    if (answers(action))
      out.line("Put(found, \"{}\", await {}(input, cancel));", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("await {}(input, cancel);", name);
    if (!caught) return;
    const std::string error = catches_ == 0 ? "error" : fmt::format("error{}", catches_ + 1);
    close(out);
    out.line("catch (Exception {}) when (!cancel.IsCancellationRequested)", error);
    open(out);
    out.line("Log.Warn(\"caught\", \"step\", \"{}\", \"error\", {});", name, error);
    walkCaught(out, *caught);
    close(out);
  }

  // What is caught is one call's failure, so these steps are done for one input, of a batch too.
  void walkCaught(CodeText& out, const Steps& steps) {
    ++catches_;
    walk(out, steps);
    --catches_;
  }

  void define(CodeText& out, const Action& action) {
    const std::string name = csharpName(action.words);
    const std::string arguments = fmt::format("{} input, CancellationToken cancel", kInput);
    if (!action.use) {
      out.line("// Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
      out.line("private Task {}({})", name, arguments);
      open(out);
      out.raw("return Task.CompletedTask;");
      return close(out);
    }
    const std::string method = services_.methodOf(*action.use);
    out.line("private {} {}({})", hasAnswer(*action.use) ? "Task<object>" : "Task", name, arguments);
    open(out);
    if (isGuarded(action))
      out.line("return calls.Attempt({}, limited => services.{}(input, limited), cancel);", guardName(action), method);
    else
      out.line("return services.{}(input, cancel);", method);
    close(out);
  }

  const CsharpServices& services_;
  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  std::size_t next_ = 0;
  int depth_ = 0;    // of loops
  int catches_ = 0;  // nested
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(4);
  out.raw("using System.Collections.Generic;");
  out.raw("using System.Text.RegularExpressions;");
  out.blank();
  out.raw("namespace App");
  out.raw("{");
  out.in();
  out.raw("/// <summary>");
  out.raw("/// What this function takes. Other fields pass unchecked: add the domain's own rules here.");
  out.raw("/// </summary>");
  out.raw("internal static class InputContract");
  out.raw("{");
  out.in();
  out.line("/// <summary>{}.</summary>", plan.inputLimitReason);
  out.line("public const long MaxBytes = {};", plan.inputLimit);
  out.blank();
  out.raw("public static readonly Contract Contract = new Contract(");
  out.raw("    MaxBytes,");
  out.raw("    new Dictionary<string, Regex>");
  out.raw("    {");
  for (const auto& name : plan.keys)
    out.line("        [{}] = new Regex(@\"^[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}\\z\"),", csharpLiteral(name));
  out.raw("    });");
  for (int i = 0; i < 2; ++i) {
    out.out();
    out.raw("}");
  }
  return out.text();
}

}  // namespace

std::vector<ManifestFile> csharpFiles(CsharpServices& services) {
  std::vector<ManifestFile> files = services.files();
  files.push_back({csharpPath("Steps"), CsharpSteps(services).text()});
  files.push_back({csharpPath("InputContract"), contractText(services.plan())});
  files.push_back({"App.csproj", csharpProject(services)});
  files.push_back({csharpTestPath("Tests") + "proj", csharpTestProject(services.plan())});
  return files;
}

}  // namespace virga::model
