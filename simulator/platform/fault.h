#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/architecture/scenario.h"
#include "simulator/kernel/random.h"
#include "simulator/kernel/sampler.h"
#include "simulator/platform/records.h"

namespace virga::simulator {

struct FaultWindow {
  std::int64_t from, to;  // ns, [from, to)
  double errors, throttles;
  model::Outage outage;
  std::optional<Sampler> latency;  // added

  bool isActive(std::int64_t now) const { return now >= from && now < to; }
};

// What the faults in force do to one request at its component.
struct FaultEffect {
  Outcome outcome = Outcome::ok;
  bool silent = false;       // there will be no answer; the outcome is a timeout
  bool refused = false;      // nobody took the request; the outcome is an error, at once
  std::int64_t latency = 0;  // added to an answer
};

// The draws are those of (n, k) of the stream. Where several faults are in force the first that fails the request does.
inline FaultEffect faultEffect(const std::vector<FaultWindow>& faults, std::int64_t now, const RandomStream& stream,
                               std::uint64_t n, std::uint32_t k) {
  constexpr std::uint32_t kThrottles = 1u << 31;
  FaultEffect effect;
  for (const auto& fault : faults) {
    if (!fault.isActive(now)) continue;
    if (fault.outage == model::Outage::refused) return {Outcome::error, false, true, 0};
    if (fault.outage == model::Outage::silent) return {Outcome::timeout, true, false, 0};
    if (fault.throttles > 0 && stream.uniform(n, k | kThrottles) < fault.throttles)
      return {Outcome::throttled, false, false, 0};
    const auto [failure, extra] = stream.uniforms(n, k);
    if (fault.latency) effect.latency += fault.latency->nanoseconds(extra);
    if (failure < fault.errors) effect.outcome = Outcome::error;
    if (effect.outcome != Outcome::ok) break;
  }
  return effect;
}

}  // namespace virga::simulator
