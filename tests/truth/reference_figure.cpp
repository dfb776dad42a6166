#include "tests/truth/reference_figure.h"

#include <functional>

#include "tests/truth/laboratory.h"

namespace virga::truth {
namespace {

using simulator::Result;

// Figures of one run by the names of the result.
class Run {
 public:
  explicit Run(const Result& result) : result_(result) {}

  double of(const std::string& component, const std::string& name) const { return figure(result_, component, name).mean; }
  double work(const std::string& name) const { return of("work", name); }
  bool has(const std::string& component) const {
    for (const auto& c : result_.components)
      if (c.id == component) return true;
    return false;
  }
  double measured() const { return static_cast<double>((result_.simulated - result_.warmup).nanoseconds) * 1e-9; }
  double inFlight() const {
    const auto& flow = result_.flows.front().name;
    return of(flow, "requests") - of(flow, "succeeded");
  }
  double usage(const std::string& item) const {
    for (const auto& u : result_.usage.items)
      if (u.item == item) return static_cast<double>(u.quantity);
    qFatal("no usage %s", item.c_str());
  }
  double lastOf(const std::string& series) const {
    for (const auto& c : result_.components)
      if (c.id == "work")
        for (const auto& s : c.series)
          if (s.name == series) return s.values.back();
    qFatal("no series %s", series.c_str());
  }

 private:
  const Result& result_;
};

double throttledShare(const Run& run, const std::string& function) {
  const double throttles = run.of(function, "throttles");
  return throttles / (throttles + run.of(function, "invocations"));
}

double throttled(const Run& run) {
  if (run.has("api")) return run.of("api", "throttles") / run.of("api", "requests");
  const auto& flow = "users → work";
  return run.of(flow, "throttled") / run.of(flow, "requests");
}

// Of a queue, else of the line before servers or instances.
double wait(const Run& run, const std::string& which) {
  return run.has("line") ? run.of("line", "age_ms." + which) * 1e-3 : run.work("wait_ms." + which) * 1e-3;
}

const std::map<std::string, std::function<double(const Run&)>> kFigures{
    {"throttled-share", throttled},
    {"throttled-share.1", [](const Run& run) { return throttledShare(run, "work1"); }},
    {"throttled-share.2", [](const Run& run) { return throttledShare(run, "work2"); }},
    {"concurrency", [](const Run& run) { return run.work("concurrency.mean"); }},
    // Poisson arrivals see time averages: with one server what waits is what finds it busy.
    {"waiting-share", [](const Run& run) { return run.work("concurrency.mean"); }},
    {"idle-share", [](const Run& run) { return 1 - run.work("concurrency.mean"); }},
    {"wait", [](const Run& run) { return wait(run, "mean"); }},
    {"wait.p50", [](const Run& run) { return wait(run, "p50"); }},
    {"wait.p95", [](const Run& run) { return wait(run, "p95"); }},
    {"wait.p99", [](const Run& run) { return wait(run, "p99"); }},
    {"depth", [](const Run& run) { return run.of("line", "depth.mean"); }},
    {"empty-share", [](const Run& run) { return run.work("cold_start_share"); }},
    {"in-flight", [](const Run& run) { return run.inFlight(); }},
    {"cold-share", [](const Run& run) { return run.work("cold_start_share"); }},
    {"cold-share-of-all",
     [](const Run& run) { return run.work("cold_starts") / (run.work("invocations") + run.work("throttles")); }},
    {"instances", [](const Run& run) { return run.work("instances.mean"); }},
    {"running-instances", [](const Run& run) { return run.work("instances.mean") - run.work("instances.idle_mean"); }},
    {"idle-instances", [](const Run& run) { return run.work("instances.idle_mean"); }},
    {"utilisation", [](const Run& run) { return 1 - run.work("instances.idle_mean") / run.work("instances.mean"); }},
    {"wasted", [](const Run& run) { return run.work("instances.idle_mean") / run.work("instances.mean"); }},
    {"accepted", [](const Run& run) { return run.of("api", "requests") - run.of("api", "throttles"); }},
    {"life-span", [](const Run& run) { return run.work("instances.mean") * run.measured() / run.work("cold_starts"); }},
    {"requests-per-instance", [](const Run& run) { return run.work("invocations") / run.work("cold_starts"); }},
    {"cold-starts", [](const Run& run) { return run.work("cold_starts"); }},
    {"instances-at-last", [](const Run& run) { return run.lastOf("instances"); }},
    {"instances-made", [](const Run& run) { return run.work("instances.max"); }},
    {"billed-duration", [](const Run& run) { return run.usage("compute") / run.usage("requests"); }},
    {"attempts", [](const Run& run) { return run.of("line", "received") / run.of("line", "sent"); }},
    {"dead-lettered-share", [](const Run& run) { return run.of("line", "dead_lettered") / run.of("line", "sent"); }},
    {"batch-size", [](const Run& run) { return run.of("line", "received") / run.work("invocations"); }},
    {"batches-per-s", [](const Run& run) { return run.work("invocations") / run.measured(); }},
    {"duration", [](const Run& run) { return run.work("duration_ms.mean") * 1e-3; }},
    {"latency", [](const Run& run) { return run.work("latency_ms.mean") * 1e-3; }},
    {"latency.p95", [](const Run& run) { return run.work("latency_ms.p95") * 1e-3; }},
    {"latency.p99", [](const Run& run) { return run.work("latency_ms.p99") * 1e-3; }},
    {"latency.p999", [](const Run& run) { return run.work("latency_ms.p999") * 1e-3; }},
};

}  // namespace

double figureIn(const Result& result, const ReferenceCase& c) {
  const auto found = kFigures.find(c.figure);
  if (found == kFigures.end()) qFatal("%s: no figure %s", c.name.c_str(), c.figure.c_str());
  return found->second(Run(result));
}

}  // namespace virga::truth
