#include "model/manifest/oci/oci_stack.h"

#include <fmt/format.h>

#include "model/manifest/terraform_name.h"

namespace virga::model {

using terraform::Block;
using terraform::object;
using terraform::text;

Block& OciStack::resource(const std::string& part, const std::string& type, const std::string& name) {
  std::string free = name;
  for (int number = 2; !taken_.insert(type + "." + free).second; ++number) free = fmt::format("{}_{}", name, number);
  return project.part(part).emplace_back("resource", std::vector<std::string>{type, free});
}

Block& OciStack::inCompartment(const std::string& part, const std::string& type, const std::string& name) {
  return resource(part, type, name).set("compartment_id", "var.compartment_ocid");
}

void OciStack::tag(Block& block, const ComponentId& id) const {
  block.set("freeform_tags", object({{"Component", text(id)}, {"Project", text(plan.names.application())}}));
}

OciStack ociStack(const OciPlan& plan) {
  OciStack stack(plan);
  stack.project.required = {{"oci", "oracle/oci", ">= 8.0.0"}};
  stack.project.providers.push_back(Block("provider", {"oci"}).set("region", "var.region"));
  addOciVariables(stack);
  addOciFunctions(stack);
  addOciMessaging(stack);
  addOciStores(stack);
  addOciSecrets(stack);
  addOciApis(stack);
  addOciPolicies(stack);
  addOciAlarms(stack);
  return stack;
}

}  // namespace virga::model
