// What one resource is allowed to do with another, apart from the functions' own permissions.
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

Tree policyDocument(const Tree& statements) { return {{"Version", "2012-10-17"}, {"Statement", statements}}; }

// The part of the stack's id that no other stack has: a UUID in small letters.
Tree stackUuid() {
  return Tree{{"Fn::Select", Tree::array({2, Tree{{"Fn::Split", Tree::array({"/", refTo("AWS::StackId")})}}})}};
}

std::string bucketStem(const ComponentId& id) {
  constexpr std::size_t kNameMax = 63, kUuid = 36;  // S3 user guide, "Bucket naming rules"
  std::string stem = id.substr(0, kNameMax - kUuid - 1);
  while (stem.back() == '-') stem.pop_back();
  return stem + "-";
}

bool tells(const SamContext& sam, const ComponentId& id) {
  return !findKind<ObjectStore>(sam.architecture, id)->notifications.empty();
}

}  // namespace

Tree bucketName(const SamContext& sam, const ComponentId& id) {
  if (!tells(sam, id)) return refTo(sam.ids.of(id));
  return Tree{{"Fn::Join", Tree::array({"", Tree::array({bucketStem(id), stackUuid()})})}};
}

Tree bucketArn(const SamContext& sam, const ComponentId& id, const std::string& suffix) {
  const std::string& name = sam.ids.of(id);
  if (!tells(sam, id)) return suffix.empty() ? getAtt(name, "Arn") : sub("${" + name + ".Arn}" + suffix);
  Tree parts = Tree::array({"arn:", refTo("AWS::Partition"), ":s3:::" + bucketStem(id), stackUuid()});
  if (!suffix.empty()) parts.push_back(suffix);
  return Tree{{"Fn::Join", Tree::array({"", parts})}};
}

Tree arnOf(const SamContext& sam, const ComponentId& id) {
  const ComponentKind& kind = sam.architecture.find(id)->kind;
  if (std::holds_alternative<Function>(kind)) return functionArn(sam, id);
  const std::string& name = sam.ids.of(id);
  if (std::holds_alternative<Topic>(kind) || std::holds_alternative<Workflow>(kind)) return refTo(name);
  return getAtt(name, "Arn");
}

Tree statement(const std::vector<std::string>& actions, const Tree& resource) {
  Tree result = Tree::object();
  result["Effect"] = "Allow";
  result["Action"] = Tree(actions);
  result["Resource"] = resource;
  return result;
}

std::string allowService(SamContext& sam, const ComponentId& target, const std::string& service, const Tree& sourceArn,
                         const std::string& sourceName) {
  const ComponentKind& kind = sam.architecture.find(target)->kind;
  const std::string& name = sam.ids.of(target);
  if (std::holds_alternative<Function>(kind)) {
    const std::string permission = sam.ids.take(name + sourceName + "Permission");
    Tree& resource = sam.resources[permission];
    resource["Type"] = "AWS::Lambda::Permission";
    resource["Properties"]["FunctionName"] = functionArn(sam, target);
    resource["Properties"]["Action"] = "lambda:InvokeFunction";
    resource["Properties"]["Principal"] = service;
    resource["Properties"]["SourceArn"] = sourceArn;
    // The ARN of a bucket doesn't say whose it is.
    if (service == "s3.amazonaws.com") resource["Properties"]["SourceAccount"] = refTo("AWS::AccountId");
    return permission;
  }
  const bool queue = std::holds_alternative<Queue>(kind);
  Tree allowed = Tree::object();
  allowed["Effect"] = "Allow";
  allowed["Principal"]["Service"] = service;
  allowed["Action"] = queue ? "sqs:SendMessage" : "sns:Publish";
  allowed["Resource"] = queue ? getAtt(name, "Arn") : refTo(name);
  allowed["Condition"]["ArnEquals"]["aws:SourceArn"] = sourceArn;
  if (service == "s3.amazonaws.com") allowed["Condition"]["StringEquals"]["aws:SourceAccount"] = refTo("AWS::AccountId");
  const std::string policy = sam.policies.at(target);
  Tree& statements = sam.resources[policy]["Properties"]["PolicyDocument"]["Statement"];
  for (const Tree& known : statements)
    if (known == allowed) return policy;
  statements.push_back(allowed);
  return policy;
}

std::string addRole(SamContext& sam, const std::string& name, const std::string& service, const Tree& statements,
                    const ComponentId& id) {
  const std::string role = sam.ids.take(name);
  Tree trust = Tree::object();
  trust["Effect"] = "Allow";
  trust["Principal"]["Service"] = service;
  trust["Action"] = "sts:AssumeRole";
  trust["Condition"]["StringEquals"]["aws:SourceAccount"] = refTo("AWS::AccountId");
  Tree& resource = sam.resources[role];
  resource["Type"] = "AWS::IAM::Role";
  resource["Properties"]["AssumeRolePolicyDocument"] = policyDocument(Tree::array({trust}));
  if (!statements.empty()) {
    Tree policy = Tree::object();
    policy["PolicyName"] = "edges";
    policy["PolicyDocument"] = policyDocument(statements);
    resource["Properties"]["Policies"] = Tree::array();
    resource["Properties"]["Policies"].push_back(policy);
  }
  resource["Properties"]["Tags"] = sam.tagList(id);
  return role;
}

std::string connectionTo(SamContext& sam, const ComponentId& external) {
  if (const auto known = sam.apiDestinations.find(external); known != sam.apiDestinations.end()) return known->second;
  const std::string& name = sam.ids.of(external);
  const std::string parameter = sam.ids.take(name + "Authorization");
  sam.parameters[parameter] = {{"Type", "String"},
                               {"NoEcho", true},
                               {"Description", "Value of the header Authorization for " + external + ": Bearer ..."}};
  const std::string connection = sam.ids.take(name + "Connection");
  Tree& resource = sam.resources[connection];
  resource["Type"] = "AWS::Events::Connection";
  resource["Properties"]["AuthorizationType"] = "API_KEY";
  resource["Properties"]["AuthParameters"]["ApiKeyAuthParameters"] = {{"ApiKeyName", "Authorization"},
                                                                      {"ApiKeyValue", refTo(parameter)}};
  sam.apiDestinations[external] = connection;
  return connection;
}

std::optional<ComponentId> undeliverable(const SamContext& sam, const ComponentId& target) {
  const auto* queue = findKind<Queue>(sam.architecture, target);
  if (!queue || !queue->deadLetter) return {};
  return queue->deadLetter->id;
}

}  // namespace virga::model
