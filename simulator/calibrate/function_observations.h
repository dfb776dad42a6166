#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "simulator/calibrate/idle_gaps.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/start_counts.h"
#include "simulator/calibrate/value_sample.h"
#include "simulator/measure/latency_histogram.h"

namespace virga::simulator {

// What the logs say of one function. Counts are exact; memory is bounded, about 3 MB at most.
struct FunctionObservations {
  explicit FunctionObservations(std::string_view name);

  void add(const InvocationRecord& record);

  std::uint64_t withOutcome(InvocationOutcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }

  std::uint64_t records = 0;
  std::array<std::uint64_t, 6> outcomes{};             // by InvocationOutcome
  std::uint64_t cold = 0, warm = 0, startUnknown = 0;  // invocations, by what their instance did
  // In milliseconds, of invocations that ended by themselves: in an instance that had served before or where that isn't
  // told; and of first ones.
  ValueSample served, firstServed;
  std::uint64_t unfinished = 0;                      // with a duration that a failure or the timeout cut off
  LatencyHistogram durations;                        // of all invocations that state one, ns
  LatencyHistogram latencies;                        // what callers waited, where it is told, ns
  ValueSample init, restore;                         // ms
  std::map<std::int64_t, std::uint64_t> memoryUsed;  // MiB, rounded up → invocations
  std::map<std::int64_t, std::uint64_t> memorySize;  // MiB → invocations
  double billedMs = 0;
  std::uint64_t billed = 0;
  StartCounts starts;
  IdleGaps idle;
};

// All functions of the logs by the name that they have there; empty where the log doesn't say.
class Observations {
 public:
  void add(const InvocationRecord& record);
  const std::map<std::string, FunctionObservations, std::less<>>& functions() const { return functions_; }
  std::uint64_t records() const { return records_; }

 private:
  std::map<std::string, FunctionObservations, std::less<>> functions_;
  std::uint64_t records_ = 0;
};

}  // namespace virga::simulator
