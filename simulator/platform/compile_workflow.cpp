#include <limits>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

// A workflow runs all its executions on one instance that never leaves and has a slot for each.
void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Workflow& workflow) {
  CompiledFunction compiled;
  compiled.name = id;
  compiled.role = Role::workflow;
  compiled.component = component;
  compiled.answersClients = workflow.type == WorkflowType::express;
  compiled.timeout = workflow.timeout.nanoseconds;
  compiled.instanceConcurrency = std::numeric_limits<std::uint32_t>::max();
  compiled.provisioned = 1;
  compiled.fixedKeepAlive = 0;
  compiled.invokeLatency = c.sampler("workflow.start-latency");
  compiled.transitionLatency = c.sampler("workflow.transition-latency");
  compiled.billingGranularity = c.catalog.duration("workflow.billing-granularity").nanoseconds;
  compiled.memory = c.catalog.size("workflow.metered-memory").bytes;
  compiled.faults = c.faults(id);
  compileSteps(c, workflow.states, compiled);
  c.system.functions.push_back(std::move(compiled));
}

}  // namespace virga::simulator
