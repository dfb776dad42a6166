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
#include "simulator/platform/level.h"

namespace virga::simulator {

// Gathers the figures and series of one component or flow from its recorders at the end of a run.
class Figures {
 public:
  Figures(std::string name, std::string kind, std::int64_t duration)
      : observed_{std::move(name), std::move(kind), {}, {}}, duration_(duration) {}

  void value(std::string name, std::optional<double> value) { observed_.figures.push_back({std::move(name), value}); }
  void count(std::string name, std::uint64_t n) { value(std::move(name), static_cast<double>(n)); }
  void ratio(std::string name, std::uint64_t part, std::uint64_t whole) {
    value(std::move(name), whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt);
  }
  // name.mean, .p50 … .max; the name ends in _ms.
  void times(const std::string& name, const LatencyHistogram& histogram) {
    const auto milliseconds = [](std::optional<double> ns) { return ns ? std::optional(*ns * 1e-6) : std::nullopt; };
    value(name + ".mean", milliseconds(histogram.mean()));
    constexpr std::array<std::pair<const char*, double>, 6> shares{
        {{".p50", 0.5}, {".p90", 0.9}, {".p95", 0.95}, {".p99", 0.99}, {".p999", 0.999}, {".max", 1}}};
    for (const auto& [suffix, share] : shares) value(name + suffix, milliseconds(histogram.quantile(share)));
  }
  // name.mean and name.max
  void level(const std::string& name, const Level& level) {
    value(name + ".mean", level.mean(duration_));
    value(name + ".max", static_cast<double>(level.max()));
  }

  void perSecond(std::string name, const CountSeries& series) {
    observed_.series.push_back({std::move(name), "1/s", series.perSecond(duration_)});
  }
  void counts(std::string name, const CountSeries& series) {
    observed_.series.push_back({std::move(name), "1", std::vector<double>(series.counts().begin(), series.counts().end())});
  }
  void levels(std::string name, Level& level) {
    observed_.series.push_back({std::move(name), "1", level.buckets(duration_)});
  }
  void quantiles(const std::string& name, QuantileSeries& series) {
    constexpr std::array names{"_p50_ms", "_p95_ms", "_p99_ms"};
    for (std::size_t line = 0; line < names.size(); ++line) {
      auto values = series.line(line);
      for (auto& v : values) v *= 1e-6;
      observed_.series.push_back({name + names[line], "ms", std::move(values)});
    }
  }

  Observed take() { return std::move(observed_); }

 private:
  Observed observed_;
  std::int64_t duration_;
};

}  // namespace virga::simulator
