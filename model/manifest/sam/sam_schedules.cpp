// Schedules of EventBridge Scheduler, one for each target.
#include <fmt/format.h>

#include "model/manifest/sam/aws_schedule.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

namespace {

// The input that the schedule hands over. The fields that its receivers need name the execution.
std::string inputOf(const SamContext& sam, const ComponentId& schedule, const ComponentId& target) {
  Tree input = Tree::object();
  for (const auto& key : keysFor(sam.architecture, sam.plans, target)) input[key] = "<aws.scheduler.execution-id>";
  input["schedule"] = schedule;
  input["scheduledTime"] = "<aws.scheduler.scheduled-time>";
  return input.dump();
}

std::string actionFor(const ComponentKind& kind) {
  if (std::holds_alternative<Function>(kind)) return "lambda:InvokeFunction";
  if (std::holds_alternative<Queue>(kind)) return "sqs:SendMessage";
  if (std::holds_alternative<Topic>(kind)) return "sns:Publish";
  if (std::holds_alternative<Stream>(kind)) return "kinesis:PutRecord";
  if (std::holds_alternative<EventBus>(kind)) return "events:PutEvents";
  return "states:StartExecution";
}

void addTarget(SamContext& sam, const ComponentId& id, const Schedule& schedule, const ScheduleTarget& wanted) {
  const ComponentId& to = wanted.to.id;
  const ComponentKind& kind = sam.architecture.find(to)->kind;
  const std::string name = sam.ids.take(sam.ids.of(id) + "To" + sam.ids.of(to));
  const auto dead = undeliverable(sam, to);
  Tree statements = Tree::array();
  statements.push_back(statement({actionFor(kind)}, arnOf(sam, to)));
  if (dead) statements.push_back(statement({"sqs:SendMessage"}, arnOf(sam, *dead)));
  const std::string role = addRole(sam, name + "Role", "scheduler.amazonaws.com", statements, id);
  Tree target = Tree::object();
  target["Arn"] = arnOf(sam, to);
  target["RoleArn"] = getAtt(role, "Arn");
  target["Input"] = inputOf(sam, id, to);
  if (std::holds_alternative<EventBus>(kind)) target["EventBridgeParameters"] = {{"DetailType", "schedule"}, {"Source", id}};
  if (std::holds_alternative<Stream>(kind)) target["KinesisParameters"]["PartitionKey"] = id;
  if (dead) target["DeadLetterConfig"]["Arn"] = arnOf(sam, *dead);
  Tree& resource = sam.resources[name];
  resource["Type"] = "AWS::Scheduler::Schedule";
  Tree& properties = resource["Properties"];
  properties["Description"] = shortened(id + " to " + to, 512);
  properties["ScheduleExpression"] = awsSchedule(schedule).value();  // samProblems() refuses those that AWS has no words for
  properties["ScheduleExpressionTimezone"] = schedule.timeZone;
  properties["FlexibleTimeWindow"]["Mode"] = "OFF";
  properties["State"] = "ENABLED";
  properties["Target"] = target;
}

}  // namespace

void addSchedules(SamContext& sam) {
  for (const Component& component : sam.architecture.components) {
    const auto* schedule = std::get_if<Schedule>(&component.kind);
    if (!schedule) continue;
    for (const ScheduleTarget& target : schedule->targets) addTarget(sam, component.id, *schedule, target);
    if (schedule->every)
      sam.note(Severity::info, "rate-from-deployment", component.id,
               fmt::format("'{}' counts its {} from the deployment on", component.id, toText(*schedule->every)));
  }
}

}  // namespace virga::model
