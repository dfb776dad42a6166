#include "model/manifest/pipeline/pipeline_plan.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "model/manifest/api/input_schema.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/manifest.h"

namespace virga::model {

namespace {

bool isAlnum(char c) { return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0; }

// A name for a stack and a file: letters, digits and hyphens, a letter first.
std::string slugOf(const std::string& text) {
  std::string name;
  for (const char c : text) {
    if (isAlnum(c))
      name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  name = name.substr(0, 40);
  while (!name.empty() && name.back() == '-') name.pop_back();
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

std::string checkScript(const Architecture& architecture, const std::string& project, Problems& notes) {
  std::string script = "PATH=\"$PATH:$HOME/.cache/virga/build/core/app/cli\"\n";
  script += fmt::format("virga check '{}'\n", project);
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
  return script + fmt::format("virga simulate '{}' --scenario '{}'{}\n", project, scenario->name, budgets);
}

}  // namespace

tl::expected<PipelinePlan, Problems> planPipeline(const Architecture& architecture, const Catalog& catalog) {
  if (catalog.provider != "aws")
    return tl::unexpected(
        Problems{{Severity::error, "no-deployment", "", 0, 0, "target.provider",
                  fmt::format("Virga exports no deployment for {} that a pipeline could carry out", catalog.name),
                  "export it with --provider aws"}});
  const auto deployment = exportManifest("sam", architecture, catalog);
  if (!deployment) return tl::unexpected(deployment.error());

  PipelinePlan plan;
  plan.stack = slugOf(architecture.name);
  plan.region = regionOf(architecture, catalog);
  if (!isHarmless(plan.region))
    return tl::unexpected(Problems{{Severity::error, "bad-region", "", 0, 0, "target.region",
                                    fmt::format("'{}' is no region", plan.region), "choose one of the provider's"}});
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
  plan.checkDesign = checkScript(architecture, plan.project, plan.notes);
  plan.testCode = "sam validate --lint --template-file template.yaml\n";
  for (const Component& component : architecture.components)
    if (const auto* function = std::get_if<Function>(&component.kind); function && isHarmless(component.id))
      plan.testCode += fmt::format("(cd 'src/{}' && {})\n", component.id, testCommand(function->runtime));
  for (const Component& component : architecture.components)
    if (const auto* function = std::get_if<Function>(&component.kind); function && function->runtime.rfind("java", 0) == 0)
      plan.javaVersion = std::max(plan.javaVersion, function->runtime.substr(4));
  // In containers: there each function finds the very version of its language.
  plan.build = "sam build --use-container\n";
  // Several parameters are several words.
  plan.deploy =
      "sam deploy --stack-name \"$STACK_NAME\" --region \"$AWS_REGION\" --no-confirm-changeset "
      "--no-fail-on-empty-changeset \\\n  ${SAM_PARAMETERS:+--parameter-overrides $SAM_PARAMETERS}\n";

  plan.notes.push_back(
      {Severity::info, "pipeline-layout", "", 0, 0, "",
       fmt::format("the pipeline expects the project as {} and its SAM export in {}/", plan.project, plan.folder),
       "rename them, or change the pipeline"});
  plan.notes.push_back({Severity::warning, "pipeline-settings", "", 0, 0, "",
                        "the CI system must be told VIRGA_REPOSITORY, AWS_ROLE_ARN of a role that trusts its identity, and "
                        "SAM_PARAMETERS where the template asks for parameters without default",
                        "set them as the head of the pipeline says; none of them is a secret"});
  return plan;
}

}  // namespace virga::model
