#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/results/result.h"

namespace virga::ui {

// A component in one bucket of a finished run. What its kind doesn't have, or what wasn't observed, is nothing.
struct ComponentState {
  std::string id;
  std::string kind;
  std::optional<double> requestsPerSecond;  // nothing where nobody counts them over time
  double throttlesPerSecond = 0, errorsPerSecond = 0, coldStartsPerSecond = 0;
  std::optional<double> instances, busy, starting;  // live ones; executions; in their cold start
  std::optional<double> waiting;                    // messages, records, or requests in a line
  double deepest = 0;                               // the most that waited in any bucket
  std::optional<double> oldestMs;                   // greatest age or wait of what was received
  std::optional<double> connections;
  std::optional<double> latencyP95Ms;
  std::optional<double> costPerHour;

  // Share of the live instances that execute, 0 … 1; nothing where an instance takes several at once.
  std::optional<double> utilisation() const;
  double offeredPerSecond() const;  // refused ones too
  // Shares of those, 0 … 1.
  double throttledShare() const;
  double failedShare() const;
};

// What a run's series say of one bucket after another. The bucket asked for last is kept: while a run plays, several ask
// for the same one, many times.
class RunStates {
 public:
  explicit RunStates(std::shared_ptr<const simulator::Result> result = nullptr);  // null: no run

  // Of the bucket that the instant lies in, seconds since the start; components in the result's order. The last instant
  // belongs to the last bucket. Empty without a run.
  const std::vector<ComponentState>& at(double seconds);

 private:
  std::shared_ptr<const simulator::Result> result_;
  std::vector<std::map<std::string_view, double>> deepest_;  // by component: the greatest of each series of what waits
  std::optional<std::int64_t> bucket_;
  std::vector<ComponentState> states_;
};

// The component that is worst off: that throttles the largest share (0.1 % or more), else fails most (1 % or more; gateways
// hand on what fails behind them), else keeps messages waiting longest (a second or more), else is utilised most (80 % or
// more); nothing where all are well.
std::optional<std::string> mostStrained(const std::vector<ComponentState>& states);

}  // namespace virga::ui
