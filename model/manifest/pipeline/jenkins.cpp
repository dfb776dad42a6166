#include <sstream>

#include <fmt/format.h>

#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"

namespace virga::model {

namespace {

using Scope = PipelineVariable::Scope;

const std::string kSteps(8, ' ');

// A shell step. In ''' only the backslash and the quotes mean something to Groovy. The agent's shell echoes no command: some
// hold a token.
std::string shell(const std::string& script, const std::string& indent) {
  std::string text = indent + "sh '''#!/bin/bash\n";
  std::istringstream lines("set -euo pipefail\n" + script);
  for (std::string line; std::getline(lines, line);) {
    std::string escaped;
    for (const char c : line) {
      if (c == '\\' || c == '\'') escaped += '\\';
      escaped += c;
    }
    text += indent + "  " + escaped + "\n";
  }
  return text + indent + "'''\n";
}

std::string inFolder(const PipelinePlan& plan, const std::string& script) {
  return script.empty() ? ""
                        : fmt::format("{0}dir('{1}') {{\n{2}{0}}}\n", kSteps, plan.folder, shell(script, kSteps + "  "));
}

std::string upper(std::string name) {
  for (char& c : name) c = c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

struct DeployStage {
  PipelineJob job;
  const char* title;
  std::string identity;     // "production-plan": whose token and identity it has
  std::string environment;  // "production": whose variables
  const PipelineSettings& settings;
};

std::string environmentOf(const PipelinePlan& plan, const DeployStage& stage) {
  std::string text;
  for (const auto& [name, value] : stage.settings) text += fmt::format("{}{} = '{}'\n", kSteps, name, value);
  for (const PipelineVariable& variable : plan.variables)
    if (variable.scope != Scope::project)
      text += fmt::format("{}{} = \"${{env.{}_{} ?: ''}}\"\n", kSteps, variable.name, variable.name,
                          upper(variable.scope == Scope::identity ? stage.identity : stage.environment));
  // A file with a fresh token of this build. (plugins.jenkins.io/oidc-provider, 2026.)
  if (getsToken(plan)) text += fmt::format("{}IDENTITY_FILE = credentials('identity-{}')\n", kSteps, stage.identity);
  return text.empty() ? "" : "      environment {\n" + text + "      }\n";
}

// Where an identity is a machine, each environment has its own.
std::string agentOf(const PipelinePlan& plan, const std::string& environment) {
  return plan.identity == PipelineIdentity::ociInstance
             ? fmt::format("      agent {{\n        label '{}'\n      }}\n", environment)
             : "      agent any\n";
}

std::string deployStage(const PipelinePlan& plan, const DeployStage& stage) {
  const bool staging = stage.job == PipelineJob::staging, handsOn = !plan.planned.empty();
  std::string steps = shell(demandVariables(plan, {Scope::project, Scope::environment, Scope::identity}), kSteps);
  if (builds(plan, stage.job)) steps += inFolder(plan, plan.build);
  if (staging) steps += inFolder(plan, plan.publish);
  const std::string file = plan.folder + "/" + plan.planned;
  if (stage.job != PipelineJob::production) steps += inFolder(plan, signIn(plan, "") + plan.plan);
  if (stage.job == PipelineJob::productionPlan && handsOn)
    steps += fmt::format("{}stash name: 'plan', includes: '{}'\n", kSteps, file);
  if (stage.job == PipelineJob::production && handsOn) steps += kSteps + "unstash 'plan'\n";
  if (stage.job != PipelineJob::productionPlan) steps += inFolder(plan, signIn(plan, "") + plan.apply);
  return fmt::format(
      "    stage('{}') {{\n"
      "      when {{\n        beforeAgent true\n        branch 'main'\n      }}\n{}"
      "      options {{\n        timeout(time: 1, unit: 'HOURS')\n      }}\n{}"
      "      steps {{\n{}      }}\n    }}\n",
      stage.title, agentOf(plan, stage.environment), environmentOf(plan, stage), steps);
}

std::string toolsText(const PipelinePlan& plan) {
  std::string text = "git, zip, Node.js, Python 3";
  std::vector<PipelineTool> tools = plan.tools;
  tools.insert(tools.end(), plan.lintTools.begin(), plan.lintTools.end());
  for (const PipelineTool tool : tools) switch (tool) {
      case PipelineTool::sam: text += ", the AWS SAM CLI"; break;
      case PipelineTool::azureCli: text += ", the Azure CLI"; break;
      case PipelineTool::terraform: text += ", Terraform"; break;
      case PipelineTool::ociCli: text += ", the OCI CLI"; break;
      case PipelineTool::fn: text += ", the Fn CLI"; break;
      case PipelineTool::kubectl: text += ", kubectl"; break;
      case PipelineTool::docker: text += ", Docker"; break;
    }
  for (const std::string& version : plan.dotnetVersions) text += ", the .NET SDK " + version;
  if (plan.go) text += ", Go 1.24 or later";
  return plan.javaVersion.empty() ? text : text + ", a JDK " + plan.javaVersion + " and Maven";
}

std::string head(const PipelinePlan& plan) {
  const bool token = getsToken(plan);
  std::string project = "VIRGA_REPOSITORY, the address of Virga for git, and VIRGA_REF if it isn't main";
  if (const std::string more = variablesText(plan, {Scope::project}); !more.empty()) project += "; " + more;
  std::string text = fmt::format(
      "A multibranch pipeline. Needs the plugin Pipeline{}, and agents with {}. Variables of the folder: {}; APPROVERS "
      "(optional): who may approve, parted by commas. With _STAGING and with _PRODUCTION behind the name: {}. ",
      token ? " and OpenID Connect Provider" : "", toolsText(plan), project,
      variablesText(plan, {Scope::environment, Scope::identity}));
  if (const std::string own = variablesText(plan, {Scope::identity}); !own.empty())
    text += "What belongs to an identity is also there with _PRODUCTION_PLAN, of one that reads only what a plan needs. ";
  if (token)
    text +=
        "The credentials identity-staging, identity-production-plan and identity-production are of the kind \"OpenID "
        "Connect "
        "id token as file\", each with an audience of its own; trust them for the job of the branch main. ";
  if (plan.identity == PipelineIdentity::cluster)
    text += "The agents' Docker needs a credential helper for the registry: a token of Jenkins signs in to none. ";
  if (plan.identity == PipelineIdentity::ociInstance) text += "Agents with the labels staging and production deploy. ";
  std::string lines = commentLines(text, "// ");
  for (const std::string& remark : plan.remarks) lines += commentLines(remark, "// ");
  return lines;
}

}  // namespace

tl::expected<Manifest, Problems> exportJenkins(const Architecture& architecture, const Catalog& catalog) {
  const auto plan = planPipeline(architecture, catalog);
  if (!plan) return tl::unexpected(plan.error());
  std::string text = head(*plan);
  text +=
      "pipeline {\n  agent none\n  options {\n    disableConcurrentBuilds()\n    timeout(time: 24, unit: 'HOURS')\n  }\n";
  if (!plan->settings.empty()) {
    text += "  environment {\n";
    for (const auto& [name, value] : plan->settings) text += fmt::format("    {} = '{}'\n", name, value);
    text += "  }\n";
  }
  text += "  stages {\n";
  text += "    stage('Check the design and its budgets') {\n      agent any\n      steps {\n" +
          shell(plan->installVirga, kSteps) + shell(plan->checkDesign, kSteps) + "      }\n    }\n";
  text += "    stage('Test and build the code') {\n      agent any\n      steps {\n" + inFolder(*plan, plan->testCode) +
          inFolder(*plan, plan->build) + "      }\n    }\n";
  text += deployStage(*plan, {PipelineJob::staging, "Deploy to staging", "staging", "staging", plan->staging});
  text += deployStage(*plan, {PipelineJob::productionPlan, "Show what would change in production", "production-plan",
                              "production", plan->production});
  text +=
      "    stage('Approve') {\n      when {\n        branch 'main'\n      }\n      steps {\n"
      "        input message: 'Deploy to production?', ok: 'Deploy', submitter: \"${env.APPROVERS ?: ''}\"\n"
      "      }\n    }\n";
  text +=
      deployStage(*plan, {PipelineJob::production, "Deploy to production", "production", "production", plan->production});
  text += "  }\n}\n";
  Manifest manifest;
  manifest.files.push_back({"Jenkinsfile", text});
  manifest.notes = plan->notes;
  return manifest;
}

}  // namespace virga::model
