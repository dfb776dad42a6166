#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/arrivals.h"
#include "simulator/calibrate/likelihood_fit.h"
#include "simulator/calibrate/start_counts.h"

namespace virga::simulator {

// Variance over mean of counts, 1 for a Poisson process (Cox and Lewis, The Statistical Analysis of Series of Events, 1966).
struct Dispersion {
  double index = 1;
  double pValue = 1;  // two-sided, by chi-square
  double binSeconds = 0;
  std::size_t bins = 0;
};

enum class ArrivalShape { regular, poisson, profile, bursty };

// How invocations came.
//  regular  evener than chance
//  poisson  at one rate, as far as the counts can tell
//  profile  at a rate that changes slowly, and by chance within each of its intervals
//  bursty   in lumps that no slow rate explains
struct ArrivalEstimate {
  ArrivalShape shape = ArrivalShape::poisson;
  std::uint64_t arrivals = 0;
  double spanSeconds = 0;
  Estimate perSecond;          // interval of a Poisson process (Garwood, 1936)
  Dispersion within;           // of short intervals, about the rate of the long one they are in
  double rateVariation = 0;    // coefficient of variation of the long intervals' rates, beyond chance
  std::vector<double> rates;   // of the long intervals, 1/s
  double intervalSeconds = 0;  // how long these are
  bool byHourOfDay = false;    // rates are those of the 24 hours, from 00:00 UTC, over all days
  double firstSecond = 0;      // Unix time at which the first one begins
  // Gaps between the earliest arrivals: coefficient of variation, 1 for Poisson, and the distance of their law from the
  // exponential one of the same mean. Nothing where there are fewer than 20.
  std::optional<double> gapVariation, gapDistance;
  std::size_t gaps = 0;

  std::string text() const;
};

// Nothing with fewer than two arrivals at different times.
std::optional<ArrivalEstimate> estimateArrivals(const StartCounts& starts);

// What states them in a project. Bursty ones need their counts per minute, which stand in `file`, relative to the project;
// where it is empty, and where the counts' intervals are longer than a minute, their slow rate stands for them.
model::Arrivals arrivalsOf(const ArrivalEstimate& estimate, const StartCounts& starts, const std::string& file);

// A row of counts per minute from the minute of the first arrival; empty where their intervals are longer.
std::string minuteCountsCsv(const StartCounts& starts);

}  // namespace virga::simulator
