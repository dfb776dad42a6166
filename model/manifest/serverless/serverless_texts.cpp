#include <set>

#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/sam/sam_alarms.h"
#include "model/manifest/sam/sam_texts.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

bool hasArtifact(const std::string& runtime) {
  // Lambda looks for modules of Python, classes of Java, assemblies of .NET and what the OS-only runtime starts from the
  // root of the archive on.
  return runtime == "go" || runtime.rfind("java", 0) == 0 || isCsharp(runtime) || runtime.rfind("python", 0) == 0;
}

std::string buildScript(const SamContext& sam) {
  std::string text = R"sh(#!/bin/sh
# Builds the code of each function: what the framework packs itself gets its dependencies, the others an archive in build/.
set -eu

cd "$(dirname "$0")"
rm -rf build
mkdir build

build_node() {
  (cd "src/$1" && npm install --omit=dev)
}

build_python() {
  cp -R "src/$1" "build/$1"
  pip install --target "build/$1" --requirement "src/$1/requirements.txt"
  (cd "build/$1" && zip --quiet --recurse-paths "../$1.zip" .)
}

build_dotnet() {
  (cd "src/$1" && dotnet publish --configuration Release --runtime "$2" --self-contained false --output "../../build/$1")
  (cd "build/$1" && zip --quiet --recurse-paths "../$1.zip" .)
}

build_java() {
  (cd "src/$1" && mvn --quiet package dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/classes/lib)
  (cd "src/$1/target/classes" && zip --quiet --recurse-paths "../../../../build/$1.zip" .)
}

)sh";
  std::string calls;
  bool go = false;
  for (const FunctionPlan& plan : sam.plans) {
    const std::string& runtime = plan.function->runtime;
    if (isCsharp(runtime)) {
      calls += fmt::format("build_dotnet {} {}\n", plan.component->id, csharpPlatform(plan.function->architecture));
      continue;
    }
    if (runtime == "go") {
      go = true;
      calls += fmt::format("build_go {} {}\n", plan.component->id, goArchitecture(plan.function->architecture));
      continue;
    }
    const char* language = runtime.rfind("java", 0) == 0 ? "java" : runtime.rfind("python", 0) == 0 ? "python" : "node";
    calls += fmt::format("build_{} {}\n", language, plan.component->id);
  }
  if (go)
    text += "build_go() {\n  (cd \"src/$1\" && " + lambdaGoBuild("\"$2\"", "\"../../build/$1/bootstrap\"") +
            ")\n  (cd \"build/$1\" && zip --quiet --recurse-paths \"../$1.zip\" .)\n}\n\n";
  return text + calls;
}

std::string serverlessReadme(const Service& service, const Problems& notes) {
  const SamContext& sam = service.sam;
  std::string text = fmt::format("# {}\n\n", sam.architecture.name.empty() ? service.name : sam.architecture.name);
  if (!sam.architecture.description.empty()) text += sam.architecture.description + "\n\n";
  text +=
      "`serverless.yml` describes the system for the Serverless Framework and its open fork osls; the code of each function "
      "lies\nin `src/`. Limits, sizes, batches, retries and throttles are those of the design. What the framework has no "
      "words for\nstands under `resources`, settings of its own resources under `resources.extensions`.\n\n"
      "## Deploy\n\nYou need Node.js, the framework (`npm install --global osls@4`) and credentials for an AWS account";
  const std::set<std::string> languages = buildLanguages(sam);
  bool archives = false;
  for (const FunctionPlan& plan : sam.plans) archives |= hasArtifact(plan.function->runtime);
  if (!languages.empty())
    text += fmt::format("; for building: {}{}", archives ? "`zip` and " : "", fmt::join(languages, ", "));
  text += ".\n" + imageSteps(sam) + "\n```sh\n";
  if (!languages.empty()) text += "./build.sh\n";
  text += "osls deploy --stage dev";
  for (const auto& [name, meaning] : service.asked.items()) text += fmt::format(" \\\n  --param=\"{}=...\"", name);
  text += "\n```\n";
  if (!service.asked.empty()) {
    text += "\n| parameter | meaning |\n|---|---|\n";
    for (const auto& [name, meaning] : service.asked.items())
      text += fmt::format("| `{}` | {} |\n", name, oneLine(meaning.get<std::string>()));
  }
  std::map<ComponentId, std::string> secrets = sam.secrets;
  for (auto& [id, secret] : secrets)
    if (const auto renamed = service.renamed.find(secret); renamed != service.renamed.end()) secret = renamed->second;
  text += afterDeployment(secrets, !sam.userPoolClients.empty(), service.name + "-dev");
  if (!sam.plans.empty()) {
    text += "\n## Try and test\n\n```sh\n";
    for (const FunctionPlan& plan : sam.plans)
      text += fmt::format("(cd src/{} && {})\n", plan.component->id, testCommand(plan.function->runtime));
    text +=
        "```\n\nThese tests reach no service. `events/` holds an event for each way into each function, as "
        "`osls invoke --path` takes it.\n";
  }
  text += "\n## What to know\n\n" + noteLines(notes);
  text +=
      "- Each function has a role of its own, which allows what its steps do, and what Lambda does in its name: its own log "
      "group,\n  its traces, the queues that it polls and its network interfaces.\n"
      "- Names of resources follow the service and its stage: another `--stage` is another deployment beside the first.\n"
      "- `compute` steps are places for your own code; checks of the input beyond keys and size belong into the contract "
      "file.\n"
      "- Circuit breakers and retry budgets keep their state in one instance of a function, not in all together.\n"
      "- Tables, buckets and user pools stay when the stack is deleted. ";
  text += notIncluded(service.sam.architecture) + " are not included.\n";
  return text;
}

}  // namespace virga::model
