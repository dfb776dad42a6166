#include <algorithm>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/go_services.h"
#include "model/manifest/handlers/go_text.h"

namespace virga::model {

namespace {

// The language version, which the newest of the libraries ask for.
constexpr const char* kGoVersion = "1.24";

// Writes the steps of a function in order and the guard of each call; Services stands for what the calls do.
class GoSteps {
 public:
  explicit GoSteps(const GoServices& services)
      : services_(services),
        architecture_(services.architecture()),
        plan_(services.plan()),
        batch_(services.plan().batches()) {}

  std::string text() {
    CodeText out(1);
    const bool guards = std::any_of(plan_.actions.begin(), plan_.actions.end(), isGuarded);
    for (const Action& action : plan_.actions)
      if (isGuarded(action)) declareGuard(out, action);
    if (guards) out.blank();
    out.raw("// Steps is what one invocation does, in order.");
    out.raw("type Steps struct {");
    out.in();
    out.raw("services Services");
    if (guards) out.raw("calls    calls");
    out.out();
    out.raw("}");
    out.blank();
    out.line("func NewSteps(services Services) *Steps {{");
    out.in();
    out.raw(guards ? "return &Steps{services, newCalls(services.MayRetry)}" : "return &Steps{services}");
    out.out();
    out.raw("}");
    out.blank();
    run(out);
    for (const Action& action : plan_.actions) {
      out.blank();
      define(out, action);
    }
    std::map<std::string, std::string> imports = {{"context", ""}};
    if (!branches_.empty()) imports["math/rand"] = "";
    if (out.text().find("time.") != std::string::npos) imports["time"] = "";
    return "package app\n\n" + goImports(imports) + "\n" + goText(out);
  }

 private:
  static bool isGuarded(const Action& action) { return action.timeout || action.retry || action.breaker; }

  static std::string guardName(const Action& action) { return camelCase(action.words) + "Guard"; }

  static void declareGuard(CodeText& out, const Action& action) {
    std::vector<std::pair<std::string, std::string>> members;
    if (action.timeout) members.emplace_back("Timeout", goDuration(*action.timeout));
    if (const auto& retry = action.retry) {
      members.emplace_back("Retries", std::to_string(retry->attempts));
      members.emplace_back("Backoff", goDuration(retry->backoff));
      if (retry->growth == BackoffGrowth::constant) members.emplace_back("Constant", "true");
      if (retry->cap) members.emplace_back("Cap", goDuration(*retry->cap));
      if (retry->jitter != Jitter::none)
        members.emplace_back("Jitter", retry->jitter == Jitter::full ? "FullJitter" : "EqualJitter");
      if (retry->budget) members.emplace_back("Budget", fmt::format("NewRetryBudget({})", retry->budget->value));
    }
    if (const auto& breaker = action.breaker)
      members.emplace_back("Breaker",
                           fmt::format("NewBreaker({}, {}, {}, {})", breaker->failures, goDuration(breaker->within, true),
                                       goDuration(breaker->open, true), breaker->probes));
    goLiteral(out, "var " + guardName(action) + " = Guard", members);
  }

  void run(CodeText& out) {
    if (batch_) {
      out.raw("func (s *Steps) Run(ctx context.Context, batch *Batch) error {");
      out.in();
      walk(out, plan_.function->steps);
      out.raw("return nil");
    } else {
      out.raw("func (s *Steps) Run(ctx context.Context, input Object) (Object, error) {");
      out.in();
      out.raw("found := &Found{}");
      outermost_ = true;
      walk(out, plan_.function->steps);
      out.raw("return found.Values(), nil");
    }
    out.out();
    out.raw("}");
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      out.blank();
      out.raw("// The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("func chooseBranch{}() int {{", numbered(i + 1));
      out.in();
      out.raw("draw := rand.Float64()");
      double sum = 0;
      for (std::size_t n = 0; n < branches_[i]->options.size(); ++n) {
        sum += branches_[i]->options[n].share.value;
        out.line("if draw < {:.6g} {{", sum);
        out.line(" return {}", n);
        out.raw("}");
      }
      out.raw("return -1");
      out.out();
      out.raw("}");
    }
  }

  static std::string numbered(std::size_t number) { return number == 1 ? "" : std::to_string(number); }

  // `if err := call; err != nil` and the return of it.
  void attempt(CodeText& out, const std::string& call) const {
    out.line("if err := {}; err != nil {{", call);
    out.line(" return {}err", outermost_ ? "nil, " : "");
    out.raw("}");
  }

  void block(CodeText& out, const Steps& steps) {
    out.in();
    walk(out, steps);
    out.out();
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        if (!parallel->branches.empty()) walkBranches(out, "parallel(ctx,", parallel->branches);
      } else if (const auto* race = std::get_if<WaitForStep>(&step.what)) {
        walkBranches(out, fmt::format("firstOf(ctx, {},", race->count), race->branches);
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        walkBranch(out, *branch);
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        const std::string round = "round" + numbered(static_cast<std::size_t>(++depth_));
        out.line("for {0} := 0; {0} < {1}; {0}++ {{", round, loop->times);
        block(out, loop->steps);
        out.raw("}");
        --depth_;
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        walkBranches(out, fmt::format("rounds(ctx, {}, {},", map->items, map->limit > 0 ? map->limit : map->items),
                     {map->steps});
      } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
        attempt(out, fmt::format("pause(ctx, {})", goDuration(mean(wait->time), true)));
      } else {
        const auto* call = std::get_if<CallStep>(&step.what);
        perform(out, plan_.actions.at(next_++), call && call->caught ? &*call->caught : nullptr);
      }
    }
  }

  // The last arguments of a call: a function for each branch.
  void walkBranches(CodeText& out, const std::string& start, const std::vector<Steps>& branches) {
    const bool outermost = outermost_;
    outermost_ = false;
    out.line("if err := {}", start);
    out.in();
    for (const Steps& branch : branches) {
      out.raw("func(ctx context.Context) error {");
      block(out, branch);
      out.raw(" return nil");
      out.raw("},");
    }
    out.out();
    outermost_ = outermost;
    out.raw("); err != nil {");
    out.line(" return {}err", outermost_ ? "nil, " : "");
    out.raw("}");
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    out.line("switch chooseBranch{}() {{", numbered(branches_.size()));
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("case {}:", i);
      block(out, step.options[i].steps);
    }
    out.raw("}");
  }

  // Whether a step says what it found to the caller; what an external system says stays inside, and so does a secret.
  bool tells(const Action& action) const { return !batch_ && tellsCaller(architecture_, action); }

  void perform(CodeText& out, const Action& action, const Steps* caught) {
    const std::string name = camelCase(action.words);
    if (batch_ && catches_ == 0) return performForBatch(out, action, caught);
    const std::string call = fmt::format("s.{}(ctx, input{})", name, tells(action) ? ", found" : "");
    if (!caught) return attempt(out, call);
    out.line("if err := {}; err != nil {{", call);
    out.in();
    out.line("warn(ctx, \"caught\", \"step\", \"{}\", \"error\", err)", name);
    ++catches_;
    walk(out, *caught);
    --catches_;
    out.out();
    out.raw("}");
  }

  // What is caught is one call's failure, so the steps after it are done for one input of the batch.
  void performForBatch(CodeText& out, const Action& action, const Steps* caught) {
    const bool each = action.per == Per::message;
    const std::string start =
        fmt::format("{}batch.{}(ctx, s.{}, ", each ? "" : "if err := ", each ? "Each" : "Once", camelCase(action.words));
    if (!caught) {
      if (each) return out.raw(start + "nil)");
      return attempt(out, fmt::format("batch.Once(ctx, s.{}, nil)", camelCase(action.words)));
    }
    out.raw(start + "func(ctx context.Context, input Object) error {");
    ++catches_;
    block(out, *caught);
    --catches_;
    out.raw(" return nil");
    if (each) return out.raw("})");
    out.raw("}); err != nil {");
    out.raw(" return err");
    out.raw("}");
  }

  void define(CodeText& out, const Action& action) {
    const std::string name = camelCase(action.words);
    const std::string start = fmt::format("func (s *Steps) {}(ctx context.Context, input Object", name);
    if (!action.use) {
      out.line("// Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
      out.raw(start + ") error {");
      out.raw(" return nil");
      out.raw("}");
      return;
    }
    const bool answers = hasAnswer(*action.use), told = tells(action);
    out.raw(start + (told ? ", found *Found" : "") + ") error {");
    out.in();
    const std::string call = fmt::format("s.services.{}(ctx, input)", services_.methodOf(*action.use));
    const std::string given = !answers ? "" : told ? "answer, err := " : "_, err := ";
    if (!isGuarded(action)) {
      out.raw(answers ? given + call : "return " + call);
    } else {
      out.line("{}attempt(ctx, s.calls, {}, func(ctx context.Context) (any, error) {{",
               answers ? given : "_, err := ", guardName(action));
      out.line(" return {}{}", answers ? "" : "nil, ", call);
      out.raw("})");
    }
    if (told) {
      out.raw("if err == nil {");
      out.line(" found.Put({}, answer)", pythonLiteral(camelCase(wordsOf(action.use->target))));
      out.raw("}");
    }
    if (answers || isGuarded(action)) out.raw("return err");
    out.out();
    out.raw("}");
  }

  const GoServices& services_;
  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  bool outermost_ = false;  // in Run of one input, which also returns an object
  std::size_t next_ = 0;
  int depth_ = 0;    // of loops
  int catches_ = 0;  // nested
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(1);
  out.raw("package app");
  out.blank();
  if (!plan.keys.empty()) out.raw("import \"regexp\"");
  if (!plan.keys.empty()) out.blank();
  out.line("// {}.", plan.inputLimitReason);
  out.line("const maxInputBytes = {}", plan.inputLimit);
  out.blank();
  out.raw("// InputContract is what this function takes. Other fields pass unchecked: add the domain's own rules here.");
  if (plan.keys.empty()) {
    out.raw("var InputContract = Contract{maxInputBytes, nil}");
    return out.text();
  }
  out.raw("var InputContract = Contract{maxInputBytes, []Field{");
  for (const auto& name : plan.keys)
    out.line(" {{{}, regexp.MustCompile(\"^[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}$\")}},", pythonLiteral(name));
  out.raw("}}");
  return goText(out);
}

std::string moduleText(const GoServices& services) {
  std::string text = fmt::format("module example.com/function\n\ngo {}\n", kGoVersion);
  if (services.modules().empty()) return text;
  text += "\nrequire (\n";
  for (const auto& [path, version] : services.modules()) text += fmt::format("\t{} {}\n", path, version);
  return text + ")\n";
}

}  // namespace

std::vector<ManifestFile> goFiles(GoServices& services) {
  std::vector<ManifestFile> files = services.files();
  files.push_back({"app/steps.go", GoSteps(services).text()});
  files.push_back({"app/input_contract.go", contractText(services.plan())});
  files.push_back({"go.mod", moduleText(services)});
  return files;
}

}  // namespace virga::model
