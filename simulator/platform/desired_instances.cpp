#include "simulator/platform/desired_instances.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace virga::simulator {

std::uint32_t instancesFor(double load, double perInstance) {
  constexpr double kRounding = 1e-9;
  constexpr double kMost = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::uint32_t>(std::clamp(std::ceil(load / perInstance - kRounding), 0.0, kMost));
}

std::uint32_t knativeDesired(const KnativeRule& rule, KnativePanic& panic, std::int64_t now, double stableLoad,
                             double panicLoad, std::uint32_t ready) {
  const double present = std::max(1u, ready);
  const auto most = static_cast<std::uint32_t>(std::min(std::ceil(rule.maxScaleUp * present), 2e9));
  const auto least = static_cast<std::uint32_t>(ready > 0 ? std::floor(ready / rule.maxScaleDown) : 0.0);
  const auto stable = std::clamp(instancesFor(stableLoad, rule.perInstance), least, most);
  const auto urgent = std::clamp(instancesFor(panicLoad, rule.perInstance), least, most);
  if (instancesFor(panicLoad, rule.perInstance) / present >= rule.panicThreshold) {
    if (panic.since < 0) panic.most = 0;
    panic.since = now;
  } else if (panic.since >= 0 && now - panic.since >= rule.stableWindow) {
    panic = {};
  }
  if (panic.since < 0) return stable;
  panic.most = std::max({panic.most, urgent, stable});
  return panic.most;
}

}  // namespace virga::simulator
