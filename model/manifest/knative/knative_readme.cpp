#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/manifest/handlers/handlers.h"
#include "model/manifest/knative/knative_context.h"

namespace virga::model {

namespace {

std::string sentence(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

bool usesKafka(const KnativeContext& knative) {
  return std::any_of(knative.files().begin(), knative.files().end(),
                     [](const auto& file) { return file.first.rfind("messaging/", 0) == 0; });
}

}  // namespace

std::string knativeReadme(const KnativeContext& knative, const Problems& notes) {
  std::string text =
      fmt::format("# {}\n\n", knative.architecture.name.empty() ? knative.space() : knative.architecture.name);
  if (!knative.architecture.description.empty()) text += knative.architecture.description + "\n\n";
  text +=
      "Manifests for Knative: a Service for each function below `functions/`, what carries messages below `messaging/`,\n"
      "schedules and gateways; the code of each function lies in `src/` with the Dockerfile of its image.\n"
      "Memory, time limits, concurrency, scaling and retries are those of the design.\n\n"
      "## Before\n\nThe cluster needs Knative Serving with Kourier";
  if (usesKafka(knative))
    text +=
        " and Knative Eventing with the Kafka broker, source and sink, beside a Kafka cluster of Strimzi named "
        "`my-cluster`\n"
        "in the namespace `kafka`, of three brokers or more (else change `bootstrapServers` and the label "
        "`strimzi.io/cluster`)";
  text +=
      ". HTTP APIs use Gateway API with Envoy Gateway (class `eg`); with another implementation change the class and\n"
      "put its own policies in the place of `SecurityPolicy` and `BackendTrafficPolicy`.\n"
      "Where Knative's feature flags are off, switch on `kubernetes.podspec-nodeselector` for functions on Arm.\n\n"
      "## Deploy\n\n```sh\n";
  for (const FunctionPlan& plan : knative.plans) {
    const std::string name = knative.nameOf(plan.component->id);
    text += fmt::format("docker build -t REGISTRY/{0}:1 src/{1} && docker push REGISTRY/{0}:1\n", name, plan.component->id);
  }
  text += "# put REGISTRY into kustomization.yaml\nkubectl apply -f namespace.yaml\n";
  for (const auto& [secret, keys] : knative.secrets) {
    text += fmt::format("kubectl -n {} create secret generic {}", knative.space(), secret);
    for (const auto& key : keys) text += fmt::format(" --from-file={0}=./{1}-{0}", key, secret);
    text += '\n';
  }
  text += "kubectl apply -k .\n```\n\n";
  if (!knative.addresses.empty())
    text += "Write the addresses of what is deployed apart into `config/addresses.yaml` before.\n\n";
  const bool database = std::any_of(knative.plans.begin(), knative.plans.end(), [&](const FunctionPlan& plan) {
    return std::any_of(plan.uses.begin(), plan.uses.end(),
                       [&](const Use& use) { return findKind<SqlDb>(knative.architecture, use.target) != nullptr; });
  });
  if (database)
    text +=
        "Functions read and write this table in a database:\n\n"
        "```sql\nCREATE TABLE items (id text PRIMARY KEY, item jsonb NOT NULL)\n```\n\n";
  text += "## Test\n\n```sh\n";
  for (const FunctionPlan& plan : knative.plans) {
    text += fmt::format("(cd src/{} && {})\n", plan.component->id, testCommand(plan.function->runtime));
  }
  text += "```\n\nThese tests need no network.\n\n## What to know\n\n";
  for (const Problem& note : notes) {
    text += std::string("- ") + (note.severity == Severity::warning ? "**To decide:** " : "") + sentence(note.message) + ".";
    if (note.severity == Severity::warning && !note.hint.empty()) text += " " + sentence(note.hint) + ".";
    text += '\n';
  }
  text +=
      "- Each function has a ServiceAccount without rights in the cluster and a NetworkPolicy that lets it reach what its\n"
      "  steps lead to and nothing more.\n"
      "- `compute` steps are places for your own code.\n";
  return text;
}

}  // namespace virga::model
