#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "simulator/experiment/frame.h"
#include "simulator/experiment/prepare.h"

namespace virga::simulator {

// Where progress goes, and which part of all work is told of.
struct ProgressPart {
  const ProgressSink& sink;
  double from = 0, to = 1;
};

// Replications on worker threads; their results in order.
class ReplicationRuns {
 public:
  ReplicationRuns(const Prepared& prepared, const SimulationOptions& options, const ReplicationOptions& each,
                  std::stop_token stop, ProgressPart progress)
      : prepared_(prepared), options_(options), each_(each), stop_(std::move(stop)), progress_(progress) {}

  // Runs until there are `to` of them.
  tl::expected<void, SimulationFailure> extend(int to);

  // Those that are done; after a stop that came before any was, the first as far as it got.
  const std::vector<ReplicationResult>& results() const { return results_; }
  // The same, for whoever looks at them last.
  std::vector<ReplicationResult> takeResults() { return std::move(results_); }

 private:
  void one(int index);
  void report(int index, double share, std::int64_t now, std::uint64_t events, const World* world);
  std::shared_ptr<const Frame> frameOf(int index, const World* world);

  const Prepared& prepared_;
  const SimulationOptions& options_;
  ReplicationOptions each_;
  std::stop_token stop_;
  ProgressPart progress_;
  std::vector<ReplicationResult> results_;
  std::vector<std::optional<ReplicationResult>> done_;  // behind the results, while they run
  std::optional<ReplicationResult> firstSoFar_;
  std::mutex mutex_;
  std::vector<double> share_;
  std::uint64_t events_ = 0;
  std::atomic<int> finished_ = 0;
  std::chrono::steady_clock::time_point reportedAt_{};
  std::atomic<bool> failed_ = false;
  std::optional<TimeStandsStill> standsStill_;
  FrameCamera camera_;
  int filmed_ = -1;  // replication that the camera looks at
};

}  // namespace virga::simulator
