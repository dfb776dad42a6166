#include <cmath>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

// Who opens connections to a database, and how many at most.
struct Callers {
  double connections = 0;
  bool hasBound = true;
  std::vector<std::string> names;
};

double instancesOf(const Function& function, double concurrency) {
  return std::ceil(concurrency / function.instanceConcurrency.value_or(1));
}

// Functions without a reserved concurrency share the account's.
Callers callersOf(const Checked& checked, const ComponentId& database, ConnectionUse use) {
  std::optional<double> account = checked.catalog.optionalNumber("function.account-concurrency");
  for (const auto& settings : checked.architecture.providers)
    if (settings.provider == checked.catalog.provider && settings.concurrencyLimit) account = *settings.concurrencyLimit;
  Callers callers;
  double shared = 0;
  std::set<ComponentId> seen;
  for (const auto& edge : checked.edges) {
    if (edge.role != EdgeRole::call || edge.to != database || !seen.insert(edge.from).second) continue;
    const bool perInstance = use == ConnectionUse::perInstance;
    if (const auto* function = checked.find<Function>(edge.from)) {
      const auto bound = function->reservedConcurrency ? std::optional<double>(*function->reservedConcurrency) : account;
      callers.hasBound = callers.hasBound && bound;
      const double opens = !bound ? 0 : perInstance ? instancesOf(*function, *bound) : *bound;
      if (function->reservedConcurrency)
        callers.connections += opens;
      else
        shared = std::max(shared, opens);
    } else if (const auto* service = checked.find<ContainerService>(edge.from)) {
      const int servers = std::max(service->servers, service->autoscaling ? service->autoscaling->maxServers : 0);
      callers.connections += perInstance ? servers : static_cast<double>(servers) * service->concurrency;
    } else {
      continue;
    }
    callers.names.push_back(fmt::format("'{}'", edge.from));
  }
  callers.connections += shared;
  return callers;
}

}  // namespace

void checkConnections(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* database = std::get_if<SqlDb>(&kind);
    if (!database) continue;
    const int limit = database->connectionLimit;
    if (database->pool) {
      if (database->pool->size > limit)
        report(problems, Severity::warning, "pool-above-limit", id + ".pool.size",
               fmt::format("the pool opens up to {} connections, and '{}' accepts {}", database->pool->size, id, limit),
               fmt::format("at most {}", limit), fmt::to_string(limit));
      continue;
    }
    const auto callers = callersOf(checked, id, database->connections);
    if (callers.hasBound && callers.connections <= limit) continue;
    report(problems, Severity::warning, "connection-limit", id + ".connection-limit",
           fmt::format("{} can open {} connections at once, and '{}' accepts {}", fmt::join(callers.names, ", "),
                       callers.hasBound ? fmt::format("{:.0f}", callers.connections) : "any number of", id, limit),
           "put a pool between them, or bound the functions by reserved-concurrency");
  }
}

}  // namespace virga::model
