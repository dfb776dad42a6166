#include "model/manifest/handlers/handlers.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/edit/references.h"
#include "model/io/file.h"
#include "model/io/resources.h"

namespace virga::model {

namespace {

bool startsWith(const std::string& text, std::string_view start) { return text.rfind(start, 0) == 0; }

bool hasRemote(const Architecture& architecture, const FunctionPlan& plan) {
  return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) {
    return findKind<External>(architecture, use.target) || findKind<HttpApi>(architecture, use.target) ||
           findKind<ContainerService>(architecture, use.target);
  });
}

bool readsSecrets(const Architecture& architecture, const FunctionPlan& plan) {
  return std::any_of(plan.uses.begin(), plan.uses.end(), [&](const Use& use) {
    return findKind<External>(architecture, use.target) || findKind<SecretStore>(architecture, use.target);
  });
}

template <class Kind>
bool hasStep(const Steps& steps) {
  bool found = false;
  forEachStep(steps, {}, [&](const Step& step, const std::string&) { found |= std::holds_alternative<Kind>(step.what); });
  return found;
}

bool hasGuard(const FunctionPlan& plan) {
  return std::any_of(plan.actions.begin(), plan.actions.end(),
                     [](const Action& action) { return action.timeout || action.retry || action.breaker; });
}

bool hasCatch(const Steps& steps) {
  bool found = false;
  forEachStep(steps, {}, [&](const Step& step, const std::string&) {
    const auto* call = std::get_if<CallStep>(&step.what);
    found |= call && call->caught;
  });
  return found;
}

}  // namespace

std::string sampleInput(const FunctionPlan& plan) {
  nlohmann::ordered_json input = nlohmann::ordered_json::object();
  for (const auto& key : plan.keys) input[key] = "sample-1";
  input["note"] = "sample";
  return input.dump();
}

namespace {

bool needsCalls(Language language, const FunctionPlan& plan) {
  const Steps& steps = plan.function->steps;
  if (hasGuard(plan) || hasStep<MapStep>(steps) || hasStep<WaitForStep>(steps)) return true;
  switch (language) {
    case Language::nodejs: return hasCatch(steps);
    case Language::python: return hasCatch(steps) || hasStep<ParallelStep>(steps);
    case Language::java:
    case Language::go: return hasStep<ParallelStep>(steps) || hasStep<WaitStep>(steps);
    case Language::csharp: return hasStep<ParallelStep>(steps) || hasStep<WaitStep>(steps) || hasStep<BranchStep>(steps);
  }
  return true;
}

// The services say by themselves what they use of the rest.
std::vector<HandlerCopy> javaCopies(const FunctionPlan& plan) {
  std::vector<std::string> classes = {"Contract", "InvalidInput", "Json", "Log"};
  std::vector<HandlerCopy> copies;
  if (plan.batches()) classes.emplace_back("Batch");
  if (needsCalls(Language::java, plan)) {
    classes.insert(classes.end(), {"Breaker", "Calls", "Guard", "RetryBudget"});
    copies.push_back({"CallsTest.java", javaTestPath("CallsTest")});
  }
  for (const auto& name : classes) copies.push_back({name + ".java", javaPath(name)});
  return copies;
}

std::vector<HandlerCopy> csharpCopies(const Architecture& architecture, const FunctionPlan& plan) {
  std::vector<std::string> classes = {"Contract", "InvalidInput", "Json", "Log"}, cloud;
  std::vector<HandlerCopy> copies;
  if (plan.batches()) classes.emplace_back("Batch");
  if (needsCalls(Language::csharp, plan)) {
    classes.insert(classes.end(), {"Breaker", "Calls", "Guard", "RetryBudget"});
    copies.push_back({"CallsTests.cs", csharpTestPath("CallsTests")});
  }
  if (hasRemote(architecture, plan)) classes.emplace_back("Remote");
  if (readsSecrets(architecture, plan)) cloud.emplace_back("Secrets");
  if (std::any_of(plan.uses.begin(), plan.uses.end(),
                  [&](const Use& use) { return findKind<Cache>(architecture, use.target) != nullptr; }))
    cloud.emplace_back("RedisCache");
  for (const auto& name : classes) copies.push_back({name + ".cs", csharpPath(name)});
  for (const auto& name : cloud) copies.push_back({name + ".cs", csharpCloudPath(name)});
  return copies;
}

std::vector<HandlerCopy> goCopies(const Architecture& architecture, const FunctionPlan& plan) {
  std::vector<std::string> files = {"contract.go", "found.go", "json.go", "log.go"};
  if (plan.batches()) files.emplace_back("batch.go");
  if (needsCalls(Language::go, plan))
    files.insert(files.end(), {"branches.go", "breaker.go", "calls.go", "calls_test.go", "guard.go"});
  if (hasRemote(architecture, plan)) files.emplace_back("remote.go");
  std::vector<HandlerCopy> copies;
  for (const auto& file : files) copies.push_back({file, "app/" + file});
  return copies;
}

// The platform-free files of a function and those that every platform has.
std::vector<HandlerCopy> sharedCopies(Language language, const Architecture& architecture, const FunctionPlan& plan) {
  if (language == Language::java) return javaCopies(plan);
  if (language == Language::csharp) return csharpCopies(architecture, plan);
  if (language == Language::go) return goCopies(architecture, plan);
  const bool nodejs = language == Language::nodejs;
  std::vector<HandlerCopy> copies;
  const auto module = [&](const std::string& name) {
    const std::string file = name + (nodejs ? ".mjs" : ".py");
    copies.push_back({file, file});
  };
  module(nodejs ? "input" : "message");
  if (!nodejs) module("json_text");
  if (plan.batches()) module("batch");
  if (needsCalls(language, plan)) {
    module("calls");
    module("transient");
    copies.push_back(nodejs ? HandlerCopy{"calls.test.mjs", "test/calls.test.mjs"}
                            : HandlerCopy{"test_calls.py", "tests/test_calls.py"});
  }
  if (hasRemote(architecture, plan)) module("remote");
  if (readsSecrets(architecture, plan)) module(nodejs ? "secrets" : "secret_values");
  return copies;
}

const char* folderName(Language language) {
  switch (language) {
    case Language::nodejs: return "nodejs";
    case Language::python: return "python";
    case Language::java: return "java";
    case Language::csharp: return "csharp";
    case Language::go: return "go";
  }
  return "";
}

std::optional<Language> languageOf(const std::string& runtime) {
  if (startsWith(runtime, "nodejs")) return Language::nodejs;
  if (startsWith(runtime, "python3.")) return Language::python;
  if (runtime == "java17" || runtime == "java21" || runtime == "java25") return Language::java;
  if (runtime == "dotnet8" || runtime == "dotnet10") return Language::csharp;
  if (runtime == "go") return Language::go;
  return std::nullopt;
}

// The platform's own file of a resource, or the common one.
std::filesystem::path pathOf(const std::string& resource, Language language, const HandlerPlatform& platform) {
  const auto folder = resourceFolder() / "manifest";
  const auto own = folder / platform.name() / folderName(language) / resource;
  return std::filesystem::exists(own) ? own : folder / "common" / folderName(language) / resource;
}

// A class that the services use, and its test if it has one.
void addHelper(const std::string& name, const HandlerPlatform& platform, std::vector<HandlerCopy>& copies) {
  copies.push_back({name + ".java", javaPath(name)});
  const std::string test = name + "Test";
  if (std::filesystem::exists(pathOf(test + ".java", Language::java, platform)))
    copies.push_back({test + ".java", javaTestPath(test)});
}

// The files whose text depends on the steps, and what else they need of the resources; nothing where the platform hasn't the
// language.
std::optional<std::vector<ManifestFile>> generatedFiles(Language language, const Architecture& architecture,
                                                        const FunctionPlan& plan, const HandlerPlatform& platform,
                                                        std::vector<HandlerCopy>& copies) {
  switch (language) {
    case Language::nodejs: return nodejsFiles(*platform.nodejs(architecture, plan));
    case Language::python: return pythonFiles(*platform.python(architecture, plan));
    case Language::java: {
      const auto services = platform.java(architecture, plan);
      if (!services) break;
      auto files = javaFiles(*services);
      for (const auto& name : services->helpers()) addHelper(name, platform, copies);
      return files;
    }
    case Language::csharp: {
      const auto services = platform.csharp(architecture, plan);
      if (!services) break;
      auto files = csharpFiles(*services);
      for (const auto& name : services->helpers()) copies.push_back({name + ".cs", csharpCloudPath(name)});
      return files;
    }
    case Language::go: {
      const auto services = platform.go(architecture, plan);
      if (!services) break;
      auto files = goFiles(*services);
      for (const auto& name : services->helpers()) copies.push_back({name + ".go", "cloud/" + name + ".go"});
      return files;
    }
  }
  return std::nullopt;
}

tl::expected<std::string, Problems> textOf(const std::string& resource, Language language, const HandlerPlatform& platform) {
  const auto path = pathOf(resource, language, platform);
  auto text = readFile(path);
  if (!text)
    return tl::unexpected(Problems{{Severity::error, "resource-missing", path.string(), 0, 0, "", text.error(),
                                    "reinstall Virga, or set VIRGA_RESOURCES to its resources"}});
  return std::move(*text);
}

std::string whyNoHandler(const std::string& runtime, const HandlerPlatform& platform) {
  // (Azure Functions documentation, "Supported languages in Azure Functions", 2026.)
  if (runtime == "go" && platform.name() == "azure")
    return "Azure Functions runs Go only as a custom handler, and handlers of that kind are not written; a function without "
           "code can't be deployed";
  return fmt::format("there is no handler for the runtime '{}', and a function without code can't be deployed", runtime);
}

}  // namespace

std::string testCommand(const std::string& runtime) {
  switch (languageOf(runtime).value_or(Language::nodejs)) {
    case Language::nodejs: return "node --test";
    case Language::python: return "python3 -m unittest discover -s tests -t .";
    case Language::java: return "mvn -q test";
    case Language::csharp: return "dotnet test tests";
    case Language::go: return "go test ./app";
  }
  return "";
}

tl::expected<std::vector<ManifestFile>, Problems> handlerFiles(const Architecture& architecture, const FunctionPlan& plan,
                                                               const HandlerPlatform& platform) {
  const std::string& runtime = plan.function->runtime;
  const auto language = languageOf(runtime);
  std::vector<HandlerCopy> copies;
  auto generated = language ? generatedFiles(*language, architecture, plan, platform, copies) : std::nullopt;
  if (!generated)
    return tl::unexpected(Problems{
        {Severity::error, "no-handler", "", 0, 0, plan.component->id + ".runtime", whyNoHandler(runtime, platform),
         "choose nodejs22, python3.12 or, where the platform has it, java21, dotnet8 or go, or another version of them"}});

  std::vector<ManifestFile> files = std::move(*generated);
  for (auto& file : platform.entryFiles(*language, architecture, plan)) files.push_back(std::move(file));
  for (auto& copy : platform.copies(*language, plan)) copies.push_back(std::move(copy));
  for (auto& copy : sharedCopies(*language, architecture, plan)) copies.push_back(std::move(copy));
  for (const auto& [resource, path] : copies) {
    const auto same = [&copied = path](const ManifestFile& file) { return file.path == copied; };
    if (std::any_of(files.begin(), files.end(), same)) continue;  // a class that several use
    auto text = textOf(resource, *language, platform);
    if (!text) return tl::unexpected(text.error());
    files.push_back({path, std::move(*text)});
  }
  for (ManifestFile& file : files) file.path = platform.folderOf(plan.component->id) + file.path;
  return files;
}

}  // namespace virga::model
