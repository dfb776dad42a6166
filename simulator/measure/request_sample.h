#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/kernel/random.h"

namespace virga::simulator {

struct SampledRequest {
  std::uint64_t id = 0;
  std::int64_t startNs = 0, latencyNs = 0;
};

// Some requests of one flow: the slowest, and random ones of those that failed and of all that were answered. Those that
// were throttled count as failed and have no latency to speak of. Memory is bounded by the size of the sample.
class RequestSample {
 public:
  // `size`: of each kind. The draws are those of the stream.
  RequestSample(std::size_t size, RandomStream draws) : size_(size), draws_(draws) {}

  void offer(const SampledRequest& request, bool failed, bool throttled);

  const std::vector<SampledRequest>& slowest() const { return slowest_; }  // in no order
  const std::vector<SampledRequest>& failed() const { return failed_.kept; }
  const std::vector<SampledRequest>& random() const { return random_.kept; }

 private:
  // Algorithm R: Vitter, Random Sampling with a Reservoir, ACM TOMS 11(1), 1985.
  struct Reservoir {
    std::vector<SampledRequest> kept;
    std::uint64_t offered = 0;
  };

  void keepSlow(const SampledRequest& request);
  void keepSome(Reservoir& reservoir, const SampledRequest& request, std::uint32_t draw);

  std::size_t size_;
  RandomStream draws_;
  std::vector<SampledRequest> slowest_;  // a heap, the fastest first
  Reservoir failed_, random_;
};

// What a run tells of its flows' requests as they are answered.
struct RequestObserver {
  std::int64_t from = 0;  // ns; earlier answers don't count
  std::vector<RequestSample> flows;
};

}  // namespace virga::simulator
