#include "model/manifest/handlers/handlers.h"

#include <algorithm>
#include <filesystem>
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
    return findKind<External>(architecture, use.target) || findKind<HttpApi>(architecture, use.target);
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

// The platform-free files of a function and the two that every platform has.
std::vector<HandlerCopy> sharedCopies(Language language, const Architecture& architecture, const FunctionPlan& plan) {
  const bool nodejs = language == Language::nodejs;
  const Steps& steps = plan.function->steps;
  const bool calls = hasGuard(plan) || hasStep<MapStep>(steps) || hasStep<WaitForStep>(steps) || hasCatch(steps) ||
                     (!nodejs && hasStep<ParallelStep>(steps));
  std::vector<HandlerCopy> copies;
  const auto module = [&](const std::string& name) {
    const std::string file = name + (nodejs ? ".mjs" : ".py");
    copies.push_back({file, file});
  };
  module(nodejs ? "input" : "message");
  if (!nodejs) module("json_text");
  if (plan.batches()) module("batch");
  if (calls) {
    module("calls");
    module("transient");
    copies.push_back(nodejs ? HandlerCopy{"calls.test.mjs", "test/calls.test.mjs"}
                            : HandlerCopy{"test_calls.py", "tests/test_calls.py"});
  }
  if (hasRemote(architecture, plan)) module("remote");
  if (readsSecrets(architecture, plan)) module(nodejs ? "secrets" : "secret_values");
  return copies;
}

// The platform's own text of a resource, or the common one.
tl::expected<std::string, Problems> textOf(const std::string& resource, Language language, const HandlerPlatform& platform) {
  const auto folder = resourceFolder() / "manifest";
  const char* languageFolder = language == Language::nodejs ? "nodejs" : "python";
  auto path = folder / platform.name() / languageFolder / resource;
  if (!std::filesystem::exists(path)) path = folder / "common" / languageFolder / resource;
  auto text = readFile(path);
  if (!text)
    return tl::unexpected(Problems{{Severity::error, "resource-missing", path.string(), 0, 0, "", text.error(),
                                    "reinstall Virga, or set VIRGA_RESOURCES to its resources"}});
  return std::move(*text);
}

}  // namespace

tl::expected<std::vector<ManifestFile>, Problems> handlerFiles(const Architecture& architecture, const FunctionPlan& plan,
                                                               const HandlerPlatform& platform) {
  const std::string& runtime = plan.function->runtime;
  const bool nodejs = startsWith(runtime, "nodejs");
  const bool python = startsWith(runtime, "python3.");
  if (!nodejs && !python)
    return tl::unexpected(Problems{
        {Severity::error, "no-handler", "", 0, 0, plan.component->id + ".runtime",
         fmt::format("there is no handler for the runtime '{}', and a function without code can't be deployed", runtime),
         "choose nodejs22 or python3.12, or another version of the two"}});

  const Language language = nodejs ? Language::nodejs : Language::python;
  std::vector<ManifestFile> files =
      nodejs ? nodejsFiles(*platform.nodejs(architecture, plan)) : pythonFiles(*platform.python(architecture, plan));
  for (auto& file : platform.entryFiles(language, architecture, plan)) files.push_back(std::move(file));
  auto copies = platform.copies(language, plan);
  for (auto& copy : sharedCopies(language, architecture, plan)) copies.push_back(std::move(copy));
  for (const auto& [resource, path] : copies) {
    auto text = textOf(resource, language, platform);
    if (!text) return tl::unexpected(text.error());
    files.push_back({path, std::move(*text)});
  }
  for (ManifestFile& file : files) file.path = platform.folderOf(plan.component->id) + file.path;
  return files;
}

}  // namespace virga::model
