#include <utility>

#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::Expression;
using terraform::interpolated;
using terraform::number;
using terraform::object;
using terraform::text;

constexpr int kLogDays = 30;  // in steps of 30 days: oracle/terraform-provider-oci, logging_log

}  // namespace

void addOciFunctions(OciStack& stack) {
  if (stack.plan.functions.empty()) return;
  Block& application = stack.inCompartment("functions", "oci_functions_application", "this");
  application.set("display_name", text(stack.plan.names.application()));
  application.set("subnet_ids", "[var.functions_subnet_ocid]");
  application.set("shape", text(stack.plan.shape));
  stack.tag(application, stack.plan.names.application());
  Block& group = stack.inCompartment("functions", "oci_logging_log_group", "this");
  group.set("display_name", text(stack.plan.names.application()));
  Block& log = stack.resource("functions", "oci_logging_log", "invocations");
  log.set("display_name", text(stack.plan.names.application() + "-invocations"));
  log.set("log_group_id", "oci_logging_log_group.this.id");
  log.set("log_type", text("SERVICE"));
  log.set("is_enabled", "true");
  log.set("retention_duration", number(kLogDays));
  Block& configuration = log.block("configuration");
  configuration.set("compartment_id", "var.compartment_ocid");
  Block& source = configuration.block("source");
  source.set("category", text("invoke"));
  source.set("resource", "oci_functions_application.this.id");
  source.set("service", text("functions"));
  source.set("source_type", text("OCISERVICE"));
  for (const OciFunction& function : stack.plan.functions) {
    const ComponentId& id = function.plan->component->id;
    Block& block = stack.resource("functions", "oci_functions_function", terraformName(id));
    block.set("application_id", "oci_functions_application.this.id");
    block.set("display_name", text(stack.plan.names.of(id)));
    block.set("image", interpolated("${var.image_prefix}/" + stack.plan.names.of(id) + ":0.0.1"));
    block.set("memory_in_mbs", text(std::to_string(function.memoryMib)));
    block.set("timeout_in_seconds", number(function.timeoutSeconds));
    if (function.detachedSeconds) block.set("detached_mode_timeout_in_seconds", number(*function.detachedSeconds));
    if (!function.config.empty()) {
      Expression config = object();
      for (const auto& [key, value] : function.config) config.with(key, value);
      block.set("config", std::move(config));
    }
    stack.tag(block, id);
    if (function.provisionedConcurrency) {
      Block& provisioned = block.block("provisioned_concurrency_config");
      provisioned.set("strategy", text("CONSTANT"));
      provisioned.set("count", number(*function.provisionedConcurrency));
    }
  }
}

}  // namespace virga::model
