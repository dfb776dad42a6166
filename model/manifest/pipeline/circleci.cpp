#include <fmt/format.h>

#include "model/manifest/pipeline/delivery.h"
#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"
#include "model/manifest/plain_yaml.h"

namespace virga::model {

namespace {

using Json = nlohmann::ordered_json;
using Scope = PipelineVariable::Scope;

// (Machine images with a date don't change: circleci.com/docs/guides/execution-managed/linux-virtual-machines, 2026.)
constexpr const char* kMachine = "ubuntu-2404:2026.05.1";

// The token is CircleCI's, its audience the organization's id.
constexpr const char* kToken =
    "IDENTITY_FILE=\"$SIGN_IN/identity\"\n"
    "printf '%s' \"$CIRCLE_OIDC_TOKEN_V2\" > \"$IDENTITY_FILE\"\n";

// Versions of 2026-10, from the Python Package Index.
std::string fromPython(const char* package) {
  return fmt::format(
      "python3 -m venv \"$HOME/tools\"\n\"$HOME/tools/bin/pip\" install --quiet '{}'\n"
      "echo 'export PATH=\"$HOME/tools/bin:$PATH\"' >> \"$BASH_ENV\"\n",
      package);
}

std::string installOf(PipelineTool tool) {
  switch (tool) {
    case PipelineTool::sam: return fromPython("aws-sam-cli==1.170.0");
    case PipelineTool::azureCli: return fromPython("azure-cli==2.91.0");
    case PipelineTool::terraform:
      return fmt::format(
          "mkdir -p \"$HOME/terraform\"\ncd \"$HOME/terraform\"\n"
          "for FILE in terraform_{0}_linux_amd64.zip terraform_{0}_SHA256SUMS; do\n"
          "  curl --fail --silent --show-error --remote-name \"https://releases.hashicorp.com/terraform/{0}/$FILE\"\n"
          "done\n"
          "sha256sum --check --ignore-missing terraform_{0}_SHA256SUMS\nunzip -q -o terraform_{0}_linux_amd64.zip\n"
          "echo 'export PATH=\"$HOME/terraform:$PATH\"' >> \"$BASH_ENV\"\n",
          kPipelineTerraform);
    case PipelineTool::kubectl:
      return "mkdir -p \"$HOME/kubectl\"\ncd \"$HOME/kubectl\"\n"
             "for FILE in kubectl kubectl.sha256; do\n"
             "  curl --fail --silent --show-error --location --remote-name "
             "\"https://dl.k8s.io/release/v1.34.0/bin/linux/amd64/$FILE\"\n"
             "done\n"
             "echo \"$(cat kubectl.sha256)  kubectl\" | sha256sum --check\nchmod +x kubectl\n"
             "echo 'export PATH=\"$HOME/kubectl:$PATH\"' >> \"$BASH_ENV\"\n";
    case PipelineTool::docker:
    case PipelineTool::ociCli:
    case PipelineTool::fn: break;  // of the machine
  }
  return "";
}

// From Ubuntu's own packages. (learn.microsoft.com/dotnet/core/install/linux-ubuntu-install, 2026.)
std::string installDotnet(const PipelinePlan& plan) {
  std::string packages;
  for (const std::string& version : plan.dotnetVersions) packages += " dotnet-sdk-" + version;
  return "sudo apt-get update --quiet\nsudo apt-get install --yes --no-install-recommends" + packages + "\n";
}

// (go.dev/doc/install, 2026; since 1.21 the first release of each line ends with .0.)
std::string installGo() {
  return fmt::format(
      "mkdir -p \"$HOME/golang\"\ncd \"$HOME/golang\"\nARCHIVE=go{}.0.linux-amd64.tar.gz\n"
      "for FILE in \"$ARCHIVE\" \"$ARCHIVE.sha256\"; do\n"
      "  curl --fail --silent --show-error --location --remote-name \"https://dl.google.com/go/$FILE\"\n"
      "done\n"
      "echo \"$(cat \"$ARCHIVE.sha256\")  $ARCHIVE\" | sha256sum --check\ntar -xzf \"$ARCHIVE\"\n"
      "echo 'export PATH=\"$HOME/golang/go/bin:$PATH\"' >> \"$BASH_ENV\"\n",
      kPipelineGo);
}

Json runs(const std::string& name, const std::string& script, const std::string& folder = {}) {
  Json run = Json::object();
  run["name"] = name;
  if (!folder.empty()) run["working_directory"] = folder;
  run["no_output_timeout"] = "30m";
  run["command"] = script;
  return Json{{"run", run}};
}

// CircleCI has no registry, and its token is none that registries take; and OCI takes none at all.
bool ownRunner(const PipelinePlan& plan) {
  return plan.identity == PipelineIdentity::ociInstance || plan.identity == PipelineIdentity::cluster;
}

constexpr const char* kOwnRunner =
    "CircleCI's token signs in to no registry of images, so the jobs that deploy run on self-hosted runners: write the "
    "resource classes into the parameters below. Their Docker needs a credential helper, unless the cloud's own identity "
    "opens the registry.";

Json job(const PipelinePlan& plan, const PipelineSettings& settings, const std::vector<PipelineTool>& tools) {
  Json result = Json::object();
  result["machine"] = {{"image", kMachine}};
  for (const auto& [name, value] : plan.settings) result["environment"][name] = value;
  for (const auto& [name, value] : settings) result["environment"][name] = value;
  result["steps"] = Json::array({"checkout"});
  if (plan.go && !tools.empty()) result["steps"].push_back(runs("Get Go", installGo()));
  for (const PipelineTool tool : tools)
    if (const std::string script = installOf(tool); !script.empty()) result["steps"].push_back(runs("Get tools", script));
  return result;
}

Json deployJob(const PipelinePlan& plan, PipelineJob of) {
  const bool staging = of == PipelineJob::staging;
  const std::vector<PipelineTool> tools = ownRunner(plan) ? std::vector<PipelineTool>{} : plan.tools;
  Json result = job(plan, staging ? plan.staging : plan.production, tools);
  if (ownRunner(plan)) {
    result["machine"] = true;
    result["resource_class"] = fmt::format("<< pipeline.parameters.runner-{} >>", staging ? "staging" : "production");
  }
  Json& steps = result["steps"];
  steps.push_back(runs("Check the variables", demandVariables(plan, {Scope::project, Scope::environment, Scope::identity})));
  if (builds(plan, of)) {
    if (callsDotnet(plan.build)) steps.push_back(runs("Get .NET", installDotnet(plan)));
    steps.push_back(runs("Build", plan.build, plan.folder));
  }
  if (staging && !plan.publish.empty()) steps.push_back(runs("Publish the images", plan.publish, plan.folder));
  const std::string signedIn = signIn(plan, kToken);
  if (of != PipelineJob::production) steps.push_back(runs("Show what would change", signedIn + plan.plan, plan.folder));
  if (of == PipelineJob::productionPlan && !plan.planned.empty())
    steps.push_back({{"persist_to_workspace", {{"root", plan.folder}, {"paths", Json::array({plan.planned})}}}});
  if (of == PipelineJob::production && !plan.planned.empty()) steps.push_back({{"attach_workspace", {{"at", plan.folder}}}});
  if (of != PipelineJob::productionPlan) steps.push_back(runs("Deploy", signedIn + plan.apply, plan.folder));
  return result;
}

Json onMain(const Json& needs) {
  Json settings = Json::object();
  settings["requires"] = needs;
  settings["filters"]["branches"]["only"] = "main";
  return settings;
}

Json deploys(const PipelinePlan& plan, const std::string& environment, const char* needs) {
  Json settings = onMain(Json::array({needs}));
  settings["context"] = Json::array({plan.provider + "-" + environment});
  settings["serial-group"] = "<< pipeline.project.slug >>/deploy-" + plan.stack;
  return settings;
}

std::string head(const PipelinePlan& plan) {
  std::string project = "VIRGA_REPOSITORY, the address of Virga for git, and VIRGA_REF if it isn't main";
  if (const std::string more = variablesText(plan, {Scope::project}); !more.empty()) project += "; " + more;
  std::string text = fmt::format(
      "Variables of the project: {}. The contexts {p}-staging, {p}-production-plan and {p}-production hold: {}. ", project,
      variablesText(plan, {Scope::identity, Scope::environment}), fmt::arg("p", plan.provider));
  if (getsToken(plan))
    text +=
        "Trust CircleCI's OpenID Connect provider (audience: the organization's id) for this project and one context each, "
        "and let the identity of the plan read only what a plan needs. ";
  text += fmt::format("Restrict {0}-production to those who may approve, and all to the branch main.", plan.provider);
  std::string lines = commentLines(text, "# ");
  for (const std::string& remark : plan.remarks) lines += commentLines(remark, "# ");
  if (ownRunner(plan)) lines += commentLines(kOwnRunner, "# ");
  return lines;
}

}  // namespace

tl::expected<Manifest, Problems> exportCircleci(const Architecture& architecture, const Catalog& catalog) {
  const auto plan = planPipeline(architecture, catalog);
  if (!plan) return tl::unexpected(plan.error());
  Json root = Json::object();
  root["version"] = 2.1;
  if (ownRunner(*plan))
    for (const char* environment : {"staging", "production"})
      root["parameters"][std::string("runner-") + environment] = {{"type", "string"},
                                                                  {"default", std::string("namespace/") + environment}};
  Json design = job(*plan, {}, {});
  design["steps"].push_back(runs("Get Virga", plan->installVirga));
  design["steps"].push_back(runs("Check the design and its budgets", plan->checkDesign));
  std::vector<PipelineTool> tools = plan->tools;
  tools.insert(tools.end(), plan->lintTools.begin(), plan->lintTools.end());
  // The Azure CLI checks nothing without an identity.
  std::erase(tools, PipelineTool::azureCli);
  Json code = job(*plan, {}, tools);
  if (callsDotnet(plan->testCode)) code["steps"].push_back(runs("Get .NET", installDotnet(*plan)));
  code["steps"].push_back(runs("Lint and test", plan->testCode, plan->folder));
  if (!plan->build.empty()) code["steps"].push_back(runs("Build", plan->build, plan->folder));
  Json& jobs = root["jobs"];
  jobs["design"] = design;
  jobs["code"] = code;
  jobs["staging"] = deployJob(*plan, PipelineJob::staging);
  jobs["plan"] = deployJob(*plan, PipelineJob::productionPlan);
  jobs["production"] = deployJob(*plan, PipelineJob::production);

  Json staging = deploys(*plan, "staging", "design");
  staging["requires"].push_back("code");
  Json approve = onMain(Json::array({"plan"}));
  approve["type"] = "approval";
  root["workflows"]["deliver"]["jobs"] = Json::array(
      {"design", "code", Json{{"staging", staging}}, Json{{"plan", deploys(*plan, "production-plan", "staging")}},
       Json{{"approve", approve}}, Json{{"production", deploys(*plan, "production", "approve")}}});
  Manifest manifest;
  manifest.files.push_back({".circleci/config.yml", head(*plan) + toYaml(root)});
  manifest.notes = plan->notes;
  if (ownRunner(*plan)) manifest.notes.push_back({Severity::warning, "own-runner", "", 0, 0, "", kOwnRunner, ""});
  return manifest;
}

}  // namespace virga::model
