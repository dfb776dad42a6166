#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>

#include "simulator/experiment/bucket_usage.h"
#include "simulator/experiment/conservation.h"
#include "simulator/experiment/observe.h"
#include "simulator/experiment/period_probe.h"
#include "simulator/experiment/replication.h"
#include "simulator/experiment/standstill.h"
#include "simulator/experiment/steps_ahead.h"
#include "simulator/kernel/trajectory_hash.h"
#include "simulator/platform/look_ahead.h"
#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t kWatchEvery = 1 << 16;  // events between two looks at the stop token
// Looked at all the time in debug builds, else at the end of each run. A figure of a run that lost a request is worth
// nothing, so the program ends.
#ifdef NDEBUG
constexpr std::uint64_t kConserveEvery = 1 << 22;
#else
constexpr std::uint64_t kConserveEvery = 1 << 8;
#endif

void conserve(const World& world) {
  const auto broken = conservationBroken(world);
  if (!broken) return;
  std::fprintf(stderr, "virga: error in the simulation at %lld ns: %s\n", static_cast<long long>(world.now),
               broken->c_str());
  std::abort();
}

// How many invocations an instance takes before the next one is used. An Azure instance takes what comes in its turn; the
// others' load balancers fill one to the autoscaler's target: an assumption, for no platform says it.
std::uint32_t fillOf(const CompiledFunction& function) {
  switch (function.scaling.kind) {
    case model::Scaling::perRequest: return function.instanceConcurrency;
    case model::Scaling::controller: return 1;
    case model::Scaling::autoscaler:
    case model::Scaling::knative: break;
  }
  return std::clamp(static_cast<std::uint32_t>(function.scaling.perInstance), 1u, function.instanceConcurrency);
}

class Run {
 public:
  Run(const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
      const ReplicationOptions& options)
      : system_(system), options_(options), world_(system), nextPart_(system.warmup) {
    const auto stream = [&](const std::string& name, Purpose purpose) {
      return RandomStream(seed, replication, name, purpose);
    };
    const auto grid = Grid::over(system.duration, system.bucket);
    world_.functions.reserve(system.functions.size());
    world_.flows.reserve(system.flows.size());
    arrivals_.reserve(system.flows.size());
    next_.reserve(system.flows.size());
    for (const auto& f : system.functions) {
      world_.functions.push_back(
          {InstancePool(f.reuse, f.fixedKeepAlive, f.instanceConcurrency, fillOf(f)),
           {},
           false,
           0,
           f.scaling.kind == model::Scaling::perRequest ? nullptr : std::make_unique<ScalingState>(grid),
           f.idleRange > 0 ? std::make_unique<Prewarming>(f.idleRange) : nullptr,
           f.role == Role::function ? f.memory : 0,
           {stream(f.name, Purpose::work), stream(f.name, Purpose::latency), stream(f.name, Purpose::errors),
            stream(f.name, Purpose::coldStart), stream(f.name, Purpose::keepAlive), stream(f.name, Purpose::branch),
            stream(f.name, Purpose::reuse), stream(f.name, Purpose::faults), stream(f.name, Purpose::backoff)},
           FunctionRecorder(grid),
           f.scaleOut,
           f.requestRate,
           {}});
      auto& state = world_.functions.back();
      for (std::uint32_t i = 0; i < f.provisioned; ++i) state.pool.addProvisioned(0);
      for (std::uint32_t i = 0; i < f.scaling.prewarmed; ++i) standBy(state);
      if (state.pool.live() > 0) state.record.instances.set(0, state.pool.live());
    }
    for (std::uint32_t i = 0; i < system.containers.size(); ++i) startContainer(i, grid);
    for (const auto& c : system.consumers) {
      world_.consumers.emplace_back();
      world_.consumers.back().pollers = c.startPollers;
    }
    for (const auto& q : system.queues)
      world_.queues.push_back({{},
                               {},
                               0,
                               0,
                               {},
                               false,
                               0,
                               stream(q.name, Purpose::latency),
                               stream(q.name, Purpose::faults),
                               QueueRecorder(grid)});
    for (const auto& s : system.services)
      world_.services.push_back({s.throttle, s.readUnits, s.writeUnits, stream(s.name, Purpose::latency),
                                 stream(s.name, Purpose::errors), stream(s.name, Purpose::faults), ServiceRecorder(grid),
                                 stream(s.name, Purpose::branch)});
    for (const auto& t : system.topics)
      world_.topics.push_back({t.rate, stream(t.name, Purpose::latency), stream(t.name, Purpose::branch),
                               stream(t.name, Purpose::faults), TopicRecorder(grid)});
    for (const auto& d : system.databases) {
      world_.databases.push_back(
          {0, {}, false, stream(d.name, Purpose::latency), stream(d.name, Purpose::faults), DatabaseRecorder(grid)});
      world_.databases.back().record.connections.set(0, d.poolSize);
    }
    for (const auto& a : system.apis)
      world_.apis.push_back({a.throttle,
                             {},
                             stream(a.name, Purpose::latency),
                             stream(a.name, Purpose::faults),
                             stream(a.name, Purpose::branch),
                             RequestRecorder(grid)});
    for (const auto& s : system.sockets)
      world_.sockets.push_back({s.throttle,
                                s.connects,
                                {},
                                stream(s.name, Purpose::latency),
                                stream(s.name, Purpose::faults),
                                0,
                                0,
                                SocketRecorder(grid)});
    for (const auto& a : system.auths)
      world_.auths.push_back({stream(a.name, Purpose::latency), stream(a.name, Purpose::faults), 0});
    for (const auto& s : system.streams) {
      const std::size_t limits = !s.limit.records.limited() && !s.limit.bytes.limited() ? 0 : s.onDemand ? 1 : s.shards;
      world_.streams.push_back({std::vector<StreamLimit>(limits, s.limit), s.recordsPerSecond, s.bytesPerSecond, 0, 0, 0,
                                stream(s.name, Purpose::latency), stream(s.name, Purpose::faults),
                                stream(s.name, Purpose::placement), StreamRecorder(grid)});
    }
    world_.streamConsumers.resize(system.streamConsumers.size());
    world_.lanes.resize(system.lanes);
    startLanes(world_);
    for (const auto& s : system.schedules) {
      const auto delay = stream(s.name, Purpose::latency);
      world_.schedules.push_back(
          {delay.words(0, 0xFFFFFFFFu).first, 0, delay, stream(s.name, Purpose::faults), ScheduleRecorder(grid)});
      scheduleNext(world_, static_cast<std::uint32_t>(world_.schedules.size() - 1));
    }
    world_.accountRequestRate = system.accountRequestRate;
    for (std::size_t i = 0; i < system.flows.size(); ++i) {
      const auto& flow = system.flows[i];
      const auto arrivals = stream(flow.client, Purpose::arrivals);
      world_.flows.push_back(
          {arrivals.words(0, 0xFFFFFFFFu).first, 0, stream(flow.client, Purpose::think), RequestRecorder(grid)});
      arrivals_.emplace_back(workload[i], arrivals);
      startFlow(static_cast<std::uint32_t>(i));
    }
    if (world_.functions.size() > kManyFunctions) ahead_.emplace(world_);
    if (!options.pilot) usage_.emplace(world_, grid);
    if (options.periods) periods_.emplace(world_);
    chooseEdge();
    if (!options.pilot) return;
    latencies_.resize(world_.flows.size());
    for (std::size_t i = 0; i < latencies_.size(); ++i) world_.flows[i].record.everyLatency = &latencies_[i];
  }

  World& world() { return world_; }

  ReplicationEnd operator()(const ReplicationWatch& watch) {
    std::uint64_t done = 0;
    TrajectoryHash trajectory;
    StepsAhead stepsAhead;
    auto& world = world_;
    for (;;) {
      const auto eventAt = world.events.nextTime();
      const bool arrival = nextArrival_ < eventAt;
      const auto time = arrival ? nextArrival_ : eventAt;
      if (world.stepsAtOnce > kMostStepsAtOnce) return tl::unexpected(TimeStandsStill{world.now, nextPlace(arrival)});
      if (time >= system_.duration) break;
      if (time != world.now)
        world.stepsAtOnce = 0;
      else
        ++world.stepsAtOnce;
      while (time >= nextEdge_) passEdge();
      world.now = time;
      if (arrival) {
        const auto flow = nextFlow_;
        if (options_.fingerprint) trajectory.add(time, static_cast<EventType>(EventKind::arrival), flow);
        next_[flow] = arrivals_[flow].next();
        chooseNext();
        arrive(world, flow, kNone);
      } else {
        const auto event = world.events.pop();
        if (ahead_)
          lookAhead();
        else
          stepsAhead(world);
        if (options_.fingerprint) trajectory.add(time, event.type(), event.target);
        dispatch(event);
      }
      if (done % kConserveEvery == 0) conserve(world);
      if (++done % kWatchEvery != 0) continue;
      if (inFlight(world) > kMostInFlight) return tl::unexpected(TimeStandsStill{world.now, nextPlace(arrival), true});
      if (watch && !watch(world, done)) return tl::unexpected(stopped(done));
    }
    while (system_.duration >= nextEdge_) passEdge();
    world.now = system_.duration;
    auto result = finish(done);
    if (options_.fingerprint) result.fingerprint = trajectory.value();
    return result;
  }

 private:
  std::string nextPlace(bool arrival) {
    if (world_.stuckFunction != kNone) return system_.functions[world_.stuckFunction].name;
    if (arrival) return clientOf(system_.flows[nextFlow_]);
    return world_.events.empty() ? std::string() : placeOf(world_, world_.events.pop());
  }

  ReplicationResult finish(std::uint64_t events) {
    auto& world = world_;
    for (auto& function : world.functions) expireIdle(world, function);
    conserve(world);
    auto result = observe(world);
    if (options_.batches > 0) edges_.push_back(partsOf(result));
    result.events = events;
    result.end = world.now;
    if (usage_) result.metered = usage_->take(world);
    result.edges = std::move(edges_);
    result.latencies = std::move(latencies_);
    if (periods_) {
      periods_->pass(world);
      result.periods = periods_->take();
    }
    return result;
  }

  ReplicationStopped stopped(std::uint64_t events) {
    if (partsPassed_ == 0 || world_.now <= system_.warmup) return {};
    return {finish(events)};
  }

  // The end of a bucket or of a part of the run.
  void passEdge() {
    world_.now = nextEdge_;
    if (usage_ && usage_->bucketEnd() == nextEdge_) {
      usage_->passBucket(world_);
      if (periods_) periods_->pass(world_);
    }
    if (nextPart_ == nextEdge_) passPart();
    chooseEdge();
  }

  void chooseEdge() { nextEdge_ = std::min(nextPart_, usage_ ? usage_->bucketEnd() : kNever); }

  // The end of the warm-up, or of a batch. The last batch ends with the run.
  void passPart() {
    if (partsPassed_ == 0) {
      if (system_.warmup > 0) endWarmup();
    } else {
      edges_.push_back(partsOf(observe(world_)));
    }
    ++partsPassed_;
    nextPart_ = partsPassed_ < options_.batches
                    ? system_.warmup + (system_.duration - system_.warmup) / options_.batches * partsPassed_
                    : kNever;
  }

  static std::vector<std::optional<Accumulated>> partsOf(const ReplicationResult& result) {
    std::vector<std::optional<Accumulated>> parts;
    for (const auto* observed : {&result.components, &result.flows})
      for (const auto& part : *observed)
        for (const auto& figure : part.figures) parts.push_back(figure.parts);
    return parts;
  }

  // Up to this many flows the soonest is found by looking at all; more wait in the event queue.
  static constexpr std::size_t kFewFlows = 8;

  void startFlow(std::uint32_t index) {
    const auto& flow = system_.flows[index];
    next_.push_back(kNever);
    if (const auto* closed = std::get_if<model::ClosedArrivals>(&flow.arrivals)) {
      for (std::uint32_t user = 0; user < static_cast<std::uint32_t>(closed->users); ++user)
        world_.schedule(draw(*flow.think, world_.flows[index].think, user, 1), EventKind::userReady, index, user);
      return;
    }
    const auto first = arrivals_[index].next();
    if (system_.flows.size() > kFewFlows) {
      if (first < system_.duration) world_.schedule(first, EventKind::arrival, index);
      return;
    }
    next_[index] = first;
    chooseNext();
  }

  void startContainer(std::uint32_t index, Grid grid) {
    const auto& service = system_.containers[index];
    world_.containers.push_back({{}, false, {}, service.servers, 0, -1, ContainerRecorder(grid)});
    auto& state = world_.functions[service.function];
    for (std::uint32_t i = 0; i < service.servers; ++i) state.pool.joinTurn(state.pool.addStarting(0, 0));
    state.record.instances.set(0, service.servers);
    if (service.scaling.every > 0) world_.schedule(service.scaling.every, EventKind::lookAtLoad, index);
  }

  // So many functions are in no near cache.
  static constexpr std::size_t kManyFunctions = 64;

  void lookAhead() {
    const auto named = [&](const Event& event) {
      if (static_cast<EventKind>(event.type()) == EventKind::arrival) prefetchObject(arrivals_[event.target]);
      ahead_->named(event);
    };
    const auto* const soonest = world_.events.soonest();
    const auto* const after = world_.events.soonAfter();
    if (after) named(*after);
    if (soonest) {
      if (soonest->order != lookedAt_) named(*soonest);
      ahead_->referred(*soonest);
    }
    lookedAt_ = after ? after->order : 0;
  }

  void chooseNext() {
    nextFlow_ = 0;
    for (std::uint32_t i = 1; i < next_.size(); ++i)
      if (next_[i] < next_[nextFlow_]) nextFlow_ = i;
    nextArrival_ = next_[nextFlow_];
  }

  void endWarmup() {
    auto& world = world_;
    const auto now = world.now;
    for (auto& function : world.functions) expireIdle(world, function);
    if (usage_) usage_->readLast(world);
    for (auto& function : world.functions) {
      function.record.reset(now);
      if (function.scaling) function.scaling->record.reset(now);
      if (function.prewarming) function.prewarming->prewarmed = 0;
    }
    for (auto& container : world.containers) container.record.reset(now);
    for (auto& queue : world.queues) queue.record.reset(now, queue.resident);
    for (auto& service : world.services) service.record.reset();
    for (auto& topic : world.topics) topic.record.reset();
    for (auto& stream : world.streams) stream.record.reset(now);
    for (auto& consumer : world.streamConsumers) consumer.reset();
    for (auto& database : world.databases) database.record.reset(now);
    for (auto& api : world.apis) api.record.reset();
    for (auto& socket : world.sockets) socket.record.reset(now, socket.opening);
    for (auto& auth : world.auths) auth.verifications = 0;
    for (auto& schedule : world.schedules) schedule.record.reset();
    for (auto& flow : world.flows) flow.record.reset();
    if (usage_) usage_->beginAnew(world);
  }

  void dispatch(const Event& event) {
    auto& world = world_;
    const auto target = event.target, aux = event.aux;
    const auto step = [&](Outcome outcome) {
      if (world.strands[target].ticket == aux) answerStep(world, target, outcome);
    };
    switch (static_cast<EventKind>(event.type())) {
      case EventKind::arrival: {
        const auto next = arrivals_[target].next();
        if (next < system_.duration) world.schedule(next, EventKind::arrival, target);
        return arrive(world, target, kNone);
      }
      case EventKind::userReady: return arrive(world, target, aux);
      case EventKind::requestFailed:
        if (world.requests[target].ticket == aux) answerRequest(world, target, Outcome::error);
        return;
      case EventKind::requestThrottled:
        if (world.requests[target].ticket == aux) answerRequest(world, target, Outcome::throttled);
        return;
      case EventKind::requestDone:
        if (world.requests[target].ticket == aux) answerRequest(world, target, Outcome::ok);
        return;
      case EventKind::requestsDue: return answersDue(world, world.apis[target].deadlines, EventKind::requestsDue, target);
      case EventKind::requestForwarded:
        if (world.requests[target].ticket == aux) forwardRequest(world, target);
        return;
      case EventKind::messagesDue: return answersDue(world, world.sockets[target].deadlines, EventKind::messagesDue, target);
      case EventKind::connectTimesOut:
        if (world.connections[target].ticket == aux) connectTimesOut(world, target);
        return;
      case EventKind::connectionOpens:
        if (world.connections[target].ticket == aux) connectionOpens(world, target);
        return;
      case EventKind::connectionActs:
        if (world.connections[target].ticket == aux) connectionActs(world, target);
        return;
      case EventKind::invocationBegins:
        if (world.invocations[target].ticket == aux) invocationBegins(world, target);
        return;
      case EventKind::invocationLost:
        if (world.invocations[target].ticket == aux) invocationLost(world, target);
        return;
      case EventKind::executionStarts:
        if (world.invocations[target].ticket == aux) executionStarts(world, target);
        return;
      case EventKind::stepsBegin:
        if (world.invocations[target].ticket == aux) startSteps(world, target);
        return;
      case EventKind::executionsDue: return executionsDue(world, target);
      case EventKind::computed:
        if (world.cpus[target].turn == aux) computed(world, target);
        return;
      case EventKind::stepOk: return step(Outcome::ok);
      case EventKind::stepError: return step(Outcome::error);
      case EventKind::stepThrottled: return step(Outcome::throttled);
      case EventKind::stepTimeout: return step(Outcome::timeout);
      case EventKind::callAgain:
        if (world.strands[target].ticket == aux) callAgain(world, target);
        return;
      case EventKind::leaves: return keepAliveCheck(world, target, aux);
      case EventKind::asyncAgain:
        if (world.asyncEvents[target].ticket == aux) asyncAgain(world, target);
        return;
      case EventKind::windowEnds:
        if (world.consumers[target].windowTicket == aux) windowEnds(world, target);
        return;
      case EventKind::pollerGrows: return pollerGrows(world, target);
      case EventKind::pollerRested: return pollerRested(world, target);
      case EventKind::batchComesAgain:
        if (world.batches[target].ticket == aux) batchComesAgain(world, target);
        return;
      case EventKind::batchesDue: return batchesDue(world, target);
      case EventKind::laneDue:
        if (world.lanes[target].turn == aux) laneDue(world, target);
        return;
      case EventKind::recordsAgain:
        if (world.batches[target].ticket == aux) recordsAgain(world, target);
        return;
      case EventKind::delivers:
        if (world.deliveries[target].ticket == aux) delivers(world, target);
        return;
      case EventKind::deliveryEnds:
        if (world.deliveries[target].ticket == aux) deliveryAnswered(world, target, world.deliveries[target].outcome);
        return;
      case EventKind::fires: return scheduleFires(world, target);
      case EventKind::scheduleDelivers: return scheduleDelivers(world, target, aux);
      case EventKind::queryRuns: return queryRuns(world, target);
      case EventKind::queryEnds: return queryEnds(world, target);
      case EventKind::queriesDue: return queriesDue(world, target);
      case EventKind::serverReady: return serverReady(world, target, aux);
      case EventKind::lookAtLoad: return lookAtLoad(world, target);
      case EventKind::instanceReady: return instanceReady(world, target, aux);
      case EventKind::scalerLooks: return scalerLooks(world, target);
      case EventKind::concurrencyLooks: return concurrencyLooks(world, target);
      case EventKind::waitsDue: return waitsDue(world, target);
      case EventKind::prewarms: return prewarms(world, target, aux);
    }
  }

  const CompiledSystem& system_;
  ReplicationOptions options_;
  World world_;
  std::int64_t nextPart_;  // end of the warm-up or of a batch
  int partsPassed_ = 0;
  std::optional<BucketUsage> usage_;
  std::optional<PeriodProbe> periods_;
  std::int64_t nextEdge_ = 0;  // the sooner of nextPart_ and the end of the bucket
  std::vector<std::vector<std::optional<Accumulated>>> edges_;
  std::vector<BatchedSeries> latencies_;
  std::vector<ArrivalProcess> arrivals_;
  std::vector<std::int64_t> next_;
  std::int64_t nextArrival_ = kNever;
  std::uint32_t nextFlow_ = 0;
  std::optional<LookAhead> ahead_;
  std::uint64_t lookedAt_ = 0;  // the order of the event that was the soonest but one
};

}  // namespace

ReplicationEnd replicate(const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed,
                         std::uint32_t replication, const ReplicationOptions& options, const ReplicationWatch& watch) {
  const auto run = std::make_unique<Run>(system, workload, seed, replication, options);
  run->world().observer = options.observer;
  return (*run)(watch);
}

tl::expected<std::vector<Trace>, std::variant<ReplicationStopped, TimeStandsStill>> followRequests(
    const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
    const std::vector<ChosenRequest>& chosen, const ReplicationWatch& watch) {
  Tracer tracer(chosen);
  const auto run = std::make_unique<Run>(system, workload, seed, replication, ReplicationOptions{});
  run->world().tracer = &tracer;
  return (*run)(watch).map([&](const auto&) { return tracer.finish(run->world()); });
}

tl::expected<void, std::variant<ReplicationStopped, TimeStandsStill>> recordInvocations(
    const CompiledSystem& system, const FlowWorkload& workload, std::uint64_t seed, std::uint32_t replication,
    InvocationLog& log, const ReplicationWatch& watch) {
  const auto run = std::make_unique<Run>(system, workload, seed, replication, ReplicationOptions{});
  run->world().log = &log;
  const auto end = (*run)([&](const World& world, std::uint64_t events) { return !log.isFull() && watch(world, events); });
  if (end || log.isFull()) return {};
  return tl::unexpected(end.error());
}

}  // namespace virga::simulator
