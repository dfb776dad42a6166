#include "model/manifest/pipeline/pipeline_plan.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "model/manifest/azure/azure_lowering.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/manifest.h"
#include "model/manifest/pipeline/delivery.h"
#include "model/manifest/slug.h"

namespace virga::model {

namespace {

bool isAlnum(char c) { return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0; }

// A name for a stack and a file: letters, digits and hyphens, a letter first.
std::string stackOf(const std::string& text) {
  const std::string name = slug(text, 40);
  if (name.empty()) return "application";
  return std::isalpha(static_cast<unsigned char>(name[0])) != 0 ? name : "stack-" + name;
}

bool isHarmless(const std::string& text) {
  return !text.empty() && text[0] != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return isAlnum(c) || std::string_view(" ._-").find(c) != std::string_view::npos;
  });
}

// The first scenario in which nothing is made to fail: its run must keep the budgets.
const Scenario* budgetScenario(const Architecture& architecture, Problems& notes) {
  for (const Scenario& scenario : architecture.scenarios) {
    if (!scenario.faults.empty()) continue;
    if (isHarmless(scenario.name)) return &scenario;
    notes.push_back({Severity::warning, "scenario-left-out", "", 0, 0, "scenarios",
                     "a scenario's name has characters that mean something in scripts: its budgets aren't checked",
                     "name it with letters, digits, blanks, points and hyphens"});
  }
  return nullptr;
}

// Functions that a client's requests reach through an API: the run of a scenario observes them.
std::set<ComponentId> answering(const Architecture& architecture) {
  std::set<ComponentId> functions;
  for (const Component& client : architecture.components) {
    const auto* sender = std::get_if<Client>(&client.kind);
    if (!sender) continue;
    for (const Flow& flow : sender->sends) {
      const Component* to = architecture.find(flow.to.id);
      const auto* api = to ? std::get_if<HttpApi>(&to->kind) : nullptr;
      if (!api) continue;
      for (const Route& route : api->routes)
        if (route.route == flow.route) functions.insert(route.to.id);
    }
  }
  return functions;
}

std::string checkScript(const Architecture& architecture, const PipelinePlan& plan, Problems& notes) {
  const std::string project = fmt::format("'{}' --provider {}", plan.project, plan.provider);
  std::string script = "PATH=\"$PATH:$HOME/.cache/virga/build/core/app/cli\"\n";
  script += fmt::format("virga check {}\n", project);
  const Scenario* scenario = budgetScenario(architecture, notes);
  std::string budgets;
  const auto functions = answering(architecture);
  for (const Component& component : architecture.components)
    if (const auto* function = std::get_if<Function>(&component.kind);
        function && functions.contains(component.id) && isHarmless(component.id))
      budgets +=
          fmt::format(" \\\n  --expect '{}.duration.p99 < {} ms'", component.id, function->timeout.nanoseconds / 1'000'000);
  if (!scenario || budgets.empty()) {
    notes.push_back({Severity::info, "no-budget", "", 0, 0, "scenarios",
                     "no scenario without faults sends requests to a function: the pipeline simulates nothing",
                     "add a scenario, or expectations to the pipeline"});
    return script;
  }
  return script + fmt::format("virga simulate {} --scenario '{}'{}\n", project, scenario->name, budgets);
}

Architecture asDrawn(const Architecture& architecture) { return architecture; }

Architecture asOnAzure(const Architecture& architecture) {
  Problems known;  // the export tells them
  return loweredForAzure(architecture, known).design;
}

struct Delivery {
  std::string_view provider, format;
  void (*deliver)(const DeliveryInput&, PipelinePlan&);
  Architecture (*deployed)(const Architecture&) = asDrawn;  // with the functions that the export adds
};

constexpr Delivery kDeliveries[] = {
    {"aws", "sam", deliverSam},
    {"azure", "functions-core-tools", deliverAzure, asOnAzure},
    {"gcp", "terraform", deliverGoogle},
    {"oci", "fn", deliverOci},
    {"custom", "knative", deliverKnative},
};

// The folder of the export in which a function's code lies: "src/checkout".
std::string folderOf(const Manifest& deployment, const ComponentId& function) {
  for (const ManifestFile& file : deployment.files) {
    const auto first = file.path.find('/');
    if (first == std::string::npos) continue;
    const auto second = file.path.find('/', first + 1);
    if (second != std::string::npos && file.path.substr(first + 1, second - first - 1) == function)
      return file.path.substr(0, second);
  }
  return "";
}

// The functions with their code. Their names stand in scripts.
std::vector<PipelineFunction> functionsOf(const Architecture& architecture, const Manifest& deployment, Problems& problems) {
  std::vector<PipelineFunction> functions;
  for (const Component& component : architecture.components) {
    const auto* function = std::get_if<Function>(&component.kind);
    if (!function) continue;
    const std::string folder = folderOf(deployment, component.id);
    if (!isHarmless(component.id) || folder.empty())
      problems.push_back({Severity::error, "bad-name", "", 0, 0, component.id,
                          "the function's name can't stand in the scripts of a pipeline",
                          "name it with letters, digits, points and hyphens"});
    functions.push_back({component.id, folder, function->runtime});
  }
  return functions;
}

bool areHarmless(const PipelineSettings& settings) {
  return std::all_of(settings.begin(), settings.end(), [](const auto& setting) { return isHarmless(setting.second); });
}

std::string requiredNames(const PipelinePlan& plan) {
  std::string names = "VIRGA_REPOSITORY";
  for (const PipelineVariable& variable : plan.variables) names += ", " + variable.name;
  return names;
}

}  // namespace

tl::expected<PipelinePlan, Problems> planPipeline(const Architecture& architecture, const Catalog& catalog) {
  const auto* const delivery = std::find_if(std::begin(kDeliveries), std::end(kDeliveries),
                                            [&](const Delivery& known) { return known.provider == catalog.provider; });
  if (delivery == std::end(kDeliveries))
    return tl::unexpected(
        Problems{{Severity::error, "no-deployment", "", 0, 0, "target.provider",
                  fmt::format("Virga exports no deployment for {} that a pipeline could carry out", catalog.name),
                  "export it with --provider, one of: aws, azure, gcp, oci, custom"}});
  PipelinePlan plan;
  plan.provider = delivery->provider;
  plan.format = delivery->format;
  const auto deployment = exportManifest(plan.format, architecture, catalog);
  if (!deployment) return tl::unexpected(deployment.error());
  Problems problems;
  const DeliveryInput input{architecture, catalog, *deployment,
                            functionsOf(delivery->deployed(architecture), *deployment, problems)};
  if (hasErrors(problems)) return tl::unexpected(problems);

  plan.stack = stackOf(architecture.name);
  plan.project = plan.stack + ".virga.yaml";
  plan.folder = "deploy";
  plan.installVirga =
      "if command -v virga || test -x \"$HOME/.cache/virga/build/core/app/cli/virga\"; then exit 0; fi\n"
      ": \"${VIRGA_REPOSITORY:?set VIRGA_REPOSITORY to the address of Virga for git}\"\n"
      "rm -rf \"$HOME/.cache/virga\"\n"
      "git clone --depth 1 --branch \"${VIRGA_REF:-main}\" -- \"$VIRGA_REPOSITORY\" \"$HOME/.cache/virga\"\n"
      "cd \"$HOME/.cache/virga\"\n"
      ". ./app/setup.sh\n"
      "need_packages\n"
      "build core virga\n";
  plan.checkDesign = checkScript(architecture, plan, plan.notes);
  std::set<std::string> dotnet;
  for (const PipelineFunction& function : input.functions) {
    plan.testCode += fmt::format("(cd '{}' && {})\n", function.folder, testCommand(function.runtime));
    if (isCsharp(function.runtime)) dotnet.insert(csharpTarget(function.runtime).substr(3));
    plan.go |= function.runtime == "go";
    if (function.runtime.rfind("java", 0) == 0) plan.javaVersion = std::max(plan.javaVersion, function.runtime.substr(4));
  }
  plan.dotnetVersions.assign(dotnet.begin(), dotnet.end());
  delivery->deliver(input, plan);
  if (!areHarmless(plan.settings) || !areHarmless(plan.staging) || !areHarmless(plan.production))
    return tl::unexpected(
        Problems{{Severity::error, "bad-region", "", 0, 0, "target.region",
                  fmt::format("'{}' is no region", architecture.target.region), "choose one of the provider's"}});

  plan.notes.push_back({Severity::info, "pipeline-layout", "", 0, 0, "",
                        fmt::format("the pipeline expects the project as {} and its export {} in {}/", plan.project,
                                    plan.format, plan.folder),
                        fmt::format("export it with --format {} --provider {} --output {}, or change the pipeline",
                                    plan.format, plan.provider, plan.folder)});
  plan.notes.push_back({Severity::warning, "pipeline-settings", "", 0, 0, "",
                        "the CI system must be told " + requiredNames(plan),
                        "set them as the head of the pipeline says; none of them is a secret"});
  for (const std::string& remark : plan.remarks)
    plan.notes.push_back({Severity::info, "pipeline-identity", "", 0, 0, "", remark, ""});
  return plan;
}

}  // namespace virga::model
