#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/experiment/replication.h"
#include "simulator/measure/latency_histogram.h"
#include "simulator/measure/series.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// Gathers the figures and series of one component or flow from its recorders, as they stand now.
class Figures {
 public:
  Figures(std::string name, std::string kind, const World& world)
      : observed_{std::move(name), std::move(kind), {}, {}},
        now_(world.now),
        elapsed_(static_cast<double>(world.now - world.system.warmup)),
        planned_(static_cast<double>(world.system.duration - world.system.warmup)) {}

  void value(std::string name, std::optional<double> value) {
    observed_.figures.push_back({std::move(name), value, std::nullopt});
  }
  void count(std::string name, std::uint64_t n) {
    observed_.figures.push_back(
        {std::move(name), static_cast<double>(n), Accumulated{static_cast<double>(n), elapsed_ / planned_}});
  }
  void ratio(std::string name, std::uint64_t part, std::uint64_t whole) {
    quotient(std::move(name), static_cast<double>(part), static_cast<double>(whole));
  }
  // Of what adds up over time to `area` in ns.
  void average(std::string name, Int128 area) { quotient(std::move(name), static_cast<double>(area), elapsed_); }
  // name.mean, .p50 … .max; the name ends in _ms.
  void times(const std::string& name, const LatencyHistogram& histogram) {
    const auto milliseconds = [](std::optional<double> ns) { return ns ? std::optional(*ns * 1e-6) : std::nullopt; };
    quotient(name + ".mean", static_cast<double>(histogram.sum()) * 1e-6, static_cast<double>(histogram.count()));
    constexpr std::array<std::pair<const char*, double>, 6> shares{
        {{".p50", 0.5}, {".p90", 0.9}, {".p95", 0.95}, {".p99", 0.99}, {".p999", 0.999}, {".max", 1}}};
    for (const auto& [suffix, share] : shares) value(name + suffix, milliseconds(histogram.quantile(share)));
  }
  // name.mean and name.max
  void level(const std::string& name, const Level& level) {
    average(name + ".mean", level.area(now_));
    value(name + ".max", static_cast<double>(level.max()));
  }

  void perSecond(std::string name, const CountSeries& series) {
    observed_.series.push_back({std::move(name), "1/s", series.perSecond(now_)});
  }
  void counts(std::string name, const CountSeries& series) {
    observed_.series.push_back({std::move(name), "1", series.perBucket(now_)});
  }
  void levels(std::string name, const Level& level) {
    observed_.series.push_back({std::move(name), "1", level.buckets(now_)});
  }
  void levels(std::string name, const LevelSeries& level) {
    observed_.series.push_back({std::move(name), "1", level.means(now_)});
  }
  void quantiles(const std::string& name, const QuantileSeries& series) {
    constexpr std::array names{"_p50_ms", "_p75_ms", "_p90_ms", "_p95_ms", "_p99_ms", "_p999_ms", "_max_ms"};
    static_assert(names.size() == QuantileSeries::kShares.size());
    for (std::size_t line = 0; line < names.size(); ++line) {
      auto values = series.line(line, now_);
      for (auto& v : values) v *= 1e-6;
      observed_.series.push_back({name + names[line], "ms", std::move(values)});
    }
  }

  Observed take() {
    observed_.figures.shrink_to_fit();
    observed_.series.shrink_to_fit();
    return std::move(observed_);
  }

 private:
  // Nothing where the weight is nothing.
  void quotient(std::string name, double sum, double weight) {
    observed_.figures.push_back(
        {std::move(name), weight > 0 ? std::optional(sum / weight) : std::nullopt, Accumulated{sum, weight}});
  }

  Observed observed_;
  std::int64_t now_;          // ns, as are these
  double elapsed_, planned_;  // since the warm-up
};

}  // namespace virga::simulator
