// Lambda takes 4 KB of environment ("Lambda quotas", 2026).
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/sam/sam_limits.h"

namespace virga::model {

namespace {

constexpr std::size_t kEnvironmentMax = 4096;  // bytes of names and values

struct Variable {
  const char* suffix;
  std::size_t least;  // characters that its value has at least
};

// ARNs have a partition, a service, a region of 9 characters or more, an account of 12 digits and a name.
constexpr std::size_t kArn = std::string_view("arn:aws:s:us-east-1:123456789012:x").size();
constexpr std::size_t kUrl = std::string_view("https://x.us-east-1.amazonaws.com").size();

template <class Kind>
bool is(const ComponentKind& kind) {
  return std::holds_alternative<Kind>(kind);
}

std::vector<Variable> variablesOf(const ComponentKind& kind) {
  if (is<NosqlDb>(kind)) return {{"TABLE", 1}};
  if (is<ObjectStore>(kind)) return {{"BUCKET", 3}};
  if (is<Topic>(kind)) return {{"TOPIC_ARN", kArn}};
  if (is<Stream>(kind)) return {{"STREAM", 1}};
  if (is<EventBus>(kind)) return {{"BUS", 1}};
  if (is<Workflow>(kind)) return {{"WORKFLOW_ARN", kArn}};
  if (is<SecretStore>(kind)) return {{"SECRET_ARN", kArn}};
  if (is<SqlDb>(kind)) return {{"DATABASE_ARN", kArn}, {"DATABASE_SECRET_ARN", kArn}};
  if (is<WebsocketApi>(kind)) return {{"CONNECTIONS_URL", kUrl}};
  if (is<Queue>(kind)) return {{"QUEUE_URL", kUrl}};
  if (is<Function>(kind)) return {{"FUNCTION", 1}};
  if (is<HttpApi>(kind)) return {{"API_URL", kUrl}};
  if (is<ContainerService>(kind)) return {{"SERVICE_URL", 8}};
  if (is<Cache>(kind)) return {{"CACHE_HOST", kUrl - 8}, {"CACHE_PORT", 4}};
  if (is<External>(kind)) return {{"ENDPOINT", 8}, {"SECRET_ARN", kArn}};
  return {};
}

}  // namespace

Problems environmentProblems(const Architecture& architecture, const std::vector<FunctionPlan>& plans) {
  Problems problems;
  for (const FunctionPlan& plan : plans) {
    std::size_t least = 0;
    for (const Use& use : plan.uses)
      for (const Variable& variable : variablesOf(architecture.find(use.target)->kind))
        least += environmentName(use.target, variable.suffix).size() + variable.least;
    if (least <= kEnvironmentMax) continue;
    const ComponentId& id = plan.component->id;
    problems.push_back({Severity::error, "out-of-range", "", 0, 0, id + ".steps",
                        fmt::format("the environment that names what '{}' uses has {} B or more; Lambda takes {} B", id,
                                    least, kEnvironmentMax),
                        "share the work out to several functions, or give what it uses shorter ids"});
  }
  return problems;
}

}  // namespace virga::model
