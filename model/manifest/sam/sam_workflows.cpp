// Workflows as state machines of Step Functions.
#include <fmt/format.h>

#include "model/edit/references.h"
#include "model/manifest/sam/asl.h"

namespace virga::model {

void addWorkflows(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* workflow = std::get_if<Workflow>(&component.kind);
    if (!workflow) continue;
    const std::string name = sam.ids.of(component.id);
    const std::string logGroup = sam.ids.take(name + "LogGroup");
    Tree& group = sam.resources[logGroup];
    group["Type"] = "AWS::Logs::LogGroup";
    // The prefix keeps the account's resource policy for log delivery below its size limit (Step Functions guide).
    group["Properties"]["LogGroupName"] = sub("/aws/vendedlogs/states/${AWS::StackName}-" + component.id);
    group["Properties"]["RetentionInDays"] = refTo("LogRetentionDays");
    group["Properties"]["Tags"] = sam.tagList(component.id);

    StateMachine machine = stateMachineOf(sam, component.id, *workflow);
    // CloudWatch Logs and X-Ray have no resources for these (Step Functions guide, "Using CloudWatch Logs").
    machine.statements.push_back(statement(
        {"logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies",
         "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:UpdateLogDelivery"},
        "*"));
    Tree policy = Tree::object();
    policy["Version"] = "2012-10-17";
    policy["Statement"] = machine.statements;
    Tree destination = Tree::object();
    destination["CloudWatchLogsLogGroup"]["LogGroupArn"] = getAtt(logGroup, "Arn");
    Tree resource = Tree::object();
    resource["Type"] = "AWS::Serverless::StateMachine";
    Tree& properties = resource["Properties"];
    properties["Type"] = workflow->type == WorkflowType::express ? "EXPRESS" : "STANDARD";
    properties["Definition"] = machine.definition;
    properties["Policies"] = Tree::array();
    properties["Policies"].push_back(policy);
    properties["Logging"]["Level"] = workflow->type == WorkflowType::express ? "ALL" : "ERROR";
    properties["Logging"]["IncludeExecutionData"] = false;
    properties["Logging"]["Destinations"] = Tree::array();
    properties["Logging"]["Destinations"].push_back(destination);
    properties["Tracing"]["Enabled"] = true;
    properties["Tags"] = sam.tagMap(component.id);
    sam.resources[name] = resource;
    sam.output(name + "Arn", "ARN of the workflow " + component.id, refTo(name));
    bool draws = false;
    forEachStep(workflow->states, {},
                [&](const Step& step, const std::string&) { draws |= std::holds_alternative<BranchStep>(step.what); });
    if (draws)
      sam.note(Severity::warning, "condition-to-write", component.id + ".states",
               fmt::format("a draw with the shares of the design takes the branches of '{}'", component.id),
               "put the real conditions into its Choice");
  }
}

}  // namespace virga::model
