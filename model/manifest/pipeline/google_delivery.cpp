#include <fmt/format.h>

#include "model/manifest/pipeline/delivery.h"

namespace virga::model {

// Terraform and not the gcloud script: that one needs no bucket for a state, but shows nothing before it acts and leaves
// behind what the design has no more.
void deliverGoogle(const DeliveryInput& /*input*/, PipelinePlan& plan) {
  using Scope = PipelineVariable::Scope;
  plan.identity = PipelineIdentity::googleAccount;
  plan.tools = {PipelineTool::terraform};
  plan.variables = {
      {"WORKLOAD_IDENTITY_PROVIDER",
       "projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, which trusts the CI system",
       Scope::identity},
      {"SERVICE_ACCOUNT", "the e-mail address of a service account that tokens of the pool may act as", Scope::identity},
      {"PROJECT_ID", "the Google Cloud project: one for each environment, since the resources have the design's names"},
      {"STATE_BUCKET", "a bucket of Cloud Storage with versioning for Terraform's state"},
      {"TERRAFORM_VARIABLES_FILE", "a .tfvars file for variables without a default but project_id, from " + plan.folder,
       Scope::environment, false}};

  const std::string variables =
      std::string(kRelease) + "export TF_IN_AUTOMATION=1 TF_VAR_project_id=\"$PROJECT_ID\" TF_VAR_release=\"$RELEASE\"\n";
  // No state is ever on the machine: the backend is written beside the configuration, which has none.
  const auto init = [&](const char* mode) {
    return fmt::format(
        "printf '%s\\n' 'terraform {{' '  backend \"gcs\" {{}}' '}}' > backend_override.tf\n"
        "terraform init -input=false -reconfigure{} -backend-config=\"bucket=$STATE_BUCKET\" "
        "-backend-config='prefix={}'\n",
        mode, plan.stack);
  };
  plan.testCode =
      "./package.sh\nterraform fmt -check -recursive\nterraform init -input=false -backend=false\n"
      "terraform validate\n" +
      plan.testCode;
  plan.build = "./package.sh\n";
  plan.planned = "planned.tgz";
  plan.plan = variables + init("") +
              "terraform plan -input=false -lock-timeout=5m -out=plan.tfplan \\\n"
              "  ${TERRAFORM_VARIABLES_FILE:+-var-file=\"$TERRAFORM_VARIABLES_FILE\"}\n"
              "tar -czf " +
              plan.planned + " plan.tfplan .terraform.lock.hcl build\n";
  plan.apply = variables + "tar -xzf " + plan.planned + "\n" + init(" -lockfile=readonly") +
               "terraform apply -input=false -lock-timeout=5m plan.tfplan\n";
  plan.remarks = {
      "What is applied is the very plan that was shown; whoever reads the artefacts of a run can read it, too.",
      "The service account of the plan needs Viewer and the state's objects, those that deploy what the README lists."};
}

}  // namespace virga::model
