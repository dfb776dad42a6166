#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/pricing/charged_items.h"
#include "model/problem.h"
#include "simulator/platform/function.h"
#include "simulator/services/client.h"
#include "simulator/services/container.h"
#include "simulator/services/database.h"
#include "simulator/services/gateway.h"
#include "simulator/services/queue.h"
#include "simulator/services/schedule.h"
#include "simulator/services/socket.h"
#include "simulator/services/store.h"
#include "simulator/services/stream.h"
#include "simulator/services/topic.h"

// What the simulation runs on: the architecture under one scenario and one provider with indices instead of names and
// nanoseconds instead of units. Made once, shared by all replications, never changed.
namespace virga::simulator {

struct CompiledSystem {
  const model::Architecture* architecture = nullptr;  // with the scenario's settings applied; outlives this
  model::Scenario scenario;
  std::vector<Target> parts;  // of each component, in the architecture's order
  std::vector<CompiledFunction> functions;
  std::vector<CompiledContainer> containers;
  std::vector<CompiledConsumer> consumers;
  std::vector<CompiledQueue> queues;
  std::vector<CompiledService> services;
  std::vector<CompiledTopic> topics;
  std::vector<CompiledStream> streams;  // those of tables behind the others
  std::vector<CompiledStreamConsumer> streamConsumers;
  std::uint32_t lanes = 0;
  std::vector<CompiledDatabase> databases;
  std::vector<CompiledApi> apis;
  std::vector<CompiledSocket> sockets;
  std::vector<CompiledAuth> auths;
  std::vector<CompiledSchedule> schedules;
  std::vector<CompiledScheduleTarget> scheduleTargets;
  std::vector<CompiledFlow> flows;
  std::int64_t accountConcurrency = -1;  // for what is neither reserved nor provisioned; -1: no limit
  TokenBucket accountRequestRate;
  std::int64_t accountMemory = -1;                    // bytes of all functions at once; -1: no limit
  std::int64_t duration = 0, warmup = 0, bucket = 0;  // ns
  model::ChargedItems charged;                        // what the run is metered in
  model::Decimal readUnitShare = 1;                   // read units of a table per begun block that is read
};

// The scenario's settings must be applied already; files of empirical laws are relative to the project's folder. Problems
// where the design can't run: no arrivals, missing routes, unreadable files …
tl::expected<CompiledSystem, model::Problems> compile(const model::Architecture& architecture,
                                                      const model::Scenario& scenario, const model::Catalog& catalog,
                                                      const std::filesystem::path& projectFolder);

}  // namespace virga::simulator
