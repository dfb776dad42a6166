#include "simulator/experiment/comparison_jobs.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <numeric>
#include <thread>

namespace virga::simulator {
namespace {

using Clock = std::chrono::steady_clock;

double weightOf(const ComparisonJob& job) { return job.traffic * job.options.replications; }

// The progress of all jobs as one.
class JointProgress {
 public:
  JointProgress(const std::vector<ComparisonJob>& jobs, const ProgressSink& sink)
      : sink_(sink), shares_(jobs.size(), 0), events_(jobs.size(), 0), done_(jobs.size(), 0) {
    for (const auto& job : jobs) {
      weights_.push_back(job.outcome ? 0 : weightOf(job));
      replications_ += job.outcome ? 0 : job.options.replications;
    }
    total_ = std::accumulate(weights_.begin(), weights_.end(), 0.0);
  }

  void tell(std::size_t job, const Progress& own) {
    if (!sink_) return;
    const std::lock_guard lock(mutex_);
    shares_[job] = own.share;
    events_[job] = own.events;
    done_[job] = own.replicationsDone;
    const auto time = Clock::now();
    if (time - toldAt_ < std::chrono::milliseconds(50)) return;
    toldAt_ = time;
    Progress all;
    all.share = std::inner_product(shares_.begin(), shares_.end(), weights_.begin(), 0.0) / std::max(total_, 1e-12);
    all.simulatedTime = own.simulatedTime;
    all.events = std::accumulate(events_.begin(), events_.end(), std::uint64_t{0});
    all.replicationsDone = std::accumulate(done_.begin(), done_.end(), 0);
    all.replications = replications_;
    sink_(all);
  }

 private:
  const ProgressSink& sink_;
  std::vector<double> shares_, weights_;
  std::vector<std::uint64_t> events_;
  std::vector<int> done_;
  double total_ = 0;
  int replications_ = 0;
  std::mutex mutex_;
  Clock::time_point toldAt_{};
};

}  // namespace

void runJobs(std::vector<ComparisonJob>& jobs, const std::vector<const model::Catalog*>& catalogs, int threads,
             std::stop_token stop, const ProgressSink& progress) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    if (!jobs[i].outcome) order.push_back(i);
  if (order.empty()) return;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weightOf(jobs[a]) > weightOf(jobs[b]); });
  const auto all =
      threads > 0 ? static_cast<std::size_t>(threads) : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  const auto atOnce = std::min(all, order.size());
  JointProgress joint(jobs, progress);
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < order.size() && !stop.stop_requested(); i = next++) {
      auto& job = jobs[order[i]];
      auto options = job.options;
      options.threads = static_cast<int>(std::max<std::size_t>(1, all / atOnce));
      auto result = simulate(job.design, *catalogs[job.platform], options, stop,
                             [&](const Progress& own) { joint.tell(order[i], own); });
      if (result && result->partOf) result = tl::unexpected(SimulationFailure(Stopped{}));
      job.outcome = std::move(result);
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 1; i < atOnce; ++i) workers.emplace_back(work);
  work();
}

}  // namespace virga::simulator
