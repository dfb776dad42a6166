#include <algorithm>

#include "simulator/platform/compilation.h"

namespace virga::simulator {

using namespace model;

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const SqlDb& database) {
  CompiledDatabase compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.limit = database.connectionLimit;
  compiled.perInvocation = database.connections == ConnectionUse::perInvocation;
  if (database.pool) {
    compiled.poolSize = std::min(database.pool->size, database.connectionLimit);
    compiled.poolWait = database.pool->wait.nanoseconds;
  }
  compiled.connect = c.sampler(database.connectLatency, "sql-db.connect-latency", id + ".connect-latency");
  compiled.read = c.sampler(database.readLatency, "sql-db.read-latency", id + ".read-latency");
  compiled.write = c.sampler(database.writeLatency, "sql-db.write-latency", id + ".write-latency");
  compiled.faults = c.faults(id);
  c.system.databases.push_back(std::move(compiled));
}

void compileHolders(Compilation& c) {
  for (std::uint32_t function = 0; function < c.system.functions.size(); ++function)
    for (const auto& edge : c.system.functions[function].edges) {
      if (edge.kind != TargetKind::database) continue;
      auto& database = c.system.databases[edge.target];
      const bool known = !database.holders.empty() && database.holders.back() == function;
      if (!database.perInvocation && database.poolSize == 0 && !known) database.holders.push_back(function);
    }
}

}  // namespace virga::simulator
