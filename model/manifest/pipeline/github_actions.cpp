#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kHead =
    "# Variables of the repository (Settings, Secrets and variables, Actions): VIRGA_REPOSITORY, and VIRGA_REF if it isn't\n"
    "# main. Variables of the environments staging and production: AWS_ROLE_ARN, a role that trusts GitHub's OpenID "
    "Connect\n"
    "# provider for this repository and environment, and SAM_PARAMETERS (\"Key=Value Key=Value\"). Give production its\n"
    "# reviewers there: they approve each deployment.\n";

Json checkout() { return Json{{"uses", "actions/checkout@v4"}, {"with", {{"persist-credentials", false}}}}; }

Json uses(const std::string& action, const Json& with) { return Json{{"uses", action}, {"with", with}}; }

Json runs(const std::string& name, const std::string& script) { return Json{{"name", name}, {"run", script}}; }

Json runsIn(const std::string& name, const std::string& script, const std::string& folder) {
  return Json{{"name", name}, {"working-directory", folder}, {"run", script}};
}

Json deployJob(const PipelinePlan& plan, const std::string& environment, const std::string& stack, const Json& needs) {
  Json job = Json::object();
  job["needs"] = needs;
  job["if"] = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'";
  job["runs-on"] = "ubuntu-latest";
  job["timeout-minutes"] = 60;
  job["environment"] = environment;
  job["permissions"] = {{"contents", "read"}, {"id-token", "write"}};
  job["concurrency"] = {{"group", "deploy-" + stack}, {"cancel-in-progress", false}};
  Json deploy = runsIn("Deploy", plan.deploy, plan.folder);
  deploy["env"] = {{"STACK_NAME", stack}, {"SAM_PARAMETERS", "${{ vars.SAM_PARAMETERS }}"}};
  job["steps"] = Json::array({checkout(), uses("aws-actions/setup-sam@v2", {{"use-installer", true}}),
                              runsIn("Build", plan.build, plan.folder),
                              uses("aws-actions/configure-aws-credentials@v4",
                                   {{"role-to-assume", "${{ vars.AWS_ROLE_ARN }}"}, {"aws-region", plan.region}}),
                              deploy});
  return job;
}

}  // namespace

tl::expected<Manifest, Problems> exportGithubActions(const Architecture& architecture, const Catalog& catalog) {
  const auto plan = planPipeline(architecture, catalog);
  if (!plan) return tl::unexpected(plan.error());
  Json root = Json::object();
  root["name"] = "Deploy " + plan->stack;
  root["on"] = {{"push", {{"branches", Json::array({"main"})}}},
                {"pull_request", Json::object()},
                {"workflow_dispatch", Json::object()}};
  root["permissions"] = {{"contents", "read"}};
  root["concurrency"] = {{"group", "${{ github.workflow }}-${{ github.ref }}"},
                         {"cancel-in-progress", "${{ github.event_name == 'pull_request' }}"}};
  root["env"] = {{"AWS_REGION", plan->region}};

  Json design = Json::object();
  design["runs-on"] = "ubuntu-latest";
  design["timeout-minutes"] = 60;
  Json install = runs("Get Virga", plan->installVirga);
  install["env"] = {{"VIRGA_REPOSITORY", "${{ vars.VIRGA_REPOSITORY }}"}, {"VIRGA_REF", "${{ vars.VIRGA_REF }}"}};
  design["steps"] = Json::array({checkout(), install, runs("Check the design and its budgets", plan->checkDesign)});

  Json code = Json::object();
  code["runs-on"] = "ubuntu-latest";
  code["timeout-minutes"] = 30;
  code["steps"] = Json::array({checkout(), uses("actions/setup-node@v4", {{"node-version", "22"}}),
                               uses("actions/setup-python@v5", {{"python-version", "3.12"}})});
  if (!plan->javaVersion.empty())
    code["steps"].push_back(
        uses("actions/setup-java@v4", {{"distribution", "corretto"}, {"java-version", plan->javaVersion}}));
  for (const auto& step :
       {uses("aws-actions/setup-sam@v2", {{"use-installer", true}}), runsIn("Lint and test", plan->testCode, plan->folder),
        runsIn("Build", plan->build, plan->folder)})
    code["steps"].push_back(step);

  root["jobs"]["design"] = design;
  root["jobs"]["code"] = code;
  root["jobs"]["staging"] = deployJob(*plan, "staging", plan->stack + "-staging", Json::array({"design", "code"}));
  root["jobs"]["production"] = deployJob(*plan, "production", plan->stack, Json::array({"staging"}));
  Manifest manifest;
  manifest.files.push_back({".github/workflows/deploy.yml", kHead + toYaml(root)});
  manifest.notes = plan->notes;
  return manifest;
}

}  // namespace virga::model
