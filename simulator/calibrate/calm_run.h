#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "simulator/calibrate/calibration.h"
#include "simulator/experiment/simulate.h"

namespace virga::simulator {

// Short runs of a design as it was when it wrote the logs: without a scenario's traffic, settings and faults; the bill is
// without a free tier.
class CalmRun {
 public:
  // `requests`: about how many there are in a run.
  CalmRun(const model::Catalog& catalog, std::filesystem::path projectFolder, std::uint64_t requests)
      : catalog_(catalog), folder_(std::move(projectFolder)), requests_(requests) {}

  // Makes the runs short enough for this rate too.
  void expect(double perSecond) { perSecond_ = std::max(perSecond_, perSecond); }
  void expect(const model::Architecture& architecture);

  // From a minute to a day, by the highest rate that is expected.
  model::Duration duration() const;

  // Companion files needn't have been written yet.
  tl::expected<Result, SimulationFailure> run(const model::Architecture& architecture,
                                              const std::vector<CompanionFile>& files, std::stop_token stop,
                                              const ProgressSink& progress) const;

 private:
  const model::Catalog& catalog_;
  std::filesystem::path folder_;
  std::uint64_t requests_;
  double perSecond_ = 0;
};

// The function's figure in the result; nothing where nothing was observed.
std::optional<double> functionFigure(const Result& result, const model::ComponentId& function, const std::string& name);

}  // namespace virga::simulator
