#include <sstream>

#include <fmt/format.h>

#include "model/manifest/pipeline/pipeline_export.h"
#include "model/manifest/pipeline/pipeline_plan.h"

namespace virga::model {

namespace {

constexpr const char* kHead =
    "// Needs the plugins Pipeline and OpenID Connect Provider, and agents with git, Docker, Node.js, Python 3, the AWS\n"
    "// SAM CLI and, for functions in Java, a JDK and Maven. Variables of the folder: VIRGA_REPOSITORY, and VIRGA_REF if\n"
    "// it isn't main; AWS_ROLE_ARN_STAGING and AWS_ROLE_ARN_PRODUCTION, roles that trust this Jenkins' identity;\n"
    "// SAM_PARAMETERS (Key=Value Key=Value).\n"
    "// The credentials aws-identity are of the kind \"OpenID Connect id token as file\".\n";

// A shell step. In ''' only the backslash and the quotes mean something to Groovy.
std::string shell(const std::string& script, const std::string& indent) {
  std::string text = indent + "sh '''\n";
  std::istringstream lines("set -eu\n" + script);
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

std::string inFolder(const PipelinePlan& plan, const std::string& script, const std::string& indent) {
  return fmt::format("{0}dir('{1}') {{\n{2}{0}}}\n", indent, plan.folder, shell(script, indent + "  "));
}

std::string deployStage(const PipelinePlan& plan, const std::string& name, const std::string& stack,
                        const std::string& role) {
  const std::string indent(10, ' ');
  return fmt::format(
      "    stage('Deploy to {0}') {{\n"
      "      when {{\n        beforeAgent true\n        branch 'main'\n      }}\n"
      "      agent any\n"
      "      environment {{\n        STACK_NAME = '{1}'\n        AWS_ROLE_ARN = \"${{env.{2} ?: ''}}\"\n"
      "        AWS_ROLE_SESSION_NAME = 'jenkins'\n      }}\n"
      "      steps {{\n{3}"
      "        withCredentials([file(credentialsId: 'aws-identity', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')]) {{\n{4}"
      "        }}\n      }}\n    }}\n",
      name, stack, role, inFolder(plan, plan.build, std::string(8, ' ')), inFolder(plan, plan.deploy, indent));
}

}  // namespace

tl::expected<Manifest, Problems> exportJenkins(const Architecture& architecture, const Catalog& catalog) {
  const auto plan = planPipeline(architecture, catalog);
  if (!plan) return tl::unexpected(plan.error());
  const std::string indent(8, ' ');
  std::string text = kHead;
  text += fmt::format(
      "pipeline {{\n  agent none\n  options {{\n    disableConcurrentBuilds()\n    timeout(time: 24, unit: 'HOURS')\n  }}\n"
      "  environment {{\n    AWS_REGION = '{}'\n  }}\n  stages {{\n",
      plan->region);
  text += "    stage('Check the design and its budgets') {\n      agent any\n      steps {\n" +
          shell(plan->installVirga, indent) + shell(plan->checkDesign, indent) + "      }\n    }\n";
  text += "    stage('Test and build the code') {\n      agent any\n      steps {\n" +
          inFolder(*plan, plan->testCode, indent) + inFolder(*plan, plan->build, indent) + "      }\n    }\n";
  text += deployStage(*plan, "staging", plan->stack + "-staging", "AWS_ROLE_ARN_STAGING");
  text +=
      "    stage('Approve') {\n      when {\n        branch 'main'\n      }\n      steps {\n"
      "        input message: 'Deploy to production?', ok: 'Deploy'\n      }\n    }\n";
  text += deployStage(*plan, "production", plan->stack, "AWS_ROLE_ARN_PRODUCTION");
  text += "  }\n}\n";
  Manifest manifest;
  manifest.files.push_back({"Jenkinsfile", text});
  manifest.notes = plan->notes;
  return manifest;
}

}  // namespace virga::model
