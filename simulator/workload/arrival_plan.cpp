#include "simulator/workload/arrival_plan.h"

#include <utility>

#include "model/calendar/time_zone.h"
#include "simulator/workload/cron_instants.h"
#include "simulator/workload/trace_file.h"

namespace virga::simulator {

namespace {

std::shared_ptr<const RateCurve> share(RateCurve curve) { return std::make_shared<const RateCurve>(std::move(curve)); }

// The traffic with the day's peak counted from the run's start instead of from midnight.
model::Traffic sinceStart(const model::Scenario& scenario) {
  constexpr std::int64_t kSecond = 1'000'000'000, kDay = 86'400 * kSecond;
  model::Traffic traffic = scenario.traffic;
  const auto start = model::parseDateTime(scenario.start);
  if (!traffic.diurnal || !start) return traffic;
  auto& peak = traffic.diurnal->peakAt.nanoseconds;
  peak = ((peak - *start % 86'400 * kSecond) % kDay + kDay) % kDay;
  return traffic;
}

class Planner {
 public:
  using Plan = tl::expected<ArrivalPlan, std::string>;

  Planner(const model::Scenario& scenario, const std::filesystem::path& folder, CountsFiles& countsFiles)
      : scenario_(scenario), traffic_(sinceStart(scenario)), folder_(folder), countsFiles_(countsFiles) {}

  Plan operator()(const model::ConstantArrivals& arrivals) const { return EvenPlan{shaped(arrivals.rate)}; }
  Plan operator()(const model::PoissonArrivals& arrivals) const { return PoissonPlan{shaped(arrivals.rate), nullptr}; }
  Plan operator()(const model::ProfileArrivals& arrivals) const {
    return PoissonPlan{share(RateCurve::profile(arrivals, traffic_.factor)), day()};
  }
  Plan operator()(const model::BurstyArrivals& arrivals) const {
    const auto on = readDistribution(arrivals.on, folder_), off = readDistribution(arrivals.off, folder_);
    if (!on) return tl::unexpected(on.error());
    if (!off) return tl::unexpected(off.error());
    BurstyPlan plan{arrivals.rate.perSecond * traffic_.factor,
                    arrivals.base.perSecond * traffic_.factor,
                    Sampler(*on),
                    Sampler(*off),
                    day(),
                    scenario_.duration.nanoseconds};
    if (plan.on.mean() + plan.off.mean() < 1) return tl::unexpected(std::string("'on' and 'off' are both zero"));
    return plan;
  }
  Plan operator()(const model::EveryArrivals& arrivals) const {
    if (arrivals.interval.nanoseconds <= 0) return tl::unexpected(std::string("the interval must be above 0"));
    return EveryPlan{arrivals.interval.nanoseconds, arrivals.offset.nanoseconds, traffic_.factor, day(),
                     scenario_.duration.nanoseconds};
  }
  Plan operator()(const model::CronArrivals& arrivals) const {
    auto times = cronInstants(arrivals.expression, arrivals.timeZone, scenario_);
    if (!times) return tl::unexpected(times.error());
    return TracePlan{*std::move(times), traffic_.factor, day()};
  }
  Plan operator()(const model::ClosedArrivals& arrivals) const {
    auto think = readDistribution(arrivals.think, folder_);
    if (!think) return tl::unexpected(think.error());
    return ClosedPlan{arrivals.users, *std::move(think)};
  }
  Plan operator()(const model::TraceArrivals& arrivals) const {
    auto times = readTimestamps(folder_ / arrivals.file, arrivals.column);
    if (!times) return tl::unexpected(times.error());
    return TracePlan{std::make_shared<const std::vector<std::int64_t>>(*std::move(times)), traffic_.factor, day()};
  }
  Plan operator()(const model::CountsArrivals& arrivals) const {
    auto counts = countsFiles_.counts(folder_ / arrivals.file, arrivals.function);
    if (!counts) return tl::unexpected(counts.error());
    return CountsPlan{*std::move(counts), arrivals.placement, traffic_.factor, day()};
  }

 private:
  std::shared_ptr<const RateCurve> shaped(model::Rate rate) const {
    const double perSecond = rate.perSecond * traffic_.factor;
    return share(traffic_.diurnal ? RateCurve::day(*traffic_.diurnal, perSecond) : RateCurve::constant(perSecond));
  }
  std::shared_ptr<const DayShape> day() const {
    return traffic_.diurnal ? std::make_shared<const DayShape>(*traffic_.diurnal) : nullptr;
  }

  const model::Scenario& scenario_;
  const model::Traffic traffic_;
  const std::filesystem::path& folder_;
  CountsFiles& countsFiles_;
};

}  // namespace

tl::expected<ArrivalPlan, std::string> planArrivals(const model::Arrivals& arrivals, const model::Scenario& scenario,
                                                    const std::filesystem::path& projectFolder, CountsFiles& countsFiles) {
  return std::visit(Planner(scenario, projectFolder, countsFiles), arrivals);
}

tl::expected<model::Distribution, std::string> readDistribution(const model::Distribution& distribution,
                                                                const std::filesystem::path& projectFolder) {
  const auto* const empirical = std::get_if<model::Empirical>(&distribution);
  if (empirical == nullptr || empirical->file.empty()) return distribution;
  auto quantiles = readQuantiles(projectFolder / empirical->file);
  if (!quantiles) return tl::unexpected(quantiles.error());
  return model::Empirical{*std::move(quantiles), empirical->file};
}

}  // namespace virga::simulator
