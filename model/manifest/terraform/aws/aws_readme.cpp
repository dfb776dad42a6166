#include <algorithm>

#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/sam/sam_alarms.h"
#include "model/manifest/sam/sam_texts.h"
#include "model/manifest/terraform/aws/aws_configuration.h"

namespace virga::model::terraform {

namespace {

std::string oneLine(std::string line) {
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '|'; }, ' ');
  return line;
}

std::string buildSteps(const SamContext& sam) {
  std::string steps;
  for (const FunctionPlan& plan : sam.plans) {
    const std::string& runtime = plan.function->runtime;
    if (isCsharp(runtime)) {
      steps +=
          fmt::format("(cd src/{} && {})\n", plan.component->id, csharpPublish(plan.function->architecture, "bin/publish"));
      continue;
    }
    const std::string command =
        runtime == "go"                   ? lambdaGoBuild(goArchitecture(plan.function->architecture), "build/bootstrap")
        : runtime.rfind("python", 0) == 0 ? "pip install --target . --requirement requirements.txt"
        : runtime.rfind("java", 0) == 0   ? "mvn --quiet package dependency:copy-dependencies -DincludeScope=runtime "
                                            "-DoutputDirectory=target/classes/lib"
                                          : "npm install --omit=dev";
    steps += fmt::format("(cd src/{} && {})\n", plan.component->id, command);
  }
  return steps;
}

}  // namespace

std::string awsReadme(const AwsConfiguration& aws, const Problems& notes) {
  const SamContext& sam = aws.sam;
  std::string out = fmt::format("# {}\n\n", oneLine(sam.architecture.name.empty() ? "Deployment" : sam.architecture.name));
  if (!sam.architecture.description.empty()) out += sam.architecture.description + "\n\n";
  out +=
      "The `.tf` files describe the system on AWS for Terraform or OpenTofu; the code of each function lies in `src/`.\n"
      "Limits, sizes, batches, retries and throttles are those of the design.\n\n"
      "## Deploy\n\nYou need Terraform 1.5 or later (or OpenTofu) and credentials for an AWS account. Keep the state in a "
      "backend\nthat encrypts and locks it.\n";
  out += imageSteps(sam) + "\n```sh\n" + buildSteps(sam);
  out +=
      "cp terraform.tfvars.example terraform.tfvars\nterraform init\nterraform plan -out deploy.tfplan\n"
      "terraform apply deploy.tfplan\n```\n\n| variable | meaning | default |\n|---|---|---|\n";
  for (const Variable& variable : aws.project.variables)
    out += fmt::format("| `{}` | {} | {} |\n", variable.name, oneLine(variable.description),
                       variable.fallback ? oneLine(toHcl(*variable.fallback)) : "–");
  if (!sam.secrets.empty()) {
    out += "\nPut the tokens and other values into their secrets afterwards; until then what reads them fails:\n\n```sh\n";
    for (const auto& [id, secret] : sam.secrets)
      out += fmt::format(
          "aws secretsmanager put-secret-value --secret-id \"$(terraform output -raw {}_arn)\" \\\n"
          "  --secret-string file://{}-secret.txt\n",
          aws.name(secret), id);
    out += "```\n";
  }
  out += "\n## What to know\n\n";
  for (const Problem& note : notes) {
    out += fmt::format("- {}{}.", note.severity == Severity::warning ? "Look at this: " : "", oneLine(note.message));
    if (note.severity == Severity::warning && !note.hint.empty()) out += " To do: " + oneLine(note.hint) + ".";
    out += '\n';
  }
  out +=
      "- Each function has its own role; its policy allows what its steps do, what its queues and streams are polled by, "
      "its\n  log group and traces, and nothing more.\n"
      "- Tables and user pools are protected from deletion, buckets that hold objects are not deleted, databases leave a\n"
      "  final snapshot. ";
  out += notIncluded(aws.sam.architecture) + " are not included.\n";
  return out;
}

}  // namespace virga::model::terraform
