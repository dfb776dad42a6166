#include "model/manifest/handlers/handlers.h"

#include <algorithm>
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

}  // namespace

std::string sqlOf(Access access) {
  switch (access) {
    case Access::write:
      return "INSERT INTO items (id, item) VALUES (:id, :item) ON CONFLICT (id) DO UPDATE SET item = EXCLUDED.item";
    case Access::query: return "SELECT item FROM items WHERE id LIKE :id || '%' ORDER BY id LIMIT 100";
    case Access::remove: return "DELETE FROM items WHERE id = :id";
    default: return "SELECT item FROM items WHERE id = :id";
  }
}

std::string sampleInput(const FunctionPlan& plan) {
  nlohmann::ordered_json input = nlohmann::ordered_json::object();
  for (const auto& key : plan.keys) input[key] = "sample-1";
  input["note"] = "sample";
  return input.dump();
}

tl::expected<std::vector<ManifestFile>, Problems> handlerFiles(const Architecture& architecture, const FunctionPlan& plan) {
  const std::string& runtime = plan.function->runtime;
  const bool nodejs = startsWith(runtime, "nodejs");
  const bool python = startsWith(runtime, "python3.");
  if (!nodejs && !python)
    return tl::unexpected(Problems{
        {Severity::error, "no-handler", "", 0, 0, plan.component->id + ".runtime",
         fmt::format("there is no handler for the runtime '{}', and a function without code can't be deployed", runtime),
         "choose nodejs22 or python3.12, or another version of the two"}});

  const bool batch = plan.batches();
  const bool remote = hasRemote(architecture, plan);
  const bool calls =
      hasGuard(plan) || hasStep<MapStep>(plan.function->steps) || (python && hasStep<ParallelStep>(plan.function->steps));
  const std::string end = nodejs ? ".mjs" : ".py";
  std::vector<std::pair<std::string, std::string>> copies;  // resource → file
  const auto copy = [&](const std::string& from, const std::string& to) { copies.emplace_back(from + end, to); };
  copy(nodejs ? "index" : "app", (nodejs ? "index" : "app") + end);
  copy(batch ? "handler_batch" : "handler_request", "handler" + end);
  copy(nodejs ? "http" : "http_api", (nodejs ? "http" : "http_api") + end);
  copy(nodejs ? "input" : "message", (nodejs ? "input" : "message") + end);
  copy("events", "events" + end);
  copy(nodejs ? "events.test" : "test_events", nodejs ? "test/events.test.mjs" : "tests/test_events.py");
  if (batch) copy("batch", "batch" + end);
  if (calls) {
    copy("calls", "calls" + end);
    copy(nodejs ? "calls.test" : "test_calls", nodejs ? "test/calls.test.mjs" : "tests/test_calls.py");
  }
  if (remote) copy("remote", "remote" + end);
  if (readsSecrets(architecture, plan))
    copy(nodejs ? "secrets" : "secret_values", (nodejs ? "secrets" : "secret_values") + end);

  std::vector<ManifestFile> files = nodejs ? nodejsFiles(architecture, plan) : pythonFiles(architecture, plan);
  const auto folder = resourceFolder() / "manifest" / "sam" / (nodejs ? "nodejs" : "python");
  for (const auto& [from, to] : copies) {
    const auto text = readFile(folder / from);
    if (!text)
      return tl::unexpected(Problems{{Severity::error, "resource-missing", (folder / from).string(), 0, 0, "", text.error(),
                                      "reinstall Virga, or set VIRGA_RESOURCES to its resources"}});
    files.push_back({to, *text});
  }
  for (ManifestFile& file : files) file.path = "src/" + plan.component->id + "/" + file.path;
  return files;
}

}  // namespace virga::model
