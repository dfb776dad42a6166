#pragma once

#include <memory>

#include "ui/runs/background_runner.h"
#include "ui/runs/simulation_runner.h"

namespace virga::ui {

// Follows sampled requests of a run that is done: the same simulation once more, in the background. A traced simulation
// takes more than twice as long, so that runs themselves don't follow any.
class TraceFollower : public BackgroundRunner {
  Q_OBJECT

 public:
  static constexpr std::size_t kOfEachKind = 20;  // slowest, failed and random requests of each flow

  TraceFollower(std::shared_ptr<CatalogCache> catalogs, SimulationRunner::Simulate simulate, QObject* parent);

  // What is still being followed is abandoned first.
  void start(const RunRequest& request, std::shared_ptr<const simulator::Result> run);

 signals:
  void followed(std::shared_ptr<const virga::simulator::RequestTraces> traces);
  void failed(const QString& reason);  // or stopped: an empty reason

 protected:
  void tellStopped() override;

 private:
  std::shared_ptr<CatalogCache> catalogs_;
  SimulationRunner::Simulate simulate_;
};

}  // namespace virga::ui
