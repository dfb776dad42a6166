#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "simulator/experiment/simulate.h"
#include "simulator/sweep/factor.h"
#include "simulator/sweep/point_designs.h"

namespace virga::simulator {

inline constexpr std::size_t kMostFutures = 1'000, kMostMonths = 120;

// What isn't known, and how far ahead one looks.
struct ForecastOptions {
  std::vector<Factor> uncertain;     // values of the project, each the same over all months of one future
  std::optional<Factor> growth;      // shares a month that the traffic grows by, e.g. 5%..9%; its path is empty
  std::size_t futures = 32;          // 2 … kMostFutures: points of a Latin hypercube
  std::size_t months = 12;           // 1 … kMostMonths
  std::optional<double> budget;      // of a month, in the bill's currency
  std::vector<std::string> figures;  // beside the cost, as a person names them; empty: the main flow's percentiles
  SimulationOptions simulation;      // of each month of each future, with the same random numbers
};

// A figure over the months, by its quantiles over the futures.
struct Fan {
  struct Month {
    std::size_t futures = 0;  // in which it was observed
    double p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0, mean = 0;
  };
  std::string figure;  // full name: "cost", "shoppers → api POST /orders.latency_ms.p99"
  std::vector<Month> months;
};

struct Budget {
  double perMonth = 0;
  std::vector<double> overShare;  // of the futures, of each month
  double monthsOverShare = 0;     // of all months of all futures
  double anyMonthOverShare = 0;   // of the futures with a month over the budget
};

struct Forecast {
  std::string project, scenario, provider, currency;
  std::vector<std::string> uncertain;  // as it was stated
  std::string growth;
  std::size_t futures = 0;
  std::vector<Fan> fans;  // the cost first
  Fan::Month whole;       // the cost of all months together
  std::optional<Budget> budget;
  std::vector<std::string> refused;  // why futures have months without figures
};

// Simulates each month of each future. Month 1 has the scenario's own traffic; the growth multiplies each next one's.
// Problems where nothing is uncertain, a figure isn't known, or no month can be simulated.
tl::expected<Forecast, SimulationFailure> forecast(const model::Architecture& architecture, const model::Catalog& catalog,
                                                   const CatalogSource& catalogs, const ForecastOptions& options,
                                                   std::stop_token stop = {}, const ProgressSink& progress = {});

std::string toJson(const Forecast& forecast);

}  // namespace virga::simulator
