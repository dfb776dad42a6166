#include <algorithm>

#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/java_services.h"

namespace virga::model {

namespace {

constexpr std::size_t kLineMax = 85;

const MavenLibrary kJunit = {"org.junit.jupiter", "junit-jupiter", "5.14.4"};

// Writes the steps of a function in order and the guard of each call; Services stands for what the calls do.
class JavaSteps {
 public:
  explicit JavaSteps(const JavaServices& services)
      : services_(services),
        architecture_(services.architecture()),
        plan_(services.plan()),
        batch_(services.plan().batches()) {}

  std::string text() {
    CodeText steps(2);
    steps.in();
    run(steps);
    for (const Action& action : plan_.actions) {
      steps.blank();
      define(steps, action);
    }
    CodeText out(2);
    out.line("package app;");
    out.blank();
    if (!batch_) out.line("import java.util.Collections;");
    if (!batch_) out.line("import java.util.LinkedHashMap;");
    out.line("import java.util.Map;");
    out.blank();
    out.line("/** What one invocation does, in order. */");
    out.line("final class Steps {{");
    out.in();
    out.line("private final Services services;");
    const bool guards = std::any_of(plan_.actions.begin(), plan_.actions.end(), isGuarded);
    if (guards) out.line("private final Calls calls;");
    for (const Action& action : plan_.actions)
      if (isGuarded(action)) declareGuard(out, action);
    out.blank();
    out.line("Steps(Services services) {{");
    out.in();
    out.line("this.services = services;");
    if (guards) out.line("this.calls = new Calls(services::mayRetry);");
    out.out();
    out.line("}}");
    out.blank();
    return out.text() + steps.text() + "}\n";
  }

 private:
  static bool isGuarded(const Action& action) { return action.timeout || action.retry || action.breaker; }

  static std::string guardOf(const Action& action) {
    std::string text;
    if (action.timeout) text += fmt::format(".timeout({})", millisecondsText(*action.timeout));
    if (const auto& retry = action.retry) {
      text += fmt::format(".retry({}, {})", retry->attempts, millisecondsText(retry->backoff));
      if (retry->growth == BackoffGrowth::constant) text += ".steady()";
      if (retry->cap) text += fmt::format(".cap({})", millisecondsText(*retry->cap));
      if (retry->jitter != Jitter::none)
        text += fmt::format(".jitter(Guard.Jitter.{})", retry->jitter == Jitter::full ? "FULL" : "EQUAL");
      if (retry->budget) text += fmt::format(".budget(new RetryBudget({}))", retry->budget->value);
    }
    if (const auto& breaker = action.breaker)
      text += fmt::format(".breaker(new Breaker({}, {}, {}, {}))", breaker->failures, millisecondsText(breaker->within),
                          millisecondsText(breaker->open), breaker->probes);
    return text;
  }

  static void declareGuard(CodeText& out, const Action& action) {
    const std::string start = fmt::format("private final Guard {}Guard =", camelCase(action.words)), text = guardOf(action);
    if (start.size() + text.size() <= kLineMax) return out.line("{} Guard.NONE{};", start, text);
    out.raw(start);
    out.line("    Guard.NONE{};", text);
  }

  void run(CodeText& out) {
    if (batch_) {
      out.line("void run(Batch batch) throws Exception {{");
      out.in();
      walk(out, plan_.function->steps);
    } else {
      out.line("Map<String, Object> run(Map<String, Object> input) throws Exception {{");
      out.in();
      out.line("Map<String, Object> found = Collections.synchronizedMap(new LinkedHashMap<>());");
      walk(out, plan_.function->steps);
      out.line("synchronized (found) {{");
      out.line("  return new LinkedHashMap<>(found);");
      out.line("}}");
    }
    out.out();
    out.line("}}");
    for (std::size_t i = 0; i < branches_.size(); ++i) {
      out.blank();
      out.line("// The real condition belongs here; until then a draw decides, with the shares of the design.");
      out.line("private static int chooseBranch{}() {{", i == 0 ? "" : std::to_string(i + 1));
      out.in();
      out.line("double draw = Math.random();");
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

  void block(CodeText& out, const Steps& steps) {
    out.in();
    walk(out, steps);
    out.out();
  }

  void walk(CodeText& out, const Steps& steps) {
    for (const Step& step : steps) {
      if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        if (!parallel->branches.empty()) walkBranches(out, "Calls.parallel(", parallel->branches);
      } else if (const auto* race = std::get_if<WaitForStep>(&step.what)) {
        out.line("Calls.firstOf(");
        out.line("    {},", race->count);
        walkBranches(out, "", race->branches);
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        walkBranch(out, *branch);
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        const std::string round = depth_ == 0 ? "round" : fmt::format("round{}", depth_ + 1);
        ++depth_;
        out.line("for (int {0} = 0; {0} < {1}; {0} += 1) {{", round, loop->times);
        block(out, loop->steps);
        out.line("}}");
        --depth_;
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        out.line("Calls.rounds(");
        out.line("    {},", map->items);
        out.line("    {},", map->limit > 0 ? map->limit : map->items);
        walkBranches(out, "", {map->steps});
      } else if (const auto* wait = std::get_if<WaitStep>(&step.what)) {
        out.line("Calls.pause({});", millisecondsText(mean(wait->time)));
      } else {
        const auto* call = std::get_if<CallStep>(&step.what);
        perform(out, plan_.actions.at(next_++), call && call->caught ? &*call->caught : nullptr);
      }
    }
  }

  // The last arguments of a call: a lambda for each branch.
  void walkBranches(CodeText& out, const std::string& start, const std::vector<Steps>& branches) {
    if (!start.empty()) out.raw(start);
    out.in();
    out.in();
    for (std::size_t i = 0; i < branches.size(); ++i) {
      out.line("() -> {{");
      block(out, branches[i]);
      out.raw(i + 1 < branches.size() ? "}," : "});");
    }
    out.out();
    out.out();
  }

  void walkBranch(CodeText& out, const BranchStep& step) {
    branches_.push_back(&step);
    out.line("switch (chooseBranch{}()) {{", branches_.size() == 1 ? "" : std::to_string(branches_.size()));
    out.in();
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      out.line("case {} -> {{", i);
      block(out, step.options[i].steps);
      out.line("}}");
    }
    out.line("default -> {{}}");
    out.out();
    out.line("}}");
  }

  // Answers that belong to the caller; what an external system says stays inside.
  bool answers(const Action& action) const { return !batch_ && tellsCaller(architecture_, action); }

  void perform(CodeText& out, const Action& action, const Steps* caught) {
    const std::string name = camelCase(action.words);
    if (batch_ && catches_ == 0) {
      const char* how = action.per == Per::message ? "each" : "once";
      if (!caught) return out.line("batch.{}(this::{});", how, name);
      out.line("batch.{}(", how);
      out.line("    this::{},", name);
      out.line("    input -> {{");
      walkCaught(out, *caught);
      return out.line("    }});");
    }
    if (caught) {
      out.line("try {{");
      out.in();
    }
    if (answers(action))
      out.line("found.put(\"{}\", {}(input));", camelCase(wordsOf(action.use->target)), name);
    else
      out.line("{}(input);", name);
    if (!caught) return;
    const std::string error = catches_ == 0 ? "error" : fmt::format("error{}", catches_ + 1);
    out.out();
    out.line("}} catch (Exception {}) {{", error);
    out.line("  Log.warn(\"caught\", \"step\", \"{}\", \"error\", {});", name, error);
    walkCaught(out, *caught);
    out.line("}}");
  }

  // What is caught is one call's failure, so these steps are done for one input, of a batch too.
  void walkCaught(CodeText& out, const Steps& steps) {
    const int deeper = batch_ && catches_ == 0 ? 3 : 1;
    ++catches_;
    for (int i = 0; i < deeper; ++i) out.in();
    walk(out, steps);
    for (int i = 0; i < deeper; ++i) out.out();
    --catches_;
  }

  void define(CodeText& out, const Action& action) {
    const std::string name = camelCase(action.words);
    if (!action.use) {
      out.line("// Own work of about {:.3g} ms on a full vCPU belongs here.", action.work.milliseconds());
      out.line("private void {}(Map<String, Object> input) {{}}", name);
      return;
    }
    const bool returns = hasAnswer(*action.use);
    const std::string call = fmt::format("services.{}(input)", services_.methodOf(*action.use));
    out.line("private {} {}(Map<String, Object> input) throws Exception {{", returns ? "Object" : "void", name);
    out.in();
    if (!isGuarded(action)) {
      out.line("{}{};", returns ? "return " : "", call);
    } else if (returns) {
      out.line("return calls.attempt({}Guard, () -> {});", name, call);
    } else {
      out.line("calls.attempt(");
      out.line("    {}Guard,", name);
      out.line("    () -> {{");
      out.line("      {};", call);
      out.line("      return null;");
      out.line("    }});");
    }
    out.out();
    out.line("}}");
  }

  const JavaServices& services_;
  const Architecture& architecture_;
  const FunctionPlan& plan_;
  bool batch_;
  std::size_t next_ = 0;
  int depth_ = 0;    // of loops
  int catches_ = 0;  // nested
  std::vector<const BranchStep*> branches_;
};

std::string contractText(const FunctionPlan& plan) {
  CodeText out(2);
  out.line("package app;");
  out.blank();
  out.line("import java.util.LinkedHashMap;");
  out.line("import java.util.Map;");
  out.line("import java.util.regex.Pattern;");
  out.blank();
  out.line("/** What this function takes. Other fields pass unchecked: add the domain's own rules here. */");
  out.line("final class InputContract {{");
  out.in();
  out.line("/** {}. */", plan.inputLimitReason);
  out.line("static final long MAX_BYTES = {};", plan.inputLimit);
  out.blank();
  out.line("static final Contract CONTRACT = new Contract(MAX_BYTES, fields());");
  out.blank();
  out.line("private InputContract() {{}}");
  out.blank();
  out.line("private static Map<String, Pattern> fields() {{");
  out.in();
  out.line("Map<String, Pattern> fields = new LinkedHashMap<>();");
  for (const auto& name : plan.keys)
    out.line("fields.put({}, Pattern.compile(\"[A-Za-z0-9][A-Za-z0-9._-]{{0,127}}\"));", pythonLiteral(name));
  out.line("return fields;");
  out.out();
  out.line("}}");
  out.out();
  out.line("}}");
  return out.text();
}

void dependency(CodeText& out, const MavenLibrary& library, const std::vector<std::string>& more = {}) {
  out.line("<dependency>");
  out.in();
  out.line("<groupId>{}</groupId>", library.group);
  out.line("<artifactId>{}</artifactId>", library.artifact);
  if (!library.version.empty()) out.line("<version>{}</version>", library.version);
  for (const auto& line : more) out.raw(line);
  out.out();
  out.line("</dependency>");
}

std::string pomText(const JavaServices& services) {
  CodeText out(2);
  out.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  out.line("<project xmlns=\"http://maven.apache.org/POM/4.0.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
  out.line("  xsi:schemaLocation=\"http://maven.apache.org/POM/4.0.0 http://maven.apache.org/xsd/maven-4.0.0.xsd\">");
  out.in();
  out.line("<modelVersion>4.0.0</modelVersion>");
  out.line("<groupId>app</groupId>");
  out.line("<artifactId>{}</artifactId>", services.plan().component->id);
  out.line("<version>0.1.0</version>");
  out.blank();
  out.line("<properties>");
  out.line("  <maven.compiler.release>{}</maven.compiler.release>", services.plan().function->runtime.substr(4));
  out.line("  <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>");
  out.line("</properties>");
  if (const MavenLibrary bom = services.billOfMaterials(); !bom.group.empty()) {
    out.blank();
    out.line("<dependencyManagement>");
    out.in();
    out.line("<dependencies>");
    out.in();
    dependency(out, bom, {"<type>pom</type>", "<scope>import</scope>"});
    out.out();
    out.line("</dependencies>");
    out.out();
    out.line("</dependencyManagement>");
  }
  out.blank();
  out.line("<dependencies>");
  out.in();
  for (const auto& library : services.libraries())
    dependency(out, library,
               library.scope.empty() ? std::vector<std::string>{}
                                     : std::vector<std::string>{"<scope>" + library.scope + "</scope>"});
  dependency(out, kJunit, {"<scope>test</scope>"});
  out.out();
  out.line("</dependencies>");
  out.blank();
  out.line("<build>");
  out.in();
  out.line("<plugins>");
  out.in();
  const std::string maven = "org.apache.maven.plugins";
  std::vector<MavenPlugin> plugins = {{maven, "maven-compiler-plugin", "3.14.1", {}},
                                      {maven, "maven-surefire-plugin", "3.5.6", {}}};
  for (MavenPlugin& more : services.plugins()) plugins.push_back(std::move(more));
  for (const MavenPlugin& plugin : plugins) {
    out.line("<plugin>");
    out.line("  <groupId>{}</groupId>", plugin.group);
    out.line("  <artifactId>{}</artifactId>", plugin.artifact);
    out.line("  <version>{}</version>", plugin.version);
    if (!plugin.configuration.empty()) out.line("  <configuration>");
    for (const std::string& element : plugin.configuration) out.raw("    " + element);
    if (!plugin.configuration.empty()) out.line("  </configuration>");
    out.line("</plugin>");
  }
  out.out();
  out.line("</plugins>");
  out.out();
  out.line("</build>");
  out.out();
  out.line("</project>");
  return out.text();
}

}  // namespace

std::vector<ManifestFile> javaFiles(JavaServices& services) {
  std::vector<ManifestFile> files = services.files();
  files.push_back({javaPath("Steps"), JavaSteps(services).text()});
  files.push_back({javaPath("InputContract"), contractText(services.plan())});
  files.push_back({"pom.xml", pomText(services)});
  return files;
}

}  // namespace virga::model
