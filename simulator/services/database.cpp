#include "simulator/services/database.h"

#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

bool isRead(model::Operation operation) {
  return operation == model::Operation::read || operation == model::Operation::query;
}

void changeOpen(World& world, DatabaseRecorder& record, std::int64_t change) {
  record.connections.set(world.now, record.connections.level() + change);
}

// The sessions of the strand's invocation or of its instance, by the database's way. A workflow has no instance of its own
// that could keep any.
std::uint32_t& sessionsOf(World& world, const CompiledDatabase& database, std::uint32_t strand) {
  auto& invocation = world.invocations[world.strands[strand].invocation];
  const bool isWorkflow = world.system.functions[invocation.function].role == Role::workflow;
  if (database.perInvocation || isWorkflow) return invocation.sessions;
  return world.functions[invocation.function].pool[invocation.instance].sessions;
}

std::uint32_t sessionOf(World& world, std::uint32_t database, std::uint32_t& first) {
  for (auto index = first; index != kNone; index = world.sessions[index].next)
    if (world.sessions[index].database == database) return index;
  const auto index = world.sessions.make();
  auto& session = world.sessions[index];
  session.database = database;
  session.next = first;
  session.open = session.busy = 0;
  session.held = true;
  first = index;
  return index;
}

// Whether one more connection may be opened. Instances that have been due to leave are seen to first: those with a fixed
// keep-alive leave when somebody looks.
bool mayOpen(World& world, const CompiledDatabase& database, const DatabaseState& state) {
  for (const auto function : database.holders) expireIdle(world, world.functions[function]);
  return state.record.connections.level() < database.limit;
}

void run(World& world, std::uint32_t index) {
  const auto& query = world.queries[index];
  const auto& database = world.system.databases[query.database];
  auto& state = world.databases[query.database];
  state.record.running.set(world.now, state.record.running.level() + 1);
  const auto time = draw(query.reads ? database.read : database.write, state.latency, query.id, query.number);
  if (world.tracer) [[unlikely]]
    world.tracer->queryRuns(world, index, world.now + time + query.extra);
  world.schedule(world.now + time + query.extra, EventKind::queryEnds, index);
}

// Ends a query that got no connection.
void turnAway(World& world, std::uint32_t index) {
  auto& record = world.databases[world.queries[index].database].record;
  record.refuse(world.now);
  --record.inFlight;
  const auto caller = world.queries[index].caller;
  world.queries.release(index);
  answer(world, caller, Outcome::error);
}

void runOnPool(World& world, std::uint32_t index) {
  auto& state = world.databases[world.queries[index].database];
  ++state.lent;
  state.record.wait.record(world.now - world.queries[index].calledAt);
  run(world, index);
}

void await(World& world, const CompiledDatabase& database, DatabaseState& state, std::uint32_t index) {
  const auto deadline = world.now + database.poolWait;
  state.waiting.push({deadline, index, world.queries[index].ticket});
  if (state.waitPending) return;
  state.waitPending = true;
  world.schedule(deadline, EventKind::queriesDue, world.queries[index].database);
}

}  // namespace

void DatabaseRecorder::answered(std::int64_t now, std::int64_t waited, Outcome outcome) {
  if (outcome == Outcome::ok)
    ++succeeded;
  else
    fail(now);
  latency.record(now, waited);
}

void DatabaseRecorder::reset(std::int64_t now) {
  reads = writes = succeeded = errors = refused = throttles = retries = 0;
  inFlightAtReset = inFlight;
  latency.reset();
  wait.clear();
  connections.reset(now);
  running.reset(now);
}

void query(World& world, std::uint32_t databaseIndex, model::Operation operation, std::uint32_t strand, std::uint64_t id,
           std::uint32_t number) {
  const auto& database = world.system.databases[databaseIndex];
  auto& state = world.databases[databaseIndex];
  auto& record = state.record;
  const auto strandTicket = world.strands[strand].ticket;
  record.called(world.now, isRead(operation));
  FaultEffect fault;
  if (!database.faults.empty()) {
    fault = faultEffect(database.faults, world.now, state.faults, id, number);
    if (fault.outcome == Outcome::throttled) {
      ++record.throttles;
      return world.schedule(world.now, EventKind::stepThrottled, strand, strandTicket);
    }
    if (fault.silent) return record.fail(world.now);
    if (fault.refused) {
      record.fail(world.now);
      return world.schedule(world.now, EventKind::stepError, strand, strandTicket);
    }
  }
  std::uint32_t session = kNone;
  bool opens = false;
  if (database.poolSize == 0) {
    session = sessionOf(world, databaseIndex, sessionsOf(world, database, strand));
    opens = world.sessions[session].open == world.sessions[session].busy;
    if (opens && !mayOpen(world, database, state)) {
      record.refuse(world.now);
      return world.schedule(world.now, EventKind::stepError, strand, strandTicket);
    }
  }
  const auto index = world.queries.makeNew();
  auto& made = world.queries[index];
  made.calledAt = world.now;
  made.id = id;
  made.number = number;
  made.database = databaseIndex;
  made.session = session;
  made.caller = {Caller::Kind::strand, strand, strandTicket};
  made.extra = fault.latency;
  made.outcome = fault.outcome;
  made.reads = isRead(operation);
  ++record.inFlight;
  if (session == kNone) {
    if (state.lent < database.poolSize) return runOnPool(world, index);
    return await(world, database, state, index);
  }
  auto& connections = world.sessions[session];
  ++connections.busy;
  if (!opens) return run(world, index);
  ++connections.open;
  changeOpen(world, record, 1);
  const auto connect = database.connect.isConstant()
                           ? database.connect.nanoseconds(0.5)
                           : database.connect.nanoseconds(state.latency.uniforms(id, number).second);
  if (connect == 0) return run(world, index);
  world.schedule(world.now + connect, EventKind::queryRuns, index);
}

void queryRuns(World& world, std::uint32_t index) { run(world, index); }

void queryEnds(World& world, std::uint32_t index) {
  const auto done = world.queries[index];
  world.queries.release(index);
  auto& state = world.databases[done.database];
  auto& record = state.record;
  --record.inFlight;
  record.running.set(world.now, record.running.level() - 1);
  record.answered(world.now, world.now - done.calledAt, done.outcome);
  if (done.session == kNone) {
    --state.lent;
    if (!state.waiting.empty()) {
      const auto next = state.waiting.front().index;
      state.waiting.pop();
      runOnPool(world, next);
    }
  } else {
    auto& session = world.sessions[done.session];
    --session.busy;
    if (!session.held) {
      --session.open;
      changeOpen(world, record, -1);
      if (session.open == 0) world.sessions.release(done.session);
    }
  }
  answer(world, done.caller, done.outcome);
}

void queriesDue(World& world, std::uint32_t database) {
  auto& state = world.databases[database];
  while (!state.waiting.empty() && state.waiting.front().deadline <= world.now) {
    const auto index = state.waiting.front().index;
    state.waiting.pop();
    turnAway(world, index);
  }
  state.waitPending = !state.waiting.empty();
  if (state.waitPending) world.schedule(state.waiting.front().deadline, EventKind::queriesDue, database);
}

void closeSessions(World& world, std::uint32_t first, std::int64_t at) {
  for (auto index = first; index != kNone;) {
    auto& session = world.sessions[index];
    const auto next = session.next;
    const auto idle = static_cast<std::int64_t>(session.open - session.busy);
    if (idle > 0) {
      auto& connections = world.databases[session.database].record.connections;
      connections.set(world.now, connections.level() - idle);
      connections.correct(at, world.now, -idle);
    }
    session.open = session.busy;
    session.held = false;
    if (session.open == 0) world.sessions.release(index);
    index = next;
  }
}

}  // namespace virga::simulator
