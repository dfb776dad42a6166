#include "simulator/experiment/trace_requests.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include "model/calendar/time_zone.h"
#include "simulator/experiment/standstill.h"
#include "simulator/measure/critical_path.h"

namespace virga::simulator {
namespace {

using Broken = std::variant<ReplicationStopped, TimeStandsStill>;

constexpr std::uint32_t kTraced = 0;  // the replication

SimulationFailure failureOf(const Broken& broken) {
  const auto* still = std::get_if<TimeStandsStill>(&broken);
  if (!still) return Stopped{};
  return model::Problems{problemOf(*still)};
}

std::vector<ChosenRequest> choose(const CompiledSystem& system, const RequestObserver& observer) {
  std::vector<ChosenRequest> chosen;
  for (std::size_t i = 0; i < system.flows.size(); ++i) {
    struct Candidate {
      SampledRequest request;
      bool ChosenRequest::*kind;
    };
    const auto& sample = observer.flows[i];
    std::vector<Candidate> candidates;
    for (const auto& request : sample.slowest()) candidates.push_back({request, &ChosenRequest::slowest});
    for (const auto& request : sample.failed()) candidates.push_back({request, &ChosenRequest::failed});
    for (const auto& request : sample.random()) candidates.push_back({request, &ChosenRequest::random});
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.request.startNs, a.request.id) < std::tuple(b.request.startNs, b.request.id);
    });
    const auto first = chosen.size();
    for (const auto& candidate : candidates) {
      if (chosen.size() == first || chosen.back().id != candidate.request.id)
        chosen.push_back({candidate.request.id, system.flows[i].name, clientOf(system.flows[i])});
      chosen.back().*candidate.kind = true;
    }
  }
  return chosen;
}

}  // namespace

RequestObserver observerOf(const Prepared& prepared, std::uint64_t seed, const TraceOptions& options) {
  RequestObserver observer{prepared.system.warmup, {}};
  for (const auto& flow : prepared.system.flows)
    observer.flows.emplace_back(options.count, RandomStream(seed, kTraced, flow.name, Purpose::sampling));
  return observer;
}

tl::expected<RequestTraces, SimulationFailure> traceRequests(const Prepared& prepared, std::uint64_t seed,
                                                             const RequestObserver& observer, const std::stop_token& stop) {
  const auto& system = prepared.system;
  const auto watch = [&stop](const World&, std::uint64_t) { return !stop.stop_requested(); };
  auto traces = followRequests(system, prepared.workload, seed, kTraced, choose(system, observer), watch);
  if (!traces) return tl::unexpected(failureOf(traces.error()));
  RequestTraces out;
  out.seed = seed;
  constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
  if (const auto start = model::parseDateTime(system.scenario.start)) out.epochNs = *start * kNanosecondsPerSecond;
  out.traces = std::move(*traces);
  for (const auto& flow : system.flows) out.flows.push_back(causesOf(flow.name, out.traces));
  return out;
}

}  // namespace virga::simulator
