#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "simulator/kernel/slot_pool.h"

namespace virga::simulator {

// Processor sharing in one instance: n computations on v vCPUs run at min(1, v/n) each. Kept in virtual time: a
// computation is done when the work done by each since the start reaches its mark, so a change costs O(log n).
struct SharedCpu {
  struct Job {
    double mark;  // virtual ns
    std::uint32_t strand, strandTicket;
  };
  std::vector<Job> jobs;  // a heap, soonest first
  double vcpus = 1;
  double virtualNow = 0;
  std::int64_t updatedAt = 0;
  std::uint32_t function = 0, instance = 0;
  std::uint32_t ticket = 0;  // of the pool
  std::uint32_t turn = 0;    // of the pending event
  std::int64_t counted = 0;  // vCPUs in use that the scaling has been told of, in begun ones

  static bool later(const Job& a, const Job& b) { return a.mark > b.mark; }

  double speed() const { return jobs.empty() ? 0.0 : std::min(1.0, vcpus / static_cast<double>(jobs.size())); }
  std::int64_t vcpusInUse() const {
    return std::min<std::int64_t>(static_cast<std::int64_t>(jobs.size()),
                                  std::max<std::int64_t>(1, static_cast<std::int64_t>(vcpus)));
  }
  void advance(std::int64_t now) {
    virtualNow += static_cast<double>(now - updatedAt) * speed();
    updatedAt = now;
  }
  void add(Job job) {
    jobs.push_back(job);
    std::push_heap(jobs.begin(), jobs.end(), later);
  }
  Job pop() {
    std::pop_heap(jobs.begin(), jobs.end(), later);
    const Job job = jobs.back();
    jobs.pop_back();
    return job;
  }
  void drop(std::uint32_t strand) {
    const auto size = jobs.size();
    std::erase_if(jobs, [strand](const Job& job) { return job.strand == strand; });
    if (jobs.size() != size) std::make_heap(jobs.begin(), jobs.end(), later);
  }
  // Time of the next completion; at least `now`.
  std::int64_t nextDone() const {
    const double left = (jobs.front().mark - virtualNow) / speed();
    return updatedAt + static_cast<std::int64_t>(left > 0 ? left + 0.5 : 0);
  }
};

}  // namespace virga::simulator
