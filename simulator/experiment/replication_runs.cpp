#include "simulator/experiment/replication_runs.h"

#include <algorithm>
#include <iterator>
#include <thread>

#include "simulator/experiment/standstill.h"
#include "simulator/platform/world.h"

namespace virga::simulator {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

tl::expected<void, SimulationFailure> ReplicationRuns::extend(int to) {
  const int from = static_cast<int>(results_.size());
  done_.assign(static_cast<std::size_t>(to - from), std::nullopt);
  share_.assign(static_cast<std::size_t>(to), 1.0);
  std::fill(share_.begin() + from, share_.end(), 0.0);
  std::atomic<int> next = from;
  int threads =
      options_.threads > 0 ? options_.threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  threads = std::min(threads, to - from);
  // The first begins in any case, so that a stop leaves something to show.
  const auto goesOn = [&](int i) { return i < to && !failed_ && (i == 0 || !stop_.stop_requested()); };
  const auto work = [&] {
    for (int i = next++; goesOn(i); i = next++) one(i);
  };
  {
    std::vector<std::jthread> workers;
    for (int i = 1; i < threads; ++i) workers.emplace_back(work);
    work();
  }
  if (standsStill_) return tl::unexpected(SimulationFailure(model::Problems{problemOf(*standsStill_)}));
  for (auto& result : done_)
    if (result) results_.push_back(std::move(*result));
  if (results_.size() == static_cast<std::size_t>(to)) return {};
  if (results_.empty() && firstSoFar_) results_.push_back(std::move(*firstSoFar_));
  return tl::unexpected(SimulationFailure(Stopped{}));
}

void ReplicationRuns::one(int index) {
  std::uint64_t seen = 0;
  const auto& system = prepared_.system;
  const auto watch = [&](const World& world, std::uint64_t events) {
    report(index, static_cast<double>(world.now) / static_cast<double>(system.duration), world.now, events - seen, &world);
    seen = events;
    return !stop_.stop_requested() && !failed_;
  };
  auto each = each_;
  if (index != 0) each.observer = nullptr;
  auto result = replicate(system, prepared_.workload, options_.seed, static_cast<std::uint32_t>(index), each, watch);
  if (result) {
    done_[static_cast<std::size_t>(index) - results_.size()] = std::move(*result);
    ++finished_;
    report(index, 1.0, system.duration, 0, nullptr);
  } else if (const auto* still = std::get_if<TimeStandsStill>(&result.error())) {
    const std::lock_guard lock(mutex_);
    failed_ = true;
    standsStill_ = *still;
  } else if (index == 0) {
    firstSoFar_ = std::move(std::get<ReplicationStopped>(result.error()).soFar);
  }
}

void ReplicationRuns::report(int index, double share, std::int64_t now, std::uint64_t events, const World* world) {
  if (!progress_.sink) return;
  const std::lock_guard lock(mutex_);
  share_[static_cast<std::size_t>(index)] = share;
  events_ += events;
  const auto time = Clock::now();
  if (time - reportedAt_ < std::chrono::milliseconds(50)) return;
  reportedAt_ = time;
  double sum = 0;
  for (const double part : share_) sum += part;
  const double done = progress_.from + (progress_.to - progress_.from) * sum / static_cast<double>(share_.size());
  progress_.sink({done, model::Duration{now}, events_, finished_, static_cast<int>(share_.size()), frameOf(index, world)});
}

// One replication is looked at until it is done, so that what is seen doesn't jump between several.
std::shared_ptr<const Frame> ReplicationRuns::frameOf(int index, const World* world) {
  if (!options_.frames || !world) return nullptr;
  if (filmed_ != index) {
    if (filmed_ >= 0 && share_[static_cast<std::size_t>(filmed_)] < 1) return nullptr;
    filmed_ = index;
    camera_ = {};
  }
  return std::make_shared<const Frame>(camera_.take(*world));
}

}  // namespace virga::simulator
