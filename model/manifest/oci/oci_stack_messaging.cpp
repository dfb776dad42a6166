#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::jsonEncoded;
using terraform::list;
using terraform::number;
using terraform::object;
using terraform::text;

void addConnector(OciStack& stack, const OciConnector& connector) {
  const std::string from = terraformName(connector.source), to = terraformName(connector.function);
  Block& block = stack.inCompartment("messaging", "oci_sch_service_connector", from + "_to_" + to);
  block.set("display_name",
            text(fmt::format("{}-to-{}", stack.plan.names.full(connector.source), stack.plan.names.of(connector.function))));
  stack.tag(block, connector.source);
  Block& source = block.block("source");
  if (connector.stream) {
    source.set("kind", text("streaming"));
    source.set("stream_id", fmt::format("oci_streaming_stream.{}.id", from));
    source.block("cursor").set("kind", text("TRIM_HORIZON"));
  } else {
    source.set("kind", text("plugin"));
    source.set("plugin_name", text("QueueSource"));
    source.set("config_map", jsonEncoded(object({{"queueId", fmt::format("oci_queue_queue.{}.id", from)}})));
  }
  Block& target = block.block("target");
  target.set("kind", text("functions"));
  target.set("function_id", fmt::format("oci_functions_function.{}.id", to));
  target.set("batch_size_in_num", number(connector.batchCount));
  if (connector.batchSeconds > 0) target.set("batch_time_in_sec", number(connector.batchSeconds));
}

void addSchedule(OciStack& stack, const OciSchedule& schedule, std::size_t which) {
  Block& block = stack.inCompartment("messaging", "oci_resource_scheduler_schedule", scheduleName(schedule, which));
  block.set("display_name",
            text(fmt::format("{}-to-{}", stack.plan.names.full(schedule.id), stack.plan.names.of(schedule.function))));
  block.set("action", text("START_RESOURCE"));
  block.set("recurrence_type", text("CRON"));
  block.set("recurrence_details", text(schedule.cron));
  block.set("local_time_zone", text(schedule.timeZone));
  stack.tag(block, schedule.id);
  Block& resource = block.block("resources");
  resource.set("id", fmt::format("oci_functions_function.{}.id", terraformName(schedule.function)));
  Block& parameters = resource.block("parameters");
  parameters.set("parameter_type", text("BODY"));
  parameters.set("value", list({text(schedule.body)}));
}

}  // namespace

std::string scheduleName(const OciSchedule& schedule, std::size_t number) {
  return fmt::format("{}_to_{}_{}", terraformName(schedule.id), terraformName(schedule.function), number);
}

void addOciMessaging(OciStack& stack) {
  for (const OciQueue& queue : stack.plan.queues) {
    Block& block = stack.inCompartment("messaging", "oci_queue_queue", terraformName(queue.id));
    block.set("display_name", text(stack.plan.names.full(queue.id)));
    block.set("visibility_in_seconds", number(queue.visibilitySeconds));
    block.set("retention_in_seconds", number(queue.retentionSeconds));
    block.set("dead_letter_queue_delivery_count", number(queue.deadLetterDeliveries));
    stack.tag(block, queue.id);
  }
  for (const OciStream& stream : stack.plan.streams) {
    Block& block = stack.inCompartment("messaging", "oci_streaming_stream", terraformName(stream.id));
    block.set("name", text(stack.plan.names.full(stream.id)));
    block.set("partitions", number(stream.partitions));
    block.set("retention_in_hours", number(stream.retentionHours));
    stack.tag(block, stream.id);
  }
  for (const OciConnector& connector : stack.plan.connectors) addConnector(stack, connector);
  for (const OciTopic& topic : stack.plan.topics) {
    Block& block = stack.inCompartment("messaging", "oci_ons_notification_topic", terraformName(topic.id));
    block.set("name", text(stack.plan.names.full(topic.id)));
    stack.tag(block, topic.id);
    for (const ComponentId& to : topic.subscribers) {
      const bool function = findKind<Function>(*stack.plan.architecture, to) != nullptr;
      Block& subscription =
          stack.inCompartment("messaging", "oci_ons_subscription", terraformName(topic.id) + "_to_" + terraformName(to));
      subscription.set("topic_id", fmt::format("oci_ons_notification_topic.{}.id", terraformName(topic.id)));
      subscription.set("protocol", text(function ? "ORACLE_FUNCTIONS" : "CUSTOM_HTTPS"));
      subscription.set("endpoint", function ? fmt::format("oci_functions_function.{}.id", terraformName(to))
                                            : fmt::format("var.{}_endpoint", terraformName(to)));
    }
  }
  std::size_t count = 0;
  for (const OciSchedule& schedule : stack.plan.schedules) addSchedule(stack, schedule, ++count);
}

}  // namespace virga::model
