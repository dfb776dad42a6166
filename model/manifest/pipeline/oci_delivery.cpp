#include <fmt/format.h>

#include "model/manifest/oci/oci_names.h"
#include "model/manifest/pipeline/delivery.h"

namespace virga::model {

void deliverOci(const DeliveryInput& input, PipelinePlan& plan) {
  using Scope = PipelineVariable::Scope;
  plan.identity = PipelineIdentity::ociInstance;
  plan.tools = {PipelineTool::ociCli, PipelineTool::fn, PipelineTool::docker};
  plan.lintTools = {PipelineTool::terraform};
  // (docs.oracle.com/iaas/Content/Identity/callresources/Configuring_the_SDK_CLI_or_Terraform.htm, 2026.)
  plan.settings = {{"OCI_CLI_AUTH", "instance_principal"}};
  plan.variables = {
      {"IMAGE_PREFIX", "registry and folder of the images, as the stack's image_prefix: iad.ocir.io/namespace/folder",
       Scope::project},
      {"OCI_STACK_ID", "OCID of a stack of Resource Manager, made once of the zipped stack/ with its variables filled in"}};

  plan.testCode =
      "terraform -chdir=stack fmt -check\nterraform -chdir=stack init -input=false -backend=false\n"
      "terraform -chdir=stack validate\n" +
      plan.testCode;
  // A token of the registry for about an hour, of the instance's identity.
  // (ateam-oracle.com/authentication-mechanisms-for-oci-container-registry-ocir, 2026.)
  // A version that fn and a registry take, of the commit.
  const std::string version = std::string(kRelease) + "VERSION=\"0.0.1-$RELEASE\"\n";
  plan.publish = version +
                 "DOCKER_CONFIG=\"$(mktemp -d)\"\nexport DOCKER_CONFIG FN_REGISTRY=\"$IMAGE_PREFIX\"\ntrap 'rm -rf "
                 "\"$DOCKER_CONFIG\"' EXIT\n"
                 "oci raw-request --http-method GET --target-uri \"https://${IMAGE_PREFIX%%/*}/20180419/docker/token\" \\\n"
                 "  --query data.token --raw-output |\n"
                 "  docker login --username BEARER_TOKEN --password-stdin \"${IMAGE_PREFIX%%/*}\"\n";
  for (const PipelineFunction& function : input.functions)
    plan.publish += fmt::format(
        "(cd '{}' && sed -i \"s|^version: .*|version: $VERSION|\" func.yaml && fn build && fn push)\n", function.folder);
  // Resource Manager keeps the state and runs Terraform; the plan's job is what production applies.
  // (github.com/oracle/oci-cli, services/resource_manager: stack update, job create-plan-job and create-apply-job, 2026.)
  plan.planned = "plan-job";
  const std::string wait = "--wait-for-state SUCCEEDED --wait-for-state FAILED --query data.id --raw-output)\"\n";
  const auto outcome = [](const char* job) {
    return fmt::format(
        "oci resource-manager job get-job-logs-content --job-id \"{0}\" --query data --raw-output\n"
        "test \"$(oci resource-manager job get --job-id \"{0}\" --query 'data.\"lifecycle-state\"' --raw-output)\" = "
        "SUCCEEDED\n",
        job);
  };
  plan.plan = version +
              "rm -rf build\nmkdir -p build/stack\ncp stack/*.tf stack/schema.yaml build/stack\n"
              "sed -i \"/var.image_prefix/s|:[^:\\\"]*\\\"|:$VERSION\\\"|\" build/stack/main.tf\n"
              "(cd build/stack && zip -q -r -X ../stack.zip .)\n"
              "oci resource-manager stack update --stack-id \"$OCI_STACK_ID\" --config-source build/stack.zip --force\n"
              "JOB=\"$(oci resource-manager job create-plan-job --stack-id \"$OCI_STACK_ID\" \\\n  " +
              wait + outcome("$JOB") + "printf '%s' \"$JOB\" > " + plan.planned + "\n";
  plan.apply =
      "JOB=\"$(oci resource-manager job create-apply-job --stack-id \"$OCI_STACK_ID\" \\\n"
      "  --execution-plan-strategy FROM_PLAN_JOB_ID --execution-plan-job-id \"$(cat " +
      plan.planned + ")\" \\\n  " + wait + outcome("$JOB");
  // (docs.oracle.com/iaas/Content/Identity/api-getstarted/json_web_token_exchange.htm, 2026.)
  plan.remarks = {
      "OCI changes a CI system's token for one of its own only for a client that shows a secret or a signature, so no job "
      "can sign in by its token alone: the jobs that deploy run on instances of OCI, which sign in as themselves (instance "
      "principals).",
      "Dynamic groups hold those instances, one for each environment; policies let them manage the stack's jobs and "
      "resources, and that of staging the images. They have git, zip, Docker, Fn and the OCI CLI."};
}

}  // namespace virga::model
