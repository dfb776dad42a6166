#include "model/checks/load.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "model/checks/route_match.h"
#include "model/edit/references.h"

namespace virga::model {
namespace {

constexpr int kMostRounds = 64;
constexpr double kNearly = 1e-3;  // rounds that differ by less are the last
constexpr auto kLongBurst = minutes(1);

// The highest rate that holds for a while, a second.
double peakOf(const Arrivals& arrivals) {
  return std::visit(
      [](const auto& law) -> double {
        using Law = std::decay_t<decltype(law)>;
        if constexpr (std::is_same_v<Law, ConstantArrivals> || std::is_same_v<Law, PoissonArrivals>) {
          return law.rate.perSecond;
        } else if constexpr (std::is_same_v<Law, ProfileArrivals>) {
          double most = 0;
          for (const auto& point : law.points) most = std::max(most, point.rate.perSecond);
          return most;
        } else if constexpr (std::is_same_v<Law, BurstyArrivals>) {
          const double on = mean(law.on).seconds(), off = mean(law.off).seconds();
          if (mean(law.on) >= kLongBurst || on + off <= 0) return law.rate.perSecond;
          return (law.rate.perSecond * on + law.base.perSecond * off) / (on + off);
        } else if constexpr (std::is_same_v<Law, EveryArrivals>) {
          return law.interval > Duration{} ? 1 / law.interval.seconds() : 0;
        } else {
          return 0;
        }
      },
      arrivals);
}

// What one round carries on from each component to those behind it.
class Spread {
 public:
  explicit Spread(const Checked& checked) : checked_(checked) {}

  void request(const ComponentId& id, const std::string& route, double rate) {
    give(id, rate);
    const auto* api = checked_.find<HttpApi>(id);
    if (!api) return;
    const auto found = std::find_if(api->routes.begin(), api->routes.end(),
                                    [&](const Route& each) { return routeAnswers(each.route, route); });
    if (found == api->routes.end()) return;
    const double other = found->split ? found->split->share.value : 0;
    give(found->to.id, rate * (1 - other));
    if (found->split) give(found->split->to.id, rate * other);
  }

  void give(const ComponentId& id, double messages) { give(id, messages, messages); }

  void from(const Component& component, const Load& load) {
    if (const auto* list = stepsOf(component)) steps(*list, load.messages, load.invocations);
    if (const auto* queue = std::get_if<Queue>(&component.kind))
      for (const auto& consumer : queue->consumers)
        batched(consumer.to.id, load.messages / static_cast<double>(queue->consumers.size()), consumer.batch);
    if (const auto* stream = std::get_if<Stream>(&component.kind))
      for (const auto& consumer : stream->consumers) batched(consumer.to.id, load.messages, consumer.batch);
    if (const auto* topic = std::get_if<Topic>(&component.kind))
      for (const auto& subscription : topic->subscriptions)
        give(subscription.to.id, load.messages * subscription.filter.value);
    if (const auto* bus = std::get_if<EventBus>(&component.kind))
      for (const auto& rule : bus->rules) give(rule.to.id, load.messages * rule.match.value);
  }

  Loads loads;

 private:
  void give(const ComponentId& id, double messages, double invocations) {
    if (messages <= 0) return;
    auto& load = loads[id];
    load.messages += messages;
    load.invocations += invocations;
  }

  void batched(const ComponentId& id, double messages, int batch) { give(id, messages, messages / std::max(1, batch)); }

  void steps(const Steps& list, double messages, double invocations) {
    for (const auto& step : list) {
      const auto each = [&](Per per) { return per == Per::message ? messages : invocations; };
      if (const auto* call = std::get_if<CallStep>(&step.what)) {
        give(call->to.id, each(call->per));
      } else if (const auto* send = std::get_if<SendStep>(&step.what)) {
        if (!checked_.find<WebsocketApi>(send->to.id)) give(send->to.id, each(send->per));
      } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
        steps(loop->steps, messages * loop->times, invocations * loop->times);
      } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
        steps(map->steps, messages * map->items, invocations * map->items);
      } else if (const auto* branch = std::get_if<BranchStep>(&step.what)) {
        for (const auto& option : branch->options)
          steps(option.steps, messages * option.share.value, invocations * option.share.value);
      } else if (const auto* parallel = std::get_if<ParallelStep>(&step.what)) {
        for (const auto& side : parallel->branches) steps(side, messages, invocations);
      } else if (const auto* waitFor = std::get_if<WaitForStep>(&step.what)) {
        for (const auto& side : waitFor->branches) steps(side, messages, invocations);
      }
    }
  }

  const Checked& checked_;
};

bool isSame(const Loads& a, const Loads& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const auto& x, const auto& y) {
           return x.first == y.first && std::abs(x.second.messages - y.second.messages) <= kNearly * y.second.messages;
         });
}

}  // namespace

Loads peakLoads(const Checked& checked) {
  Spread sources(checked);
  for (const auto& component : checked.architecture.components) {
    if (const auto* client = std::get_if<Client>(&component.kind))
      for (const auto& flow : client->sends)
        if (!checked.find<WebsocketApi>(flow.to.id)) sources.request(flow.to.id, flow.route, peakOf(flow.arrivals));
    if (const auto* schedule = std::get_if<Schedule>(&component.kind); schedule && schedule->every)
      for (const auto& target : schedule->targets) sources.give(target.to.id, 1 / schedule->every->seconds());
  }
  // Round by round, until all have got what comes to them.
  Loads loads = sources.loads;
  for (int round = 0; round < kMostRounds; ++round) {
    Spread next = sources;
    for (const auto& component : checked.architecture.components)
      if (const auto found = loads.find(component.id); found != loads.end()) next.from(component, found->second);
    if (isSame(loads, next.loads)) return loads;
    loads = std::move(next.loads);
  }
  return {};
}

}  // namespace virga::model
