#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "simulator/optimise/optimise.h"

namespace virga::simulator {

// Simulates settings of a design for the figures that an optimisation is about, several at once.
class PointRuns {
 public:
  // All outlive it.
  PointRuns(const PointDesigns& designs, const OptimiseOptions& options, std::stop_token stop)
      : designs_(designs), options_(options), stop_(std::move(stop)) {}

  // Each by its own; nothing where it was stopped. Independent of the threads.
  std::optional<std::vector<PointFigures>> at(const std::vector<std::vector<model::Setting>>& points, int replications,
                                              std::uint64_t seed, const std::function<void(std::size_t done)>& told = {});

  // What is wrong with the figures and bounds, told by a run of the project for a millisecond.
  tl::expected<void, OptimiseFailure> check() const;

  std::uint64_t events() const { return events_; }

 private:
  std::optional<PointFigures> one(const std::vector<model::Setting>& settings, const SimulationOptions& simulation);

  const PointDesigns& designs_;
  const OptimiseOptions& options_;
  std::stop_token stop_;
  std::mutex mutex_;
  std::uint64_t events_ = 0;
};

// The figures of a result, or what is wrong with their names or bounds.
tl::expected<PointFigures, std::string> figuresOf(const Result& result, const OptimiseOptions& options);

}  // namespace virga::simulator
