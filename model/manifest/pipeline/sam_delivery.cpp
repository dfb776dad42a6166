#include <fmt/format.h>

#include "model/manifest/api/input_schema.h"
#include "model/manifest/pipeline/delivery.h"

namespace virga::model {

void deliverSam(const DeliveryInput& input, PipelinePlan& plan) {
  using Scope = PipelineVariable::Scope;
  plan.identity = PipelineIdentity::awsRole;
  plan.tools = {PipelineTool::sam, PipelineTool::docker};
  plan.settings = {{"AWS_REGION", regionOf(input.architecture, input.catalog)}};
  plan.staging = {{"STACK_NAME", plan.stack + "-staging"}};
  plan.production = {{"STACK_NAME", plan.stack}};
  plan.variables = {
      {"AWS_ROLE_ARN", "a role that trusts the CI system's identity and may deploy the stack", Scope::identity},
      {"SAM_PARAMETERS", "what the template asks for without a default, as Key=Value Key=Value", Scope::environment, false}};
  plan.testCode = "sam validate --lint --template-file template.yaml\n" + plan.testCode;
  // In containers: there each function finds the very version of its language.
  plan.build.clear();
  for (const PipelineFunction& function : input.functions)
    if (function.runtime == "go") plan.build += fmt::format("(cd '{}' && go mod tidy)\n", function.folder);
  plan.build += "sam build --use-container\n";
  // Several parameters are several words.
  const auto deploy = [](const char* mode) {
    return fmt::format(
        "sam deploy --stack-name \"$STACK_NAME\" --region \"$AWS_REGION\" {} --no-fail-on-empty-changeset \\\n"
        "  ${{SAM_PARAMETERS:+--parameter-overrides $SAM_PARAMETERS}}\n",
        mode);
  };
  plan.plan = deploy("--no-execute-changeset");
  plan.apply = deploy("--no-confirm-changeset");
  plan.remarks = {
      "The change set of production is shown before the approval; what is carried out is made anew of the same commit."};
}

}  // namespace virga::model
