#include "model/checks/typical_time.h"

#include <algorithm>
#include <cmath>

namespace virga::model {
namespace {

TypicalTime times(TypicalTime time, double factor) { return {time.computing * factor, time.waiting * factor}; }

TypicalTime plus(TypicalTime a, const TypicalTime& b) { return {a.computing + b.computing, a.waiting + b.waiting}; }

}  // namespace

double TypicalTimes::vcpus(const Function& function) const {
  const double all = checked_.catalog.vcpus(function.memory);
  return all > 0 ? std::min(1.0, all) : 1;
}

double TypicalTimes::catalogSeconds(const char* id) const {
  return checked_.catalog.find(id) ? mean(checked_.catalog.distribution(id)).seconds() : 0;
}

double TypicalTimes::secondsOf(const std::optional<Distribution>& own, const char* id) const {
  return own ? mean(*own).seconds() : catalogSeconds(id);
}

TypicalTime TypicalTimes::of(const Steps& steps, double messages) {
  TypicalTime sum;
  for (const auto& step : steps) sum = plus(sum, of(step, messages));
  return sum;
}

TypicalTime TypicalTimes::of(const Step& step, double messages) {
  const auto each = [&](Per per) { return per == Per::message ? messages : 1; };
  const auto sideBySide = [&](const std::vector<Steps>& branches) {
    TypicalTime all;
    for (const auto& branch : branches) {
      const auto time = of(branch, messages);
      all = {all.computing + time.computing, std::max(all.waiting, time.waiting)};
    }
    return all;
  };
  if (const auto* compute = std::get_if<ComputeStep>(&step.what))
    return {mean(compute->work).seconds() * each(compute->per), 0};
  if (const auto* call = std::get_if<CallStep>(&step.what)) return {0, callSeconds(*call) * each(call->per)};
  if (const auto* send = std::get_if<SendStep>(&step.what)) return {0, sendSeconds(send->to.id) * each(send->per)};
  if (const auto* wait = std::get_if<WaitStep>(&step.what)) return {0, mean(wait->time).seconds()};
  if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) return sideBySide(parallel->branches);
  if (const auto* waitFor = std::get_if<WaitForStep>(&step.what)) return sideBySide(waitFor->branches);
  if (const auto* loop = std::get_if<LoopStep>(&step.what)) return times(of(loop->steps, messages), loop->times);
  if (const auto* map = std::get_if<MapStep>(&step.what)) {
    const auto one = of(map->steps, messages);
    const double rounds = map->limit > 0 ? std::ceil(static_cast<double>(map->items) / map->limit) : std::min(map->items, 1);
    return {one.computing * map->items, one.waiting * rounds};
  }
  TypicalTime sum;
  for (const auto& option : std::get<BranchStep>(step.what).options)
    sum = plus(sum, times(of(option.steps, messages), option.share.value));
  return sum;
}

double TypicalTimes::callSeconds(const CallStep& call) {
  const auto& id = call.to.id;
  const bool writes = call.operation == Operation::write || call.operation == Operation::remove;
  if (const auto* other = checked_.find<External>(id)) return mean(other->latency).seconds();
  if (const auto* table = checked_.find<NosqlDb>(id))
    return writes                               ? secondsOf(table->writeLatency, "nosql-db.write-latency")
           : call.operation == Operation::query ? secondsOf(table->readLatency, "nosql-db.query-latency")
                                                : secondsOf(table->readLatency, "nosql-db.read-latency");
  if (const auto* database = checked_.find<SqlDb>(id))
    return writes ? secondsOf(database->writeLatency, "sql-db.write-latency")
                  : secondsOf(database->readLatency, "sql-db.read-latency");
  if (const auto* store = checked_.find<ObjectStore>(id))
    return writes ? secondsOf(store->writeLatency, "object-store.write-latency")
                  : secondsOf(store->readLatency, "object-store.read-latency");
  if (const auto* cache = checked_.find<Cache>(id)) return secondsOf(cache->latency, "cache.latency");
  if (const auto* secrets = checked_.find<SecretStore>(id))
    return secrets->cache ? 0 : secondsOf(secrets->latency, "secret-store.latency");
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  known_[id] = 0;  // what calls itself in the end
  double result = 0;
  if (const auto* function = checked_.find<Function>(id))
    result = catalogSeconds("function.invoke-latency") + of(function->steps).at(vcpus(*function));
  else if (const auto* service = checked_.find<ContainerService>(id))
    result = of(service->steps).at(std::min(1.0, service->vcpus));
  else if (const auto* workflow = checked_.find<Workflow>(id))
    result = catalogSeconds("workflow.start-latency") + of(workflow->states).at(1);
  return known_[id] = result;
}

double TypicalTimes::sendSeconds(const ComponentId& to) const {
  if (checked_.find<Queue>(to)) return catalogSeconds("queue.send-latency");
  if (checked_.find<Topic>(to)) return catalogSeconds("topic.publish-latency");
  if (checked_.find<EventBus>(to)) return catalogSeconds("event-bus.publish-latency");
  if (const auto* stream = checked_.find<Stream>(to)) return secondsOf(stream->latency, "stream.put-latency");
  if (checked_.find<WebsocketApi>(to)) return catalogSeconds("websocket-api.latency");
  if (checked_.find<Workflow>(to)) return catalogSeconds("workflow.start-latency");
  return catalogSeconds("function.invoke-latency");
}

}  // namespace virga::model
