// Functions: code, role with exactly the drawn edges, and event source mappings.
#include <fmt/format.h>

#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/terraform/aws/aws_configuration.h"

namespace virga::model::terraform {

namespace {

constexpr const char* kPart = "functions";

Tree logStatement(const Tree& logGroup) {
  return statement({"logs:CreateLogStream", "logs:PutLogEvents"},
                   Tree{{"Fn::Sub", "${" + logGroup.at("Ref").get<std::string>() + ".Arn}:*"}});
}

Tree queueStatements(const Tree& events) {
  Tree statements = Tree::array();
  for (const auto& [name, event] : events.items()) {
    if (event.at("Type") != "SQS") continue;
    // What Lambda's poller needs (Lambda developer guide, "Using Lambda with Amazon SQS", execution role permissions).
    statements.push_back(statement({"sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"},
                                   event.at("Properties").at("Queue")));
  }
  return statements;
}

void addRole(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  const std::string name = aws.name(id);
  const Tree trust = {{"Version", "2012-10-17"},
                      {"Statement", Tree::array({Tree{{"Effect", "Allow"},
                                                      {"Principal", {{"Service", "lambda.amazonaws.com"}}},
                                                      {"Action", "sts:AssumeRole"}}})}};
  Block& role = aws.add(kPart, "aws_iam_role", name);
  role.set("name", aws.physicalName(id, 64));
  role.set("assume_role_policy", jsonEncoded(aws.value(trust)));
  aws.tag(role, properties);

  Tree statements = Tree::array();
  if (properties.contains("Policies"))
    for (const Tree& policy : properties.at("Policies"))
      for (const Tree& entry : policy.at("Statement")) statements.push_back(entry);
  if (properties.contains("Events"))
    for (const Tree& entry : queueStatements(properties.at("Events"))) statements.push_back(entry);
  statements.push_back(logStatement(properties.at("LoggingConfig").at("LogGroup")));
  // X-Ray has no resources for these, nor EC2 for those (IAM service authorization reference).
  statements.push_back(statement({"xray:PutTelemetryRecords", "xray:PutTraceSegments"}, "*"));
  if (properties.contains("VpcConfig"))
    statements.push_back(
        statement({"ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
                   "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses"},
                  "*"));
  Block& policy = aws.add(kPart, "aws_iam_role_policy", name);
  policy.set("name", text("edges"));
  policy.set("role", fmt::format("aws_iam_role.{}.id", name));
  policy.set("policy", jsonEncoded(aws.value(Tree{{"Version", "2012-10-17"}, {"Statement", statements}})));
}

void addCode(AwsConfiguration& aws, const std::string& id, const std::string& folder) {
  Block& archive = aws.project.part(kPart).emplace_back("data", std::vector<std::string>{"archive_file", aws.name(id)});
  archive.set("type", text("zip"));
  // Maven puts the classes there, and the libraries in lib/ beside them: as Lambda takes Java in a zip.
  const Tree& properties = aws.sam.resources.at(id).at("Properties");
  const auto runtime = properties.at("Runtime").get<std::string>();
  const bool executable = properties.at("Handler") == "bootstrap";  // of Go
  const std::string built = runtime.rfind("java", 0) == 0 ? "/target/classes"
                            : isCsharp(runtime)           ? "/bin/publish"
                            : executable                  ? "/build"
                                                          : "";
  archive.set("source_dir", interpolated("${path.module}/" + folder + built));
  if (executable) archive.set("output_file_mode", text("0755"));
  archive.set("output_path", interpolated("${path.module}/build/" + aws.name(id) + ".zip"));
  archive.set("excludes", texts({"tests", "events", "__pycache__"}));
}

std::string withoutSlash(std::string folder) {
  while (!folder.empty() && folder.back() == '/') folder.pop_back();
  return folder;
}

void addAlias(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  const std::string name = aws.name(id);
  Block& alias = aws.add(kPart, "aws_lambda_alias", name);
  alias.set("name", aws.value(properties.at("AutoPublishAlias")));
  alias.set("function_name", aws.address(id, "function_name"));
  alias.set("function_version", aws.address(id, "version"));
  if (!properties.contains("ProvisionedConcurrencyConfig")) return;
  Block& provisioned = aws.add(kPart, "aws_lambda_provisioned_concurrency_config", name);
  provisioned.set("function_name", aws.address(id, "function_name"));
  provisioned.set("qualifier", fmt::format("aws_lambda_alias.{}.name", name));
  aws.copy(provisioned, "provisioned_concurrent_executions", properties.at("ProvisionedConcurrencyConfig"),
           "ProvisionedConcurrentExecutions");
}

void addInvokeConfig(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  const Tree& config = properties.at("EventInvokeConfig");
  Block& block = aws.add(kPart, "aws_lambda_function_event_invoke_config", aws.name(id));
  block.set("function_name", aws.address(id, "function_name"));
  if (properties.contains("AutoPublishAlias")) block.set("qualifier", fmt::format("aws_lambda_alias.{}.name", aws.name(id)));
  aws.copy(block, "maximum_event_age_in_seconds", config, "MaximumEventAgeInSeconds");
  aws.copy(block, "maximum_retry_attempts", config, "MaximumRetryAttempts");
}

void addQueueMappings(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  if (!properties.contains("Events")) return;
  for (const auto& [eventName, event] : properties.at("Events").items()) {
    if (event.at("Type") != "SQS") continue;
    const Tree& wanted = event.at("Properties");
    const std::string queue = wanted.at("Queue").at("Fn::GetAtt").at(0).get<std::string>();
    Block& block =
        aws.add(kPart, "aws_lambda_event_source_mapping", fmt::format("{}_takes_{}", aws.name(id), aws.name(queue)));
    aws.copy(block, "event_source_arn", wanted, "Queue");
    block.set("function_name", properties.contains("AutoPublishAlias") ? fmt::format("aws_lambda_alias.{}.arn", aws.name(id))
                                                                       : aws.address(id, "arn"));
    aws.copy(block, "batch_size", wanted, "BatchSize");
    aws.copy(block, "maximum_batching_window_in_seconds", wanted, "MaximumBatchingWindowInSeconds");
    aws.copy(block, "function_response_types", wanted, "FunctionResponseTypes");
    aws.tag(block, properties);
    block.set("depends_on", list({fmt::format("aws_iam_role_policy.{}", aws.name(id))}));
    if (wanted.contains("ScalingConfig"))
      aws.copy(block.block("scaling_config"), "maximum_concurrency", wanted.at("ScalingConfig"), "MaximumConcurrency");
  }
}

}  // namespace

void addFunction(AwsConfiguration& aws, const std::string& id, const Tree& properties) {
  addCode(aws, id, withoutSlash(properties.at("CodeUri").get<std::string>()));
  addRole(aws, id, properties);
  const std::string name = aws.name(id);
  const std::string archive = fmt::format("data.archive_file.{}.", name);
  Block& block = aws.add(kPart, "aws_lambda_function", name);
  block.set("function_name", aws.physicalName(id, 64));
  aws.copy(block, "description", properties, "Description");
  block.set("role", fmt::format("aws_iam_role.{}.arn", name));
  block.set("filename", archive + "output_path");
  block.set("source_code_hash", archive + "output_base64sha256");
  aws.copy(block, "handler", properties, "Handler");
  aws.copy(block, "runtime", properties, "Runtime");
  aws.copy(block, "architectures", properties, "Architectures");
  aws.copy(block, "memory_size", properties, "MemorySize");
  aws.copy(block, "timeout", properties, "Timeout");
  aws.copy(block, "reserved_concurrent_executions", properties, "ReservedConcurrentExecutions");
  if (properties.contains("AutoPublishAlias")) block.set("publish", boolean(true));
  aws.tag(block, properties);
  // What the first invocation may do is there before it.
  block.set("depends_on", list({fmt::format("aws_iam_role_policy.{}", name)}));
  if (properties.contains("Environment"))
    aws.copy(block.block("environment"), "variables", properties.at("Environment"), "Variables");
  const Tree& logging = properties.at("LoggingConfig");
  Block& logs = block.block("logging_config");
  aws.copy(logs, "log_format", logging, "LogFormat");
  aws.copy(logs, "application_log_level", logging, "ApplicationLogLevel");
  aws.copy(logs, "system_log_level", logging, "SystemLogLevel");
  aws.copy(logs, "log_group", logging, "LogGroup");
  aws.copy(block.block("tracing_config"), "mode", properties, "Tracing");
  if (properties.contains("SnapStart"))
    aws.copy(block.block("snap_start"), "apply_on", properties.at("SnapStart"), "ApplyOn");
  if (properties.contains("VpcConfig")) {
    Block& vpc = block.block("vpc_config");
    aws.copy(vpc, "security_group_ids", properties.at("VpcConfig"), "SecurityGroupIds");
    aws.copy(vpc, "subnet_ids", properties.at("VpcConfig"), "SubnetIds");
  }
  if (properties.contains("AutoPublishAlias")) addAlias(aws, id, properties);
  if (properties.contains("EventInvokeConfig")) addInvokeConfig(aws, id, properties);
  addQueueMappings(aws, id, properties);
}

}  // namespace virga::model::terraform
