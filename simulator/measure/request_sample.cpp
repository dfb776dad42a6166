#include "simulator/measure/request_sample.h"

#include <algorithm>
#include <tuple>

namespace virga::simulator {
namespace {

// Of two as slow the earlier one stays.
bool slower(const SampledRequest& a, const SampledRequest& b) {
  return std::tuple(-a.latencyNs, a.startNs, a.id) < std::tuple(-b.latencyNs, b.startNs, b.id);
}

}  // namespace

void RequestSample::offer(const SampledRequest& request, bool failed, bool throttled) {
  constexpr std::uint32_t kRandomDraw = 0, kFailedDraw = 1;
  if (failed || throttled) keepSome(failed_, request, kFailedDraw);
  if (throttled) return;
  keepSlow(request);
  keepSome(random_, request, kRandomDraw);
}

void RequestSample::keepSlow(const SampledRequest& request) {
  if (slowest_.size() == size_) {
    if (size_ == 0 || !slower(request, slowest_.front())) return;
    std::pop_heap(slowest_.begin(), slowest_.end(), slower);
    slowest_.pop_back();
  }
  slowest_.push_back(request);
  std::push_heap(slowest_.begin(), slowest_.end(), slower);
}

void RequestSample::keepSome(Reservoir& reservoir, const SampledRequest& request, std::uint32_t draw) {
  const auto number = reservoir.offered++;
  if (reservoir.kept.size() < size_) {
    reservoir.kept.push_back(request);
    return;
  }
  const auto place = static_cast<std::uint64_t>(draws_.uniform(number, draw) * static_cast<double>(number + 1));
  if (place < size_) reservoir.kept[place] = request;
}

}  // namespace virga::simulator
