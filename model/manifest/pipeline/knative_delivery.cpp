#include <fmt/format.h>

#include "model/manifest/knative/knative_context.h"
#include "model/manifest/pipeline/delivery.h"

namespace virga::model {

void deliverKnative(const DeliveryInput& input, PipelinePlan& plan) {
  using Scope = PipelineVariable::Scope;
  plan.identity = PipelineIdentity::cluster;
  plan.tools = {PipelineTool::kubectl, PipelineTool::docker};
  plan.variables = {{"REGISTRY", "registry and folder of the images, which the cluster may pull from", Scope::project},
                    {"KUBE_SERVER", "the address of the cluster's API server"},
                    {"KUBE_CA", "the certificate of the API server's authority in base64, which is public"}};

  Problems known;  // the export has told them
  const auto functions = planFunctions(input.architecture, input.catalog, known);
  const KnativeContext knative(input.architecture, input.catalog, functions, known);
  plan.testCode = "kubectl kustomize . > /dev/null\n" + plan.testCode;
  plan.publish = kRelease;
  for (const PipelineFunction& function : input.functions) {
    const std::string name = knative.nameOf(function.id), built = knative.space() + "/" + name;
    plan.build += fmt::format("docker build --tag '{}' '{}'\n", built, function.folder);
    plan.publish +=
        fmt::format("docker tag '{0}' \"$REGISTRY/{1}:$RELEASE\"\ndocker push \"$REGISTRY/{1}:$RELEASE\"\n", built, name);
  }
  // Where the images lie, and which of them, is known to the run alone.
  const std::string images =
      std::string(kRelease) +
      "sed -i -e \"s|registry[.]invalid/|$REGISTRY/|\" -e \"s|newTag: .*|newTag: '$RELEASE'|\" kustomization.yaml\n";
  plan.plan = images + "kubectl apply --dry-run=server -k .\nkubectl diff -k . || test \"$?\" -eq 1\n";
  plan.apply =
      images + fmt::format(
                   "kubectl apply -k .\n"
                   "kubectl wait --namespace '{}' --for=condition=Ready --timeout=10m services.serving.knative.dev --all\n",
                   knative.space());
  // (kubernetes.io/docs/reference/access-authn-authz/authentication, "Authentication configuration from a file", 2026.)
  plan.remarks = {
      "The API server must trust the CI system's issuer in its AuthenticationConfiguration, with an audience of its own and "
      "a rule for the claims of this repository and environment; a Role and ClusterRole bind that user to what the folder "
      "holds, and that of the plan to get and patch, for a dry run asks the same.",
      "Make the namespace and its Secrets by hand before the first run, as the README says."};
}

}  // namespace virga::model
