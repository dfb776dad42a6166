#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/terraform_name.h"

namespace virga::model {

namespace {

using terraform::Block;
using terraform::Expression;
using terraform::interpolated;
using terraform::list;
using terraform::text;

void policy(OciStack& stack, const std::string& resource, const std::string& name, const std::string& description,
            std::vector<Expression> statements) {
  Block& block = stack.resource("policies", "oci_identity_policy", resource);
  block.set("compartment_id", "var.compartment_ocid");
  block.set("name", text(name));
  block.set("description", text(description));
  block.set("statements", list(std::move(statements)));
}

void addInvokers(OciStack& stack) {
  const auto allow = [](const std::string& action, const std::string& condition) {
    return interpolated(
        fmt::format("Allow any-user to {} in compartment id ${{var.compartment_ocid}} where all {{{}}}", action, condition));
  };
  const auto functionIs = [](const ComponentId& id) {
    return fmt::format("target.function.id = '${{oci_functions_function.{}.id}}'", terraformName(id));
  };
  for (const OciApi& api : stack.plan.apis) {
    std::set<std::string> invocations;
    for (const OciRoute& route : api.routes)
      invocations.insert(
          allow("use fn-invocation",
                "request.principal.type = 'ApiGateway', request.resource.compartment.id = '${var.compartment_ocid}', " +
                    functionIs(route.function)));
    policy(stack, "invoked_by_" + terraformName(api.id), stack.plan.names.full(api.id) + "-invokes",
           fmt::format("What the routes of {} lead to", api.id), {invocations.begin(), invocations.end()});
  }
  for (const OciConnector& connector : stack.plan.connectors) {
    const std::string from = terraformName(connector.source);
    const std::string who =
        "request.principal.type = 'serviceconnector', request.principal.compartment.id = '${var.compartment_ocid}', ";
    std::vector<Expression> statements;
    if (connector.stream)
      statements.push_back(allow("{STREAM_READ, STREAM_CONSUME}",
                                 who + fmt::format("target.stream.id = '${{oci_streaming_stream.{}.id}}'", from)));
    else
      statements.push_back(
          allow("{QUEUE_READ, QUEUE_CONSUME}", who + fmt::format("target.queue.id = '${{oci_queue_queue.{}.id}}'", from)));
    statements.push_back(allow("{FN_FUNCTION_READ, FN_INVOCATION}", who + functionIs(connector.function)));
    policy(stack, fmt::format("{}_to_{}", from, terraformName(connector.function)),
           fmt::format("{}-to-{}", stack.plan.names.full(connector.source), stack.plan.names.of(connector.function)),
           fmt::format("The connector from {} to {}", connector.source, connector.function), std::move(statements));
  }
  std::size_t number = 0;
  for (const OciSchedule& schedule : stack.plan.schedules) {
    const std::string name = scheduleName(schedule, ++number);
    policy(stack, "scheduled_" + name,
           fmt::format("{}-to-{}-{}", stack.plan.names.full(schedule.id), stack.plan.names.of(schedule.function), number),
           fmt::format("The schedule {}", schedule.id),
           {allow("use fn-invocation", fmt::format("request.principal.type = 'resourceschedule', request.principal.id = "
                                                   "'${{oci_resource_scheduler_schedule.{}.id}}', {}",
                                                   name, functionIs(schedule.function)))});
  }
}

}  // namespace

void addOciPolicies(OciStack& stack) {
  for (const OciFunction& function : stack.plan.functions) {
    if (function.grants.empty()) continue;
    const ComponentId& id = function.plan->component->id;
    const std::string name = terraformName(id);
    Block& group = stack.resource("policies", "oci_identity_dynamic_group", name);
    group.set("compartment_id", "var.tenancy_ocid");
    group.set("name", text(stack.plan.names.full(id)));
    group.set("description", text(fmt::format("The function {} of {}", id, stack.plan.names.application())));
    group.set("matching_rule",
              interpolated("ALL {resource.type = 'fnfunc', resource.id = '${oci_functions_function." + name + ".id}'}"));
    std::vector<Expression> statements;
    for (const OciGrant& grant : function.grants)
      statements.push_back(
          interpolated(fmt::format("Allow dynamic-group ${{oci_identity_dynamic_group.{}.name}} to {} in compartment id "
                                   "${{var.compartment_ocid}} where {} = '{}'",
                                   name, grant.action, grant.attribute, grant.value)));
    policy(stack, name, stack.plan.names.full(id), "What the steps of " + id + " do", std::move(statements));
  }
  addInvokers(stack);
}

}  // namespace virga::model
