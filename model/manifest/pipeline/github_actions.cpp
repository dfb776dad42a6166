#include <map>
#include <string>

#include <fmt/format.h>

#include "model/manifest/pipeline/delivery.h"
#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;
using Scope = PipelineVariable::Scope;

constexpr const char* kMachine = "ubuntu-24.04";

// Actions by commit: a tag can be moved. (The tags of each action's repository on GitHub, 2026-11.)
struct Pin {
  const char *version, *commit;
};
const std::map<std::string, Pin>& pins() {
  static const std::map<std::string, Pin> known = {
      {"actions/checkout", {"v6.0.2", "de0fac2e4500dabe0009e67214ff5f5447ce83dd"}},
      {"actions/setup-node", {"v6.4.0", "48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e"}},
      {"actions/setup-python", {"v6.2.0", "a309ff8b426b58ec0e2a45f0f869d46889d02405"}},
      {"actions/setup-go", {"v7.0.0", "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e"}},
      {"actions/setup-java", {"v5.2.0", "be666c2fcd27ec809703dec50e508c2fdc7f6654"}},
      {"actions/setup-dotnet", {"v6.0.0", "a98b56852c35b8e3190ac28c8c2271da59106c68"}},
      {"actions/upload-artifact", {"v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f"}},
      {"actions/download-artifact", {"v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c"}},
      {"aws-actions/setup-sam", {"v3", "89ddb14d60e682855e3fea4be85b3c56485de310"}},
      {"aws-actions/configure-aws-credentials", {"v6.2.3", "e6de054238d6b7531b4efff3b6587d9aade6a06c"}},
      {"azure/login", {"v3.0.1", "f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca"}},
      {"google-github-actions/auth", {"v3.0.0", "7c6bc770dae815cd3e89ee6cdf493a5fab2cc093"}},
      {"hashicorp/setup-terraform", {"v4.0.1", "dfe3c3f87815947d99a8997f908cb6525fc44e9e"}},
  };
  return known;
}

Json uses(const std::string& action, const Json& with) {
  return Json{{"uses", action + "@" + pins().at(action).commit}, {"with", with}};
}

// The version behind each commit, where tools that update actions look for it.
std::string withVersions(std::string text) {
  for (const auto& [action, pin] : pins()) {
    const std::string pinned = fmt::format("'{}@{}'", action, pin.commit);
    const std::string full = fmt::format("{}@{} # {}", action, pin.commit, pin.version);
    for (auto at = text.find(pinned); at != std::string::npos; at = text.find(pinned, at + full.size()))
      text.replace(at, pinned.size(), full);
  }
  return text;
}

std::string variable(const std::string& name) { return "${{ vars." + name + " }}"; }

Json checkout() { return uses("actions/checkout", {{"persist-credentials", false}}); }

Json runs(const std::string& name, const std::string& script) { return Json{{"name", name}, {"run", script}}; }

Json runsIn(const PipelinePlan& plan, const std::string& name, const std::string& script, const Json& environment) {
  Json step = {{"name", name}, {"working-directory", plan.folder}};
  if (!environment.empty()) step["env"] = environment;
  step["run"] = script;
  return step;
}

void addTools(Json& steps, const std::vector<PipelineTool>& tools) {
  for (const PipelineTool tool : tools) {
    if (tool == PipelineTool::sam) steps.push_back(uses("aws-actions/setup-sam", {{"use-installer", true}}));
    if (tool == PipelineTool::terraform)
      steps.push_back(
          uses("hashicorp/setup-terraform", {{"terraform_version", kPipelineTerraform}, {"terraform_wrapper", false}}));
  }
}

void addDotnet(Json& steps, const PipelinePlan& plan, const std::string& script) {
  if (!callsDotnet(script)) return;
  std::string versions;
  for (const std::string& version : plan.dotnetVersions) versions += (versions.empty() ? "" : "\n") + version + ".x";
  steps.push_back(uses("actions/setup-dotnet", {{"dotnet-version", versions}}));
}

void addGo(Json& steps, const PipelinePlan& plan) {
  if (plan.go) steps.push_back(uses("actions/setup-go", {{"go-version", kPipelineGo}, {"cache", false}}));
}

// GitHub's token is asked for just before it is used: it lasts for minutes.
constexpr const char* kToken =
    "IDENTITY_FILE=\"$SIGN_IN/identity\"\n"
    "curl --fail --silent --show-error --header \"Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN\" \\\n"
    "  \"$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$KUBE_AUDIENCE\" |\n"
    "  python3 -c 'import json, sys; print(json.load(sys.stdin)[\"value\"], end=\"\")' > \"$IDENTITY_FILE\"\n";

void addSignIn(Json& steps, const PipelinePlan& plan) {
  switch (plan.identity) {
    case PipelineIdentity::awsRole:
      steps.push_back(uses("aws-actions/configure-aws-credentials",
                           {{"role-to-assume", variable("AWS_ROLE_ARN")}, {"aws-region", "${{ env.AWS_REGION }}"}}));
      break;
    case PipelineIdentity::azureApplication:
      steps.push_back(uses("azure/login", {{"client-id", variable("AZURE_CLIENT_ID")},
                                           {"tenant-id", variable("AZURE_TENANT_ID")},
                                           {"subscription-id", variable("AZURE_SUBSCRIPTION_ID")}}));
      break;
    case PipelineIdentity::googleAccount:
      steps.push_back(
          uses("google-github-actions/auth", {{"workload_identity_provider", variable("WORKLOAD_IDENTITY_PROVIDER")},
                                              {"service_account", variable("SERVICE_ACCOUNT")}}));
      break;
    case PipelineIdentity::ociInstance:
    case PipelineIdentity::cluster: break;  // the machine is someone already; each script signs in for itself
  }
}

struct DeployJob {
  PipelineJob job;
  std::string environment;  // of GitHub
  const PipelineSettings& settings;
  Json needs;
};

Json deployJob(const PipelinePlan& plan, const DeployJob& of) {
  const bool staging = of.job == PipelineJob::staging, plans = of.job != PipelineJob::production;
  const bool ownRunner = plan.identity == PipelineIdentity::ociInstance;
  const bool images = staging && plan.identity == PipelineIdentity::cluster;
  Json environment = Json::object();
  for (const auto& [name, value] : of.settings) environment[name] = value;
  for (const PipelineVariable& told : plan.variables)
    if (told.scope != Scope::identity) environment[told.name] = variable(told.name);

  Json job = Json::object();
  job["needs"] = of.needs;
  job["if"] = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'";
  job["runs-on"] =
      ownRunner ? Json::array({"self-hosted", variable(staging ? "RUNNER_STAGING" : "RUNNER_PRODUCTION")}) : Json(kMachine);
  job["timeout-minutes"] = 60;
  job["environment"] = of.environment;
  job["permissions"] = {{"contents", "read"}};
  if (!ownRunner) job["permissions"]["id-token"] = "write";
  if (images) job["permissions"]["packages"] = "write";
  job["concurrency"] = {{"group", fmt::format("deploy-{}-{}", plan.stack, of.environment)}, {"cancel-in-progress", false}};

  Json steps = Json::array({checkout()});
  if (!ownRunner && builds(plan, of.job)) addGo(steps, plan);
  if (!ownRunner) addTools(steps, plan.tools);
  std::string demand = demandVariables(plan, {Scope::project, Scope::environment});
  Json demanded = environment;
  std::string token;
  if (plan.identity == PipelineIdentity::cluster) {
    environment["KUBE_AUDIENCE"] = demanded["KUBE_AUDIENCE"] = variable("KUBE_AUDIENCE");
    demand += ": \"${KUBE_AUDIENCE:?set KUBE_AUDIENCE}\"\n";
    token = signIn(plan, kToken);
  }
  if (!demand.empty()) steps.push_back(runsIn(plan, "Check the variables", demand, demanded));
  if (builds(plan, of.job)) {
    addDotnet(steps, plan, plan.build);
    steps.push_back(runsIn(plan, "Build", plan.build, {}));
  }
  addSignIn(steps, plan);
  if (staging && !plan.publish.empty()) {
    Json published = environment;
    std::string login;
    if (images) {  // the job's own token, which ends with it
      published["JOB_TOKEN"] = "${{ github.token }}";
      login =
          "printf '%s' \"$JOB_TOKEN\" | docker login --username \"$GITHUB_ACTOR\" --password-stdin \"${REGISTRY%%/*}\"\n";
    }
    steps.push_back(runsIn(plan, "Publish the images", login + plan.publish, published));
  }
  const std::string file = plan.folder + "/" + plan.planned;
  if (plans) steps.push_back(runsIn(plan, "Show what would change", token + plan.plan, environment));
  if (of.job == PipelineJob::productionPlan && !plan.planned.empty())
    steps.push_back(uses("actions/upload-artifact",
                         {{"name", "plan"}, {"path", file}, {"if-no-files-found", "error"}, {"retention-days", 5}}));
  if (of.job == PipelineJob::production && !plan.planned.empty())
    steps.push_back(uses("actions/download-artifact", {{"name", "plan"}, {"path", plan.folder}}));
  if (of.job != PipelineJob::productionPlan) steps.push_back(runsIn(plan, "Deploy", token + plan.apply, environment));
  job["steps"] = steps;
  return job;
}

std::string head(const PipelinePlan& plan) {
  std::string repository = "VIRGA_REPOSITORY, the address of Virga for git, and VIRGA_REF if it isn't main";
  if (const std::string more = variablesText(plan, {Scope::project}); !more.empty()) repository += "; " + more;
  std::string environments = variablesText(plan, {Scope::identity, Scope::environment});
  if (plan.identity == PipelineIdentity::cluster) {
    environments += "; KUBE_AUDIENCE: the audience that the cluster asks of GitHub's tokens";
    repository += " (ghcr.io/OWNER: the images are pushed with the job's own token)";
  }
  if (plan.identity == PipelineIdentity::ociInstance)
    repository += "; RUNNER_STAGING and RUNNER_PRODUCTION: labels of the self-hosted runners that deploy";
  std::string text = fmt::format(
      "Variables of the repository (Settings, Secrets and variables, Actions): {}. Variables of the environments staging, "
      "production-plan and production: {}. ",
      repository, environments);
  if (getsToken(plan))
    text +=
        "Trust GitHub's OpenID Connect provider for this repository and one environment each, and let the identity of "
        "production-plan read only what a plan needs. ";
  text += "Give production its reviewers: they approve each deployment; limit all three to the branch main.";
  std::string lines = commentLines(text, "# ");
  for (const std::string& remark : plan.remarks) lines += commentLines(remark, "# ");
  return lines;
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
  for (const auto& [name, value] : plan->settings) root["env"][name] = value;
  root["defaults"]["run"]["shell"] = "bash";  // which then stops where any part of a pipe fails

  Json design = Json::object();
  design["runs-on"] = kMachine;
  design["timeout-minutes"] = 60;
  Json install = runs("Get Virga", plan->installVirga);
  install["env"] = {{"VIRGA_REPOSITORY", variable("VIRGA_REPOSITORY")}, {"VIRGA_REF", variable("VIRGA_REF")}};
  design["steps"] = Json::array({checkout(), install, runs("Check the design and its budgets", plan->checkDesign)});

  Json code = Json::object();
  code["runs-on"] = kMachine;
  code["timeout-minutes"] = 30;
  code["steps"] = Json::array({checkout(), uses("actions/setup-node", {{"node-version", "22"}}),
                               uses("actions/setup-python", {{"python-version", "3.12"}})});
  if (!plan->javaVersion.empty())
    code["steps"].push_back(uses("actions/setup-java", {{"distribution", "corretto"}, {"java-version", plan->javaVersion}}));
  addDotnet(code["steps"], *plan, plan->testCode);
  addGo(code["steps"], *plan);
  addTools(code["steps"], plan->tools);
  addTools(code["steps"], plan->lintTools);
  code["steps"].push_back(runsIn(*plan, "Lint and test", plan->testCode, {}));
  if (!plan->build.empty()) code["steps"].push_back(runsIn(*plan, "Build", plan->build, {}));

  Json& jobs = root["jobs"];
  jobs["design"] = design;
  jobs["code"] = code;
  jobs["staging"] = deployJob(*plan, {PipelineJob::staging, "staging", plan->staging, Json::array({"design", "code"})});
  jobs["plan"] =
      deployJob(*plan, {PipelineJob::productionPlan, "production-plan", plan->production, Json::array({"staging"})});
  jobs["production"] = deployJob(*plan, {PipelineJob::production, "production", plan->production, Json::array({"plan"})});
  Manifest manifest;
  manifest.files.push_back({".github/workflows/deploy.yml", head(*plan) + withVersions(toYaml(root))});
  manifest.notes = plan->notes;
  return manifest;
}

}  // namespace virga::model
