#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kHead =
    "# Variables of the project: VIRGA_REPOSITORY, and VIRGA_REF if it isn't main. The contexts aws-staging and\n"
    "# aws-production hold AWS_ROLE_ARN, a role that trusts CircleCI's OpenID Connect provider for this project, and\n"
    "# SAM_PARAMETERS (Key=Value Key=Value). Restrict aws-production to those who may approve.\n";

// The token stays in a file that ends with the machine; the SDK changes it for keys of an hour.
constexpr const char* kIdentity =
    "umask 077\n"
    "printf '%s' \"$CIRCLE_OIDC_TOKEN_V2\" > \"$HOME/identity\"\n"
    "export AWS_WEB_IDENTITY_TOKEN_FILE=\"$HOME/identity\" AWS_ROLE_SESSION_NAME=\"circleci-$CIRCLE_BUILD_NUM\"\n";

constexpr const char* kInstallSam =
    "python3 -m venv \"$HOME/sam\"\n"
    "\"$HOME/sam/bin/pip\" install --quiet 'aws-sam-cli>=1.120,<2'\n"
    "echo 'export PATH=\"$HOME/sam/bin:$PATH\"' >> \"$BASH_ENV\"\n";

Json runs(const std::string& name, const std::string& script, const std::string& folder = {}) {
  Json run = Json::object();
  run["name"] = name;
  if (!folder.empty()) run["working_directory"] = folder;
  run["command"] = script;
  return Json{{"run", run}};
}

Json job(const PipelinePlan& plan, const Json& steps) {
  Json result = Json::object();
  result["machine"] = {{"image", "ubuntu-2404:current"}};
  result["environment"] = {{"AWS_REGION", plan.region}};
  result["steps"] = steps;
  return result;
}

Json deployJob(const PipelinePlan& plan, const std::string& stack) {
  Json result = job(plan, Json::array({"checkout", runs("Get SAM", kInstallSam), runs("Build", plan.build, plan.folder),
                                       runs("Deploy", kIdentity + plan.deploy, plan.folder)}));
  result["environment"]["STACK_NAME"] = stack;
  return result;
}

Json onMain(const Json& needs) {
  Json settings = Json::object();
  settings["requires"] = needs;
  settings["filters"]["branches"]["only"] = "main";
  return settings;
}

}  // namespace

tl::expected<Manifest, Problems> exportCircleci(const Architecture& architecture, const Catalog& catalog) {
  const auto plan = planPipeline(architecture, catalog);
  if (!plan) return tl::unexpected(plan.error());
  Json root = Json::object();
  root["version"] = 2.1;
  root["jobs"]["design"] = job(*plan, Json::array({"checkout", runs("Get Virga", plan->installVirga),
                                                   runs("Check the design and its budgets", plan->checkDesign)}));
  root["jobs"]["code"] =
      job(*plan, Json::array({"checkout", runs("Get SAM", kInstallSam), runs("Lint and test", plan->testCode, plan->folder),
                              runs("Build", plan->build, plan->folder)}));
  root["jobs"]["staging"] = deployJob(*plan, plan->stack + "-staging");
  root["jobs"]["production"] = deployJob(*plan, plan->stack);

  Json staging = onMain(Json::array({"design", "code"}));
  staging["context"] = Json::array({"aws-staging"});
  Json approve = onMain(Json::array({"staging"}));
  approve["type"] = "approval";
  Json production = onMain(Json::array({"approve"}));
  production["context"] = Json::array({"aws-production"});
  root["workflows"]["deliver"]["jobs"] = Json::array(
      {"design", "code", Json{{"staging", staging}}, Json{{"approve", approve}}, Json{{"production", production}}});
  Manifest manifest;
  manifest.files.push_back({".circleci/config.yml", kHead + toYaml(root)});
  manifest.notes = plan->notes;
  return manifest;
}

}  // namespace virga::model
