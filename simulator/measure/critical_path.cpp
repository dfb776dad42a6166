#include "simulator/measure/critical_path.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace virga::simulator {
namespace {

using Times = std::map<std::pair<std::string, Cause>, std::int64_t>;

class Division {
 public:
  explicit Division(const Trace& trace) : trace_(trace), children_(trace.spans.size()) {
    for (const auto& span : trace.spans)
      if (span.parent != kNoSpan && !span.asynchronous) children_[span.parent].push_back(span.id);
    for (auto& each : children_)
      std::sort(each.begin(), each.end(), [&trace](std::uint32_t a, std::uint32_t b) {
        const auto key = [&trace](std::uint32_t id) {
          const auto& span = trace.spans[id];
          return std::tuple(-span.endNs, span.outcome == SpanOutcome::cancelled, id);
        };
        return key(a) < key(b);
      });
    if (!trace.spans.empty()) divide(0, trace.startNs, trace.endNs);
  }

  const Times& times() const { return times_; }
  const std::vector<PathPart>& path() const { return path_; }

 private:
  // Goes back from `to`: what ran last was waited for, then what ran before that began.
  void divide(std::uint32_t index, std::int64_t from, std::int64_t to) {
    const auto& span = trace_.spans[index];
    // A step that waits for some of its branches leaves the others behind. One that was cut off waited for all of them.
    bool waitsForLongest = !span.parallel || to < span.endNs;
    auto at = to;
    for (const auto child : children_[index]) {
      const auto& inner = trace_.spans[child];
      const auto start = std::max(inner.startNs, from);
      if (inner.endNs > at && !waitsForLongest) continue;
      const auto end = std::min(inner.endNs, at);
      if (end <= start) continue;
      add(span, end, at);
      divide(child, start, end);
      at = start;
      if (span.parallel) waitsForLongest = false;
    }
    add(span, from, at);
  }

  void add(const Span& span, std::int64_t from, std::int64_t to) {
    if (to <= from) return;
    times_[{span.peer.empty() ? span.component : span.peer, span.cause}] += to - from;
    path_.push_back({span.id, from, to});
  }

  const Trace& trace_;
  std::vector<std::vector<std::uint32_t>> children_;
  Times times_;
  std::vector<PathPart> path_;
};

}  // namespace

std::vector<CauseTime> causesOf(const Trace& trace) {
  const Division division(trace);
  std::vector<CauseTime> out;
  for (const auto& [key, ns] : division.times()) out.push_back({key.first, key.second, ns});
  std::stable_sort(out.begin(), out.end(), [](const CauseTime& a, const CauseTime& b) { return a.ns > b.ns; });
  return out;
}

std::vector<PathPart> criticalPath(const Trace& trace) {
  auto path = Division(trace).path();
  std::sort(path.begin(), path.end(), [](const PathPart& a, const PathPart& b) { return a.fromNs < b.fromNs; });
  return path;
}

LatencyCauses causesOf(const std::string& flow, std::span<const Trace> traces) {
  LatencyCauses out;
  out.flow = flow;
  Times random, slowest;
  double randomTotal = 0, slowestTotal = 0;
  for (const auto& trace : traces) {
    if (trace.flow != flow || (!trace.random && !trace.slowest)) continue;
    const Division division(trace);
    const auto into = [&](Times& times, double& total, std::size_t& count) {
      for (const auto& [key, ns] : division.times()) times[key] += ns;
      total += static_cast<double>(trace.latencyNs());
      ++count;
    };
    if (trace.random) into(random, randomTotal, out.randomRequests);
    if (trace.slowest) into(slowest, slowestTotal, out.slowestRequests);
  }
  Times all = slowest;
  all.insert(random.begin(), random.end());
  const auto share = [](const Times& times, const Times::key_type& key, double total) {
    const auto found = times.find(key);
    return found == times.end() ? 0.0 : static_cast<double>(found->second) / total;
  };
  for (const auto& [key, ns] : all)
    out.shares.push_back({key.first, key.second, share(random, key, randomTotal), share(slowest, key, slowestTotal)});
  std::stable_sort(out.shares.begin(), out.shares.end(), [](const CauseShare& a, const CauseShare& b) {
    return std::tuple(a.ofSlowest, a.ofMean) > std::tuple(b.ofSlowest, b.ofMean);
  });
  return out;
}

}  // namespace virga::simulator
