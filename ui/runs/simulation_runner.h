#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "simulator/experiment/simulate.h"
#include "ui/runs/background_runner.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// What to simulate; everything by value, so that editing goes on during a run.
struct RunRequest {
  model::Architecture architecture;
  std::string provider;
  simulator::SimulationOptions options;
};

struct RunFinished {
  std::shared_ptr<const simulator::Result> result;      // never changed after publication
  std::shared_ptr<const RunRequest> request = nullptr;  // that it is of
};
struct RunStopped {};
struct RunFailed {
  model::Problems problems;
};
using RunOutcome = std::variant<RunFinished, RunStopped, RunFailed>;

// Runs simulations. One that is stopped ends with a part of a result, or with RunStopped where there is nothing yet.
class SimulationRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  using Simulate = std::function<tl::expected<simulator::Result, simulator::SimulationFailure>(
      const model::Architecture&, const model::Catalog&, const simulator::SimulationOptions&, std::stop_token,
      const simulator::ProgressSink&)>;

  // `simulate` is called on the worker: simulator::simulate, or what a test puts in its place.
  explicit SimulationRunner(std::shared_ptr<CatalogCache> catalogs, Simulate simulate, QObject* parent = nullptr);

  // A running simulation is abandoned first.
  void start(RunRequest request);

 signals:
  void finished(const virga::ui::RunOutcome& outcome);

 protected:
  void tellStopped() override;

 private:
  std::shared_ptr<CatalogCache> catalogs_;
  Simulate simulate_;
};

}  // namespace virga::ui
