// Resources that Terraform has in several parts, or that need more than other names.
#include "model/manifest/terraform/aws/aws_special.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace virga::model::terraform {

namespace {

using Add = void (*)(AwsConfiguration&, const std::string&, const Tree&);

const std::string& logicalId(const Tree& reference) {
  return (reference.contains("Ref") ? reference.at("Ref") : reference.at("Fn::GetAtt").at(0)).get_ref<const std::string&>();
}

void addPolicy(AwsConfiguration& aws, const char* part, const char* type, const char* attribute, const Tree& target,
               const char* suffix, const Tree& document) {
  Block& block = aws.add(part, type, aws.name(logicalId(target)));
  block.set(attribute, aws.address(logicalId(target), suffix));
  block.set("policy", jsonEncoded(aws.value(document)));
}

void addQueuePolicy(AwsConfiguration& aws, const std::string&, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  addPolicy(aws, "messaging", "aws_sqs_queue_policy", "queue_url", properties.at("Queues").at(0), "url",
            properties.at("PolicyDocument"));
}

void addTopicPolicy(AwsConfiguration& aws, const std::string&, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  addPolicy(aws, "messaging", "aws_sns_topic_policy", "arn", properties.at("Topics").at(0), "arn",
            properties.at("PolicyDocument"));
}

void addBucketPolicy(AwsConfiguration& aws, const std::string&, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  addPolicy(aws, "stores", "aws_s3_bucket_policy", "bucket", properties.at("Bucket"), "id", properties.at("PolicyDocument"));
}

void addTable(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  Block& table = aws.add("stores", "aws_dynamodb_table", aws.name(id));
  table.set("name", aws.physicalName(id, 255));
  aws.copy(table, "billing_mode", properties, "BillingMode");
  if (properties.contains("ProvisionedThroughput")) {
    aws.copy(table, "read_capacity", properties.at("ProvisionedThroughput"), "ReadCapacityUnits");
    aws.copy(table, "write_capacity", properties.at("ProvisionedThroughput"), "WriteCapacityUnits");
  }
  table.set("hash_key", aws.value(properties.at("KeySchema").at(0).at("AttributeName")));
  if (properties.contains("StreamSpecification")) {
    table.set("stream_enabled", boolean(true));
    aws.copy(table, "stream_view_type", properties.at("StreamSpecification"), "StreamViewType");
  }
  if (resource.contains("DeletionPolicy")) table.set("deletion_protection_enabled", boolean(true));
  aws.tag(table, properties);
  for (const Tree& attribute : properties.at("AttributeDefinitions")) {
    Block& block = table.block("attribute");
    aws.copy(block, "name", attribute, "AttributeName");
    aws.copy(block, "type", attribute, "AttributeType");
  }
  aws.copy(table.block("point_in_time_recovery"), "enabled", properties.at("PointInTimeRecoverySpecification"),
           "PointInTimeRecoveryEnabled");
  aws.copy(table.block("server_side_encryption"), "enabled", properties.at("SSESpecification"), "SSEEnabled");
}

void addNotification(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& wanted = resource.at("Properties").at("NotificationConfiguration");
  Block& block = aws.add("stores", "aws_s3_bucket_notification", aws.name(id));
  block.set("bucket", aws.address(id, "id"));
  if (wanted.contains("EventBridgeConfiguration")) block.set("eventbridge", boolean(true));
  // S3 asks those that it shall tell when it gets this.
  std::vector<Expression> before;
  if (resource.contains("DependsOn"))
    for (const Tree& policy : resource.at("DependsOn")) {
      const Tree& permission = aws.sam.resources.at(policy.get<std::string>());
      const Tree& properties = permission.at("Properties");
      if (properties.contains("Queues"))
        before.emplace_back("aws_sqs_queue_policy." + aws.name(logicalId(properties.at("Queues").at(0))));
      else if (properties.contains("Topics"))
        before.emplace_back("aws_sns_topic_policy." + aws.name(logicalId(properties.at("Topics").at(0))));
      else
        before.emplace_back(aws.address(policy.get<std::string>()));
    }
  if (!before.empty()) block.set("depends_on", list(std::move(before)));
  struct Told {
    const char* configurations;
    const char* property;
    const char* type;
    const char* attribute;
  };
  for (const Told& told : {Told{"LambdaConfigurations", "Function", "lambda_function", "lambda_function_arn"},
                           Told{"QueueConfigurations", "Queue", "queue", "queue_arn"},
                           Told{"TopicConfigurations", "Topic", "topic", "topic_arn"}}) {
    if (!wanted.contains(told.configurations)) continue;
    for (const Tree& entry : wanted.at(told.configurations)) {
      Block& inner = block.block(told.type);
      aws.copy(inner, told.attribute, entry, told.property);
      inner.set("events", list({aws.value(entry.at("Event"))}));
    }
  }
}

void addBucket(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  const std::string name = aws.name(id), bucket = aws.address(id, "id");
  constexpr std::size_t kPrefixMax = 37;  // registry documentation of aws_s3_bucket, bucket_prefix
  std::string stem = name.substr(0, kPrefixMax - kStackNameMax - 2);
  std::replace(stem.begin(), stem.end(), '_', '-');
  Block& block = aws.add("stores", "aws_s3_bucket", name);
  block.set("bucket_prefix", "\"${var.name}-" + stem + "-\"");
  aws.tag(block, properties);

  Block& encryption = aws.add("stores", "aws_s3_bucket_server_side_encryption_configuration", name);
  encryption.set("bucket", bucket);
  const Tree& rule = properties.at("BucketEncryption").at("ServerSideEncryptionConfiguration").at(0);
  aws.copy(encryption.block("rule").block("apply_server_side_encryption_by_default"), "sse_algorithm",
           rule.at("ServerSideEncryptionByDefault"), "SSEAlgorithm");

  Block& ownership = aws.add("stores", "aws_s3_bucket_ownership_controls", name);
  ownership.set("bucket", bucket);
  aws.copy(ownership.block("rule"), "object_ownership", properties.at("OwnershipControls").at("Rules").at(0),
           "ObjectOwnership");

  Block& access = aws.add("stores", "aws_s3_bucket_public_access_block", name);
  access.set("bucket", bucket);
  const Tree& blocked = properties.at("PublicAccessBlockConfiguration");
  aws.copy(access, "block_public_acls", blocked, "BlockPublicAcls");
  aws.copy(access, "block_public_policy", blocked, "BlockPublicPolicy");
  aws.copy(access, "ignore_public_acls", blocked, "IgnorePublicAcls");
  aws.copy(access, "restrict_public_buckets", blocked, "RestrictPublicBuckets");
  if (properties.contains("NotificationConfiguration")) addNotification(aws, id, resource);
}

void addSecurityGroup(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  const std::string name = aws.name(id);
  Block& group = aws.add("network", "aws_security_group", name);
  group.set("name", aws.physicalName(id, 255));
  aws.copy(group, "description", properties, "GroupDescription");
  aws.copy(group, "vpc_id", properties, "VpcId");
  aws.tag(group, properties);
  if (properties.contains("SecurityGroupIngress"))
    for (std::size_t i = 0; i < properties.at("SecurityGroupIngress").size(); ++i) {
      const Tree& ingress = properties.at("SecurityGroupIngress").at(i);
      Block& rule =
          aws.add("network", "aws_vpc_security_group_ingress_rule", i == 0 ? name : fmt::format("{}_{}", name, i + 1));
      rule.set("security_group_id", aws.address(id, "id"));
      aws.copy(rule, "description", ingress, "Description");
      aws.copy(rule, "ip_protocol", ingress, "IpProtocol");
      aws.copy(rule, "from_port", ingress, "FromPort");
      aws.copy(rule, "to_port", ingress, "ToPort");
      aws.copy(rule, "referenced_security_group_id", ingress, "SourceSecurityGroupId");
      aws.copy(rule, "cidr_ipv4", ingress, "CidrIp");
    }
  // Terraform takes away the rule that lets everything out.
  if (aws.callingGroups.count(id) == 0) return;
  Block& rule = aws.add("network", "aws_vpc_security_group_egress_rule", name);
  rule.set("security_group_id", aws.address(id, "id"));
  rule.set("description", text("Calls out"));
  rule.set("ip_protocol", text("-1"));
  rule.set("cidr_ipv4", text("0.0.0.0/0"));
}

void addRule(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  for (const Tree& target : resource.at("Properties").at("Targets")) {
    Block& block = aws.add("events", "aws_cloudwatch_event_target", aws.name(id));
    block.set("rule", aws.address(id, "name"));
    aws.copy(block, "event_bus_name", resource.at("Properties"), "EventBusName");
    aws.copy(block, "target_id", target, "Id");
    aws.copy(block, "arn", target, "Arn");
    aws.copy(block, "role_arn", target, "RoleArn");
    aws.copy(block, "input_path", target, "InputPath");
    if (target.contains("RetryPolicy")) {
      Block& retry = block.block("retry_policy");
      aws.copy(retry, "maximum_retry_attempts", target.at("RetryPolicy"), "MaximumRetryAttempts");
      aws.copy(retry, "maximum_event_age_in_seconds", target.at("RetryPolicy"), "MaximumEventAgeInSeconds");
    }
    if (target.contains("DeadLetterConfig"))
      aws.copy(block.block("dead_letter_config"), "arn", target.at("DeadLetterConfig"), "Arn");
  }
}

void addRole(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  if (!resource.at("Properties").contains("Policies")) return;
  for (const Tree& policy : resource.at("Properties").at("Policies")) {
    Block& block = aws.add("roles", "aws_iam_role_policy", aws.name(id));
    aws.copy(block, "name", policy, "PolicyName");
    block.set("role", aws.address(id, "id"));
    block.set("policy", jsonEncoded(aws.value(policy.at("PolicyDocument"))));
  }
}

void addStateMachine(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  const Tree& properties = resource.at("Properties");
  const std::string name = aws.name(id);
  Tree trust = Tree::object();
  trust["Effect"] = "Allow";
  trust["Principal"]["Service"] = "states.amazonaws.com";
  trust["Action"] = "sts:AssumeRole";
  Block& role = aws.add("workflows", "aws_iam_role", name);
  role.set("name", aws.physicalName(id, 64));
  role.set("assume_role_policy",
           jsonEncoded(aws.value(Tree{{"Version", "2012-10-17"}, {"Statement", Tree::array({trust})}})));
  aws.tag(role, properties);
  Tree statements = Tree::array();
  for (const Tree& policy : properties.at("Policies"))
    for (const Tree& entry : policy.at("Statement")) statements.push_back(entry);
  if (properties.contains("Tracing"))
    statements.push_back(statement(
        {"xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"}, "*"));
  Block& edges = aws.add("workflows", "aws_iam_role_policy", name);
  edges.set("name", text("edges"));
  edges.set("role", fmt::format("aws_iam_role.{}.id", name));
  edges.set("policy", jsonEncoded(aws.value(Tree{{"Version", "2012-10-17"}, {"Statement", statements}})));

  addPlainResource(aws, id, resource);
  Block& machine = aws.project.part("workflows").back();
  // The role's permissions name the workflow's executions by this prefix, as CloudFormation's do.
  machine.attributes.insert(machine.attributes.begin(), {"name_prefix", text(id + "-")});
  machine.set("role_arn", fmt::format("aws_iam_role.{}.arn", name));
  machine.set("depends_on", list({fmt::format("aws_iam_role_policy.{}", name)}));
  const Tree& log = properties.at("Logging").at("Destinations").at(0).at("CloudWatchLogsLogGroup").at("LogGroupArn");
  for (Block& inner : machine.blocks)
    if (inner.type == "logging_configuration") inner.set("log_destination", "\"${" + aws.value(log).notation + "}:*\"");
}

void addUserPool(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  Block& pool = aws.project.part("apis").back();
  pool.set("deletion_protection", text("ACTIVE"));
  Block& recovery = pool.block("account_recovery_setting");
  for (const Tree& mechanism : resource.at("Properties").at("AccountRecoverySetting").at("RecoveryMechanisms")) {
    Block& block = recovery.block("recovery_mechanism");
    aws.copy(block, "name", mechanism, "Name");
    aws.copy(block, "priority", mechanism, "Priority");
  }
}

void addCluster(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  Block& cluster = aws.project.part("stores").back();
  const Expression identifier = aws.physicalName(id, 57);
  cluster.set("final_snapshot_identifier", identifier.notation.substr(0, identifier.notation.size() - 1) + "-final\"");
}

// The function, or its alias as the permission's qualifier.
void addPermission(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  Block& permission = aws.project.part("functions").back();
  std::string function = logicalId(resource.at("Properties").at("FunctionName"));
  if (const std::size_t dot = function.find('.'); dot != std::string::npos) {
    function.resize(dot);
    permission.set("qualifier", fmt::format("aws_lambda_alias.{}.name", aws.name(function)));
  }
  permission.set("function_name", aws.address(function, "function_name"));
}

void addStage(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  if (!resource.contains("DependsOn")) return;
  std::vector<Expression> before;
  for (const Tree& route : resource.at("DependsOn")) before.emplace_back(aws.address(route.get<std::string>()));
  aws.project.part("apis").back().set("depends_on", list(std::move(before)));
}

void addMapping(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addPlainResource(aws, id, resource);
  std::string function = logicalId(resource.at("Properties").at("FunctionName"));
  if (const std::size_t dot = function.find('.'); dot != std::string::npos) function.resize(dot);
  aws.project.part("functions").back().set("depends_on", list({"aws_iam_role_policy." + aws.name(function)}));
}

void addServerlessFunction(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addFunction(aws, id, resource.at("Properties"));
}

void addServerlessApi(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  addHttpApi(aws, id, resource.at("Properties"));
}

}  // namespace

bool addSpecialResource(AwsConfiguration& aws, const std::string& id, const Tree& resource) {
  static const std::map<std::string, Add> known = {
      {"AWS::ApiGatewayV2::Stage", addStage},
      {"AWS::Cognito::UserPool", addUserPool},
      {"AWS::DynamoDB::Table", addTable},
      {"AWS::EC2::SecurityGroup", addSecurityGroup},
      {"AWS::Events::Rule", addRule},
      {"AWS::IAM::Role", addRole},
      {"AWS::Lambda::EventSourceMapping", addMapping},
      {"AWS::Lambda::Permission", addPermission},
      {"AWS::RDS::DBCluster", addCluster},
      {"AWS::S3::Bucket", addBucket},
      {"AWS::S3::BucketPolicy", addBucketPolicy},
      {"AWS::SNS::TopicPolicy", addTopicPolicy},
      {"AWS::SQS::QueuePolicy", addQueuePolicy},
      {"AWS::Serverless::Function", addServerlessFunction},
      {"AWS::Serverless::HttpApi", addServerlessApi},
      {"AWS::Serverless::StateMachine", addStateMachine},
  };
  const auto found = known.find(resource.at("Type").get<std::string>());
  if (found == known.end()) return false;
  found->second(aws, id, resource);
  return true;
}

}  // namespace virga::model::terraform
