#include "model/manifest/cloudformation/cloudformation_texts.h"

#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/sam/sam_alarms.h"
#include "model/manifest/sam/sam_texts.h"

namespace virga::model {

namespace {

std::string shellFunction(const std::string& runtime) {
  if (runtime == "go") return "build_go";
  if (runtime.rfind("java", 0) == 0) return "build_java";
  if (isCsharp(runtime)) return "build_dotnet";
  return runtime.rfind("python", 0) == 0 ? "build_python" : "build_node";
}

}  // namespace

std::string packageScript(const SamContext& sam) {
  // Lambda takes Java in an archive as classes, with the libraries in lib/ beside them.
  std::string text = R"sh(#!/bin/sh
# Builds the code of each function and puts it into a bucket: package.sh BUCKET PREFIX/
set -eu

if [ $# -ne 2 ]; then
  echo "usage: $0 BUCKET PREFIX/" >&2
  exit 2
fi
bucket=$1
prefix=$2
cd "$(dirname "$0")"
rm -rf build
mkdir build

build_dotnet() {
  (cd "src/$1" && dotnet publish --configuration Release --runtime "$2" --self-contained false --output "../../build/$1")
}

build_java() {
  (cd "src/$1" && mvn --quiet package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/classes/lib)
  cp -R "src/$1/target/classes" "build/$1"
}

build_node() {
  cp -R "src/$1" "build/$1"
  (cd "build/$1" && npm install --omit=dev)
}

build_python() {
  cp -R "src/$1" "build/$1"
  pip install --target "build/$1" --requirement "src/$1/requirements.txt"
}

upload() {
  (cd "build/$1" && zip --quiet --recurse-paths "../$1.zip" .)
  aws s3 cp "build/$1.zip" "s3://$bucket/$prefix$1.zip"
}

)sh";
  std::string calls;
  bool go = false;
  for (const FunctionPlan& plan : sam.plans) {
    const ComponentId& id = plan.component->id;
    const std::string& runtime = plan.function->runtime;
    const CpuArchitecture architecture = plan.function->architecture;
    go |= runtime == "go";
    const std::string platform = runtime == "go"     ? " " + goArchitecture(architecture)
                                 : isCsharp(runtime) ? " " + csharpPlatform(architecture)
                                                     : "";
    calls += fmt::format("{} {}{}\nupload {}\n", shellFunction(runtime), id, platform, id);
  }
  if (go)
    text += "build_go() {\n  (cd \"src/$1\" && " + lambdaGoBuild("\"$2\"", "\"../../build/$1/bootstrap\"") + ")\n}\n\n";
  return text + calls;
}

std::string cloudformationReadme(const SamContext& sam, const Tree& parameters, const Problems& notes) {
  const std::string stack = stackName(sam.architecture);
  std::string text = fmt::format("# {}\n\n", sam.architecture.name.empty() ? stack : sam.architecture.name);
  if (!sam.architecture.description.empty()) text += sam.architecture.description + "\n\n";
  text +=
      "`template.yaml` describes the system for AWS CloudFormation, without macros; the code of each function lies in "
      "`src/`.\nLimits, sizes, batches, retries and throttles are those of the design.\n\n"
      "## Deploy\n\nYou need the AWS CLI, credentials for an AWS account and a bucket in the region of the stack";
  const std::set<std::string> languages = buildLanguages(sam);
  if (!languages.empty()) text += fmt::format("; for building: `zip` and {}", fmt::join(languages, ", "));
  text += ".\n" + imageSteps(sam) + "\nSet `bucket` to the name of the bucket.\n\n```sh\n";
  if (!languages.empty()) text += "release=releases/$(date -u +%Y%m%d%H%M%S)/\n./package.sh \"$bucket\" \"$release\"\n";
  text += fmt::format(
      "aws cloudformation deploy --template-file template.yaml --stack-name {} --s3-bucket \"$bucket\" \\\n"
      "  --capabilities CAPABILITY_IAM",
      stack);
  std::string overrides;
  for (const auto& [name, parameter] : parameters.items()) {
    if (parameter.contains("Default")) continue;
    overrides += name == "CodeBucket"   ? " \\\n    CodeBucket=\"$bucket\""
                 : name == "CodePrefix" ? " \\\n    CodePrefix=\"$release\""
                                        : fmt::format(" \\\n    {}='...'", name);
  }
  if (!overrides.empty()) text += " \\\n  --parameter-overrides" + overrides;
  text += "\n```\n\nThe parameters:\n\n| parameter | meaning | default |\n|---|---|---|\n" + parameterRows(parameters);
  text += afterDeployment(sam.secrets, !sam.userPoolClients.empty(), stack);
  if (!sam.plans.empty() || !sam.services.empty()) {
    text += "\n## Try and test\n\n```sh\n";
    for (const auto* plans : {&sam.plans, &sam.services})
      for (const FunctionPlan& plan : *plans)
        text += fmt::format("(cd src/{} && {})\n", plan.component->id, testCommand(plan.function->runtime));
    text +=
        "```\n\nThese tests reach no service. `events/` holds an event for each way into each function, as "
        "`aws lambda invoke --payload` takes it.\n";
  }
  text += "\n## What to know\n\n" + noteLines(notes);
  text +=
      "- Each function's role allows what its steps do, and what Lambda does in its name: its own log group, its traces, "
      "the\n  queues that it polls and its network interfaces.\n"
      "- `compute` steps are places for your own code; checks of the input beyond keys and size belong into the contract "
      "file.\n"
      "- Circuit breakers and retry budgets keep their state in one instance of a function, not in all together.\n"
      "- Tables, buckets and user pools stay when the stack is deleted. ";
  text += notIncluded(sam.architecture) + " are not included.\n";
  return text;
}

}  // namespace virga::model
