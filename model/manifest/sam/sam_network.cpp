// Functions in a virtual private network: where the design says so, and where a cache or a container service is that they
// use.
#include <set>

#include "model/manifest/sam/sam_context.h"

namespace virga::model {

void askForNetwork(SamContext& sam) {
  if (sam.parameters.contains("VpcId")) return;
  sam.parameters["VpcId"] = {{"Type", "AWS::EC2::VPC::Id"},
                             {"Description", "Network of the caches, services and functions in it"}};
  sam.parameters["PrivateSubnetIds"] = {
      {"Type", "List<AWS::EC2::Subnet::Id>"},
      {"Description", "Two or three private subnets of that network, each in its own availability zone"}};
}

Tree clientGroupsOf(const SamContext& sam, const FunctionPlan& plan) {
  Tree groups = Tree::array();
  std::set<ComponentId> seen;
  for (const Use& use : plan.uses)
    if (sam.clientGroups.count(use.target) != 0 && seen.insert(use.target).second)
      groups.push_back(getAtt(sam.clientGroups.at(use.target), "GroupId"));
  return groups;
}

Tree vpcOf(SamContext& sam, const FunctionPlan& plan) {
  const ComponentId& id = plan.component->id;
  Tree groups = clientGroupsOf(sam, plan);
  if (groups.empty()) {
    if (plan.function->network != Network::vpc) return {};
    askForNetwork(sam);
    const std::string name = sam.ids.take(sam.ids.of(id) + "SecurityGroup");
    Tree& group = sam.resources[name];
    group["Type"] = "AWS::EC2::SecurityGroup";
    group["Properties"]["GroupDescription"] = "Function " + id;
    group["Properties"]["VpcId"] = refTo("VpcId");
    group["Properties"]["Tags"] = sam.tagList(id);
    groups.push_back(getAtt(name, "GroupId"));
    sam.note(Severity::info, "function-needs-vpc", id,
             "'" + id + "' runs in a VPC; the template asks for it (VpcId, PrivateSubnetIds)");
  }
  Tree vpc = Tree::object();
  vpc["SecurityGroupIds"] = groups;
  vpc["SubnetIds"] = refTo("PrivateSubnetIds");
  return vpc;
}

}  // namespace virga::model
