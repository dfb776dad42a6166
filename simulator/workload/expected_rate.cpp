#include "simulator/workload/expected_rate.h"

#include <algorithm>

#include "simulator/workload/arrival_plan.h"

namespace virga::simulator {

namespace {

constexpr model::Duration kLongestCron = model::days(62);

double dayAt(const std::shared_ptr<const DayShape>& day, std::int64_t time) { return day ? day->at(time) : 1; }

struct RateAt {
  std::int64_t time;

  double operator()(const EvenPlan& plan) const { return plan.curve->at(time); }
  double operator()(const PoissonPlan& plan) const { return plan.curve->at(time) * dayAt(plan.thinnedBy, time); }
  double operator()(const BurstyPlan& plan) const {
    const double on = plan.on.mean(), off = plan.off.mean();
    return (plan.rate * on + plan.base * off) / (on + off) * dayAt(plan.day, time);
  }
  double operator()(const EveryPlan& plan) const {
    return time < plan.offset ? 0 : plan.factor * 1e9 / static_cast<double>(plan.interval) * dayAt(plan.day, time);
  }
  double operator()(const TracePlan&) const { return 0; }
  double operator()(const CountsPlan&) const { return 0; }
  double operator()(const ClosedPlan&) const { return 0; }
};

// Arrivals of each slice over its length, as steps.
std::vector<RatePoint> counted(const TracePlan& plan, std::int64_t end, int slices) {
  std::vector<RatePoint> points;
  auto next = plan.times->begin();
  for (int i = 0; i < slices; ++i) {
    const std::int64_t from = end / slices * i, to = i + 1 == slices ? end : end / slices * (i + 1);
    double count = 0;
    for (; next != plan.times->end() && *next < to; ++next) count += plan.factor * dayAt(plan.day, *next);
    const double seconds = static_cast<double>(to - from) * 1e-9;
    points.push_back({static_cast<double>(from) * 1e-9, count / seconds});
    points.push_back({static_cast<double>(to) * 1e-9, count / seconds});
  }
  return points;
}

}  // namespace

tl::expected<std::vector<RatePoint>, std::string> expectedRate(const model::Arrivals& arrivals,
                                                               const model::Scenario& scenario, int samples) {
  using model::ClosedArrivals, model::TraceArrivals, model::CountsArrivals;
  if (std::holds_alternative<ClosedArrivals>(arrivals) || std::holds_alternative<TraceArrivals>(arrivals) ||
      std::holds_alternative<CountsArrivals>(arrivals))
    return std::vector<RatePoint>();
  model::Scenario run = scenario;
  if (std::holds_alternative<model::CronArrivals>(arrivals)) run.duration = std::min(run.duration, kLongestCron);
  CountsFiles noFiles;
  const auto plan = planArrivals(arrivals, run, {}, noFiles);
  if (!plan) return tl::unexpected(plan.error());
  const std::int64_t end = run.duration.nanoseconds;
  if (const auto* const trace = std::get_if<TracePlan>(&*plan)) return counted(*trace, end, samples);

  std::vector<std::int64_t> times;
  for (int i = 0; i <= samples; ++i) times.push_back(end / samples * i);
  // Corners of a profile may be sharper than the samples are dense.
  if (const auto* const profile = std::get_if<model::ProfileArrivals>(&arrivals))
    for (const auto& point : profile->points)
      if (point.at.nanoseconds <= end) times.push_back(point.at.nanoseconds);
  std::sort(times.begin(), times.end());
  std::vector<RatePoint> points;
  for (const auto time : times) points.push_back({static_cast<double>(time) * 1e-9, std::visit(RateAt{time}, *plan)});
  return points;
}

}  // namespace virga::simulator
