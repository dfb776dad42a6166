#include "model/manifest/handlers/azure/azure_handlers.h"

#include <algorithm>
#include <utility>

#include "model/manifest/handlers/http/http_functions.h"

namespace virga::model {

std::string azureSqlOf(Access access) {
  switch (access) {
    case Access::write:
      return "UPDATE items SET item = @item WHERE id = @id; IF @@ROWCOUNT = 0 INSERT INTO items (id, item) VALUES (@id, "
             "@item)";
    case Access::query: return "SELECT TOP 100 item FROM items WHERE id LIKE @id + '%' ORDER BY id";
    case Access::remove: return "DELETE FROM items WHERE id = @id";
    default: return "SELECT item FROM items WHERE id = @id";
  }
}

std::vector<std::string> azureHelpers(const AzurePlan& plan, const AzureFunction& function) {
  const FunctionPlan& of = *function.plan;
  const auto uses = [&](const auto& test) { return std::any_of(of.uses.begin(), of.uses.end(), test); };
  std::vector<std::string> names;
  if (!of.consumers.empty() || function.started || function.told || !of.sockets.empty() || !function.streams.empty())
    names.emplace_back("events");
  if (std::any_of(function.timers.begin(), function.timers.end(), [](const AzureTimer& t) { return !t.zone.empty(); }))
    names.emplace_back("clock");
  if (std::any_of(function.streams.begin(), function.streams.end(),
                  [](const AzureStreamUse& s) { return bool(s.onFailure); }))
    names.emplace_back("given_up");
  if (uses([&](const Use& use) {
        return use.access == Access::invoke && findKind<Function>(*plan.architecture, use.target);
      }))
    names.emplace_back("functions");
  if (uses([&](const Use& use) { return findKind<Cache>(*plan.architecture, use.target) != nullptr; }))
    names.emplace_back("caches");
  return names;
}

bool AzureHandlers::readsSecrets() const {
  return std::any_of(function_.plan->uses.begin(), function_.plan->uses.end(), [&](const Use& use) {
    return findKind<External>(*azure_.architecture, use.target) || findKind<SecretStore>(*azure_.architecture, use.target);
  });
}

std::vector<HandlerCopy> AzureHandlers::helperCopies(Language language) const {
  const bool nodejs = language == Language::nodejs;
  const std::string ending = nodejs ? ".mjs" : ".py";
  std::vector<HandlerCopy> copies;
  for (const std::string& helper : azureHelpers(azure_, function_)) {
    copies.push_back({helper + ending, helper + ending});
    if (helper == "events" || helper == "clock")
      copies.push_back(nodejs ? HandlerCopy{helper + ".test.mjs", "test/" + helper + ".test.mjs"}
                              : HandlerCopy{"test_" + helper + ".py", "tests/test_" + helper + ".py"});
    // The key that lets callers in is a secret.
    if (helper == "functions" && !readsSecrets())
      copies.push_back(nodejs ? HandlerCopy{"secrets.mjs", "secrets.mjs"}
                              : HandlerCopy{"secret_values.py", "secret_values.py"});
  }
  return copies;
}

std::vector<HandlerCopy> AzureHandlers::csharpCopies(const FunctionPlan& plan) const {
  std::vector<HandlerCopy> copies = {{"Program.cs", csharpCloudPath("Program")},
                                     {plan.batches() ? "HandlerBatch.cs" : "HandlerRequest.cs", csharpPath("Handler")},
                                     {"Answer.cs", csharpPath("Answer")},
                                     {"HttpInput.cs", csharpPath("HttpInput")},
                                     {"Events.cs", csharpPath("Events")},
                                     {"EventsTests.cs", csharpTestPath("EventsTests")}};
  // The key that lets callers in is a secret.
  const auto helpers = azureHelpers(azure_, function_);
  if (std::find(helpers.begin(), helpers.end(), "functions") != helpers.end() && !readsSecrets())
    copies.push_back({"Secrets.cs", csharpCloudPath("Secrets")});
  return copies;
}

std::vector<HandlerCopy> AzureHandlers::copies(Language language, const FunctionPlan& plan) const {
  if (language == Language::csharp) return csharpCopies(plan);
  auto copies = httpFunctionCopies(language, plan);
  if (language == Language::java) {
    copies.push_back({"Events.java", javaPath("Events")});
    copies.push_back({"EventsTest.java", javaTestPath("EventsTest")});
    return copies;
  }
  if (function_.http)
    copies.push_back(language == Language::nodejs ? HandlerCopy{"requests.mjs", "requests.mjs"}
                                                  : HandlerCopy{"requests_http.py", "requests_http.py"});
  for (HandlerCopy& copy : helperCopies(language)) copies.push_back(std::move(copy));
  return copies;
}

std::vector<ManifestFile> AzureHandlers::entryFiles(Language language, const Architecture&, const FunctionPlan& plan) const {
  if (language == Language::csharp)
    return {{csharpCloudPath("Functions"), azureCsharpEntry(azure_, function_)},
            {csharpPath("Routes"), azureCsharpRoutes(plan)},
            {csharpTestPath("HandlerTests"), azureCsharpTest(plan)}};
  auto files = httpFunctionFiles(language, plan);
  switch (language) {
    case Language::nodejs: files.push_back({"app.mjs", azureNodejsEntry(azure_, function_)}); break;
    case Language::python: files.push_back({"function_app.py", azurePythonEntry(azure_, function_)}); break;
    case Language::java: files.push_back({javaPath("App"), azureJavaEntry(azure_, function_)}); break;
    case Language::csharp:
    case Language::go: break;  // above
  }
  return files;
}

}  // namespace virga::model
