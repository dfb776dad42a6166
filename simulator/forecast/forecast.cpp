#include "simulator/forecast/forecast.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cmath>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "model/units/share.h"
#include "simulator/results/figure_name.h"
#include "simulator/results/flat_figures.h"
#include "simulator/sweep/unit_points.h"

namespace virga::simulator {
namespace {

using model::Problems;
using model::Severity;

SimulationFailure wrong(const char* path, std::string message, std::string hint) {
  return Problems{{Severity::error, "cannot-forecast", {}, 0, 0, path, std::move(message), std::move(hint)}};
}

// One way that things may go.
struct Future {
  std::vector<model::Setting> settings;
  double growth = 0;  // of the traffic, a share a month
};

// What one month of one future came to; nothing where it wasn't simulated.
struct MonthOutcome {
  std::vector<FlatFigure> figures;
  std::string mainFlow;
  std::string currency;
  std::string refused;
};

tl::expected<std::vector<Future>, SimulationFailure> futuresOf(const ForecastOptions& options) {
  const auto dimensions = options.uncertain.size() + (options.growth ? 1 : 0);
  if (dimensions == 0)
    return tl::unexpected(wrong("uncertain", "nothing is uncertain", "say what isn't known, or the growth"));
  if (options.futures < 2 || options.futures > kMostFutures)
    return tl::unexpected(
        wrong("futures", fmt::format("{} futures", options.futures), fmt::format("from 2 to {}", kMostFutures)));
  if (options.months < 1 || options.months > kMostMonths)
    return tl::unexpected(
        wrong("months", fmt::format("{} months", options.months), fmt::format("from 1 to {}", kMostMonths)));
  std::vector<Future> futures;
  for (const auto& unit : latinHypercube(options.futures, dimensions, options.simulation.seed)) {
    Future future;
    for (std::size_t f = 0; f < options.uncertain.size(); ++f)
      future.settings.push_back({options.uncertain[f].path, valueAt(options.uncertain[f], unit[f])});
    if (options.growth) {
      const auto text = valueAt(*options.growth, unit.back());
      double percent = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
      constexpr double kPercent = 100;
      if (error != std::errc{} || std::string_view(end) != "%" || percent <= -kPercent)
        return tl::unexpected(
            wrong("growth", fmt::format("a growth of '{}' a month", text), "write it in per cent: 5%..9%"));
      future.growth = percent / kPercent;
    }
    futures.push_back(std::move(future));
  }
  return futures;
}

// Linear between the order statistics (type 7 of Hyndman and Fan, The American Statistician 50 (1996)).
double quantileOf(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Fan::Month monthOf(std::vector<double> values) {
  Fan::Month month;
  month.futures = values.size();
  if (values.empty()) return month;
  std::sort(values.begin(), values.end());
  month.p5 = quantileOf(values, 0.05);
  month.p25 = quantileOf(values, 0.25);
  month.p50 = quantileOf(values, 0.5);
  month.p75 = quantileOf(values, 0.75);
  month.p95 = quantileOf(values, 0.95);
  month.mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return month;
}

class Forecasting {
 public:
  Forecasting(const PointDesigns& designs, const ForecastOptions& options, const std::vector<Future>& futures,
              std::stop_token stop, const ProgressSink& sink)
      : designs_(designs),
        options_(options),
        futures_(futures),
        stop_(std::move(stop)),
        sink_(sink),
        outcomes_(futures.size() * options.months) {}

  bool run() {
    const auto all = options_.simulation.threads > 0 ? static_cast<std::size_t>(options_.simulation.threads)
                                                     : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::vector<std::jthread> workers;
    for (std::size_t i = 1; i < std::min(all, outcomes_.size()); ++i) workers.emplace_back([this] { work(); });
    work();
    workers.clear();
    return !stop_.stop_requested();
  }

  const MonthOutcome& at(std::size_t future, std::size_t month) const { return outcomes_[future * options_.months + month]; }

 private:
  void work() {
    for (std::size_t i = next_++; i < outcomes_.size() && !stop_.stop_requested(); i = next_++) {
      outcomes_[i] = outcomeOf(futures_[i / options_.months], i % options_.months);
      tell();
    }
  }

  MonthOutcome outcomeOf(const Future& future, std::size_t month) const {
    MonthOutcome outcome;
    auto design = designs_.at(future.settings);
    if (!design) {
      outcome.refused = toText(design.error().front());
      return outcome;
    }
    auto& scenarios = design->architecture.scenarios;
    // A project without scenarios runs an hour of its own traffic.
    if (scenarios.empty()) scenarios.push_back({});
    const auto& name = options_.simulation.scenario;
    auto& own = name.empty()
                    ? scenarios.front()
                    : *std::find_if(scenarios.begin(), scenarios.end(), [&](const auto& one) { return one.name == name; });
    own.traffic.factor *= std::pow(1 + future.growth, static_cast<double>(month));
    auto simulation = options_.simulation;
    simulation.threads = 1;
    simulation.traces.reset();
    simulation.frames = false;
    const auto result = simulate(design->architecture, *design->catalog, simulation, stop_);
    if (!result) {
      if (const auto* problems = std::get_if<Problems>(&result.error())) outcome.refused = toText(problems->front());
      return outcome;
    }
    outcome.figures = flatFigures(*result);
    outcome.currency = result->bill.currency;
    if (const auto* flow = mainFlowOf(*result)) outcome.mainFlow = flow->name;
    return outcome;
  }

  void tell() {
    const std::lock_guard lock(mutex_);
    ++done_;
    const auto time = std::chrono::steady_clock::now();
    if (!sink_ || time - toldAt_ < std::chrono::milliseconds(50)) return;
    toldAt_ = time;
    Progress progress;
    progress.share = static_cast<double>(done_) / static_cast<double>(outcomes_.size());
    progress.replicationsDone = static_cast<int>(done_);
    progress.replications = static_cast<int>(outcomes_.size());
    sink_(progress);
  }

  const PointDesigns& designs_;
  const ForecastOptions& options_;
  const std::vector<Future>& futures_;
  std::stop_token stop_;
  const ProgressSink& sink_;
  std::vector<MonthOutcome> outcomes_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::chrono::steady_clock::time_point toldAt_{};
};

std::optional<double> valueOf(const MonthOutcome& outcome, const std::string& figure) {
  for (const auto& own : outcome.figures)
    if (own.name == figure) return own.mean;
  return std::nullopt;
}

// The full names of what is shown, the cost first.
tl::expected<std::vector<std::string>, SimulationFailure> shownFigures(const ForecastOptions& options,
                                                                       const MonthOutcome& example) {
  std::vector<std::string> names, shown{"cost"};
  for (const auto& figure : example.figures) names.push_back(figure.name);
  if (options.figures.empty() && !example.mainFlow.empty())
    for (const auto* figure : {".latency_ms.p50", ".latency_ms.p99"}) shown.push_back(example.mainFlow + figure);
  for (const auto& typed : options.figures) {
    auto name = figureNamed(typed, names);
    if (!name) return tl::unexpected(wrong("figures", name.error(), ""));
    if (*name != "cost") shown.push_back(std::move(*name));
  }
  return shown;
}

Budget budgetOf(double perMonth, const std::vector<std::vector<std::optional<double>>>& costs, std::size_t months) {
  Budget budget{perMonth, {}, 0, 0};
  std::size_t observed = 0, over = 0, futuresOver = 0, futures = 0;
  for (std::size_t month = 0; month < months; ++month) {
    std::size_t own = 0, ownOver = 0;
    for (const auto& future : costs) {
      if (!future[month]) continue;
      ++own;
      ownOver += *future[month] > perMonth ? 1 : 0;
    }
    budget.overShare.push_back(own == 0 ? 0 : static_cast<double>(ownOver) / static_cast<double>(own));
    observed += own;
    over += ownOver;
  }
  for (const auto& future : costs) {
    if (std::none_of(future.begin(), future.end(), [](const auto& cost) { return cost.has_value(); })) continue;
    ++futures;
    futuresOver += std::any_of(future.begin(), future.end(), [&](const auto& cost) { return cost && *cost > perMonth; });
  }
  if (observed > 0) budget.monthsOverShare = static_cast<double>(over) / static_cast<double>(observed);
  if (futures > 0) budget.anyMonthOverShare = static_cast<double>(futuresOver) / static_cast<double>(futures);
  return budget;
}

}  // namespace

tl::expected<Forecast, SimulationFailure> forecast(const model::Architecture& architecture, const model::Catalog& catalog,
                                                   const CatalogSource& catalogs, const ForecastOptions& options,
                                                   std::stop_token stop, const ProgressSink& progress) {
  const auto futures = futuresOf(options);
  if (!futures) return tl::unexpected(futures.error());
  const PointDesigns designs(architecture, catalog, catalogs, options.simulation.scenario);
  Forecasting work(designs, options, *futures, std::move(stop), progress);
  if (!work.run()) return tl::unexpected(SimulationFailure(Stopped{}));

  Forecast out;
  out.project = architecture.name;
  out.scenario = options.simulation.scenario;
  out.provider = catalog.provider;
  out.futures = futures->size();
  for (const auto& factor : options.uncertain) out.uncertain.push_back(toText(factor));
  if (options.growth) out.growth = toText(*options.growth).substr(1);  // it has no path before its '='
  const MonthOutcome* example = nullptr;
  std::set<std::string> refused;
  for (std::size_t future = 0; future < futures->size(); ++future)
    for (std::size_t month = 0; month < options.months; ++month) {
      const auto& outcome = work.at(future, month);
      if (!outcome.refused.empty()) refused.insert(outcome.refused);
      if (!example && !outcome.figures.empty()) example = &outcome;
    }
  out.refused.assign(refused.begin(), refused.end());
  if (!example)
    return tl::unexpected(wrong("uncertain", "no future can be simulated",
                                out.refused.empty() ? std::string("nothing was observed") : out.refused.front()));
  out.currency = example->currency;
  const auto shown = shownFigures(options, *example);
  if (!shown) return tl::unexpected(shown.error());
  for (const auto& figure : *shown) {
    Fan fan{figure, {}};
    for (std::size_t month = 0; month < options.months; ++month) {
      std::vector<double> values;
      for (std::size_t future = 0; future < futures->size(); ++future)
        if (const auto value = valueOf(work.at(future, month), figure)) values.push_back(*value);
      fan.months.push_back(monthOf(std::move(values)));
    }
    out.fans.push_back(std::move(fan));
  }
  std::vector<std::vector<std::optional<double>>> costs(futures->size());
  std::vector<double> totals;
  for (std::size_t future = 0; future < futures->size(); ++future) {
    double total = 0;
    bool whole = true;
    for (std::size_t month = 0; month < options.months; ++month) {
      costs[future].push_back(valueOf(work.at(future, month), "cost"));
      whole = whole && costs[future].back();
      total += costs[future].back().value_or(0);
    }
    if (whole) totals.push_back(total);
  }
  out.whole = monthOf(std::move(totals));
  if (options.budget) out.budget = budgetOf(*options.budget, costs, options.months);
  return out;
}

}  // namespace virga::simulator
