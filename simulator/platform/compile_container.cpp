#include <algorithm>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const ContainerService& service) {
  CompiledFunction compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.role = Role::container;
  compiled.container = static_cast<std::uint32_t>(c.system.containers.size());
  compiled.vcpus = service.vcpus;
  compiled.stretch = 1.0 / std::min(1.0, service.vcpus);
  compiled.timeout = service.timeout.nanoseconds;
  compiled.memory = service.memory.bytes;
  compiled.errors = service.errors.value;
  compiled.instanceConcurrency = static_cast<std::uint32_t>(service.concurrency);
  compiled.faults = c.faults(id);
  compileSteps(c, service.steps, compiled);

  CompiledContainer servers;
  servers.function = static_cast<std::uint32_t>(c.system.functions.size());
  servers.servers = static_cast<std::uint32_t>(service.servers);
  if (service.queueLimit) servers.queueLimit = *service.queueLimit;
  if (const auto& rule = service.autoscaling) {
    servers.scaling.maxServers = static_cast<std::uint32_t>(std::max(rule->maxServers, service.servers));
    servers.scaling.target = rule->target.value;
    servers.scaling.every = rule->every.nanoseconds;
    servers.scaling.cooldown = rule->cooldown.nanoseconds;
    servers.scaling.start = c.law(rule->start, id + ".autoscaling.start");
  }
  c.system.containers.push_back(std::move(servers));
  c.system.functions.push_back(std::move(compiled));
}

}  // namespace virga::simulator
