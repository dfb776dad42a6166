// What Fargate, load balancers or API Gateway would refuse of container services and of routes that lead to them.
#include <cmath>

#include <fmt/format.h>

#include "model/manifest/handlers/csharp_services.h"
#include "model/manifest/sam/sam_context.h"
#include "model/manifest/sam/sam_limits.h"
#include "model/manifest/sam/sam_services.h"

namespace virga::model {

namespace {

constexpr std::int64_t kIdleMax = 4000;  // s; "Application Load Balancers", idle_timeout.timeout_seconds, 2026
constexpr std::size_t kLabelMax = 63;    // characters of a part of a name in DNS
constexpr int kTasksMax = 5000;          // Amazon ECS, "Service quotas", tasks per service, 2026

Problem error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint) {
  return {Severity::error, id, "", 0, 0, path, message, hint};
}

// The smallest task that has as much of both; empty for none.
std::string nearest(std::int64_t units, std::int64_t mebibytes) {
  for (const std::int64_t cpu : {256, 512, 1024, 2048, 4096, 8192, 16384}) {
    if (cpu < units) continue;
    for (std::int64_t memory = 512; memory <= 120 * 1024; memory += 512)
      if (memory >= mebibytes && fargateHas(cpu, memory))
        return fmt::format("vcpus: {:g} and memory: {} MiB", static_cast<double>(cpu) / 1024, memory);
  }
  return {};
}

void checkService(const FunctionPlan& plan, Problems& problems) {
  const ComponentId& id = plan.component->id;
  const ContainerService& service = *plan.service;
  const std::int64_t units = cpuUnits(service), memory = wholeMebibytes(service.memory);
  if (std::abs(service.vcpus * 1024 - static_cast<double>(units)) > 1e-6 || !fargateHas(units, memory)) {
    const std::string near = nearest(units, memory);
    problems.push_back(
        error("out-of-range", id + ".vcpus",
              fmt::format("Fargate has no tasks of {:g} vCPUs with {}", service.vcpus, toText(service.memory)),
              near.empty() ? "choose at most 16 vCPUs and 120 GiB" : "choose " + near));
  }
  if (service.timeout < seconds(1) || wholeSeconds(service.timeout) > kIdleMax)
    problems.push_back(
        error("out-of-range", id + ".timeout",
              fmt::format("{} isn't possible: a load balancer waits 1 s to {} s", toText(service.timeout), kIdleMax),
              fmt::format("choose a value from 1 s to {} s", kIdleMax)));
  if (id.size() > kLabelMax)
    problems.push_back(error("out-of-range", id, fmt::format("a part of a name in DNS has at most {} characters", kLabelMax),
                             "give it a shorter name"));
  if (mostServers(service) > kTasksMax)
    problems.push_back(
        error("out-of-range", id + (service.autoscaling ? ".autoscaling.max-servers" : ".servers"),
              fmt::format("{} isn't possible: a service has at most {} tasks", mostServers(service), kTasksMax),
              fmt::format("choose at most {}", kTasksMax)));
  if (!service.autoscaling) return;
  const Autoscaling& rule = *service.autoscaling;
  for (const auto& [name, value] : {std::pair{"every", rule.every}, std::pair{"cooldown", rule.cooldown}})
    if (Duration{wholeSeconds(value) * 1'000'000'000} != value)
      problems.push_back(
          {Severity::warning, "rounded", "", 0, 0, fmt::format("{}.autoscaling.{}", id, name),
           fmt::format("Application Auto Scaling takes whole seconds; {} becomes {} s", toText(value), wholeSeconds(value)),
           "choose whole seconds to deploy what is simulated"});
}

void checkSplit(const Architecture& architecture, const std::string& path, const Split& split, Problems& problems) {
  const auto* function = findKind<Function>(architecture, split.to.id);
  if (!function && !findKind<ContainerService>(architecture, split.to.id))
    problems.push_back(error("not-covered", path + ".to",
                             fmt::format("this format doesn't cover a share for '{}'", split.to.id),
                             "name a function or container-service"));
}

// Handlers in Java and C# take requests of API Gateway, not those of load balancers.
void checkBalanced(const Architecture& architecture, const std::string& path, const ComponentId& to, Problems& problems) {
  const auto* function = findKind<Function>(architecture, to);
  if (function && (function->runtime.rfind("java", 0) == 0 || isCsharp(function->runtime)))
    problems.push_back(error("not-covered", path,
                             fmt::format("a load balancer shares this route out, and the handlers in {} don't read its "
                                         "requests",
                                         function->runtime),
                             "choose nodejs22 or python3.12, or take the split out"));
}

}  // namespace

Problems serviceProblems(const Architecture& architecture, const std::vector<FunctionPlan>& services) {
  Problems problems;
  for (const FunctionPlan& plan : services) checkService(plan, problems);
  for (const Component& component : architecture.components) {
    const auto* api = std::get_if<HttpApi>(&component.kind);
    for (std::size_t i = 0; api && i < api->routes.size(); ++i) {
      const Route& route = api->routes[i];
      if (!route.split) continue;
      const std::string path = fmt::format("{}.routes.{}", component.id, i);
      checkSplit(architecture, path + ".split", *route.split, problems);
      checkBalanced(architecture, path + ".to", route.to.id, problems);
      checkBalanced(architecture, path + ".split.to", route.split->to.id, problems);
    }
  }
  return problems;
}

}  // namespace virga::model
