#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include <QObject>

#include "simulator/experiment/simulate.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// What to simulate; everything by value, so that editing goes on during a run.
struct RunRequest {
  model::Architecture architecture;
  std::string provider;
  simulator::SimulationOptions options;
};

struct RunFinished {
  std::shared_ptr<const simulator::Result> result;  // never changed after publication
};
struct RunStopped {};
struct RunFailed {
  model::Problems problems;
};
using RunOutcome = std::variant<RunFinished, RunStopped, RunFailed>;

// Runs simulations on a worker thread, one at a time. Lives on the GUI thread, where all its signals are emitted. Each
// run has a number; what an older run still has to say is dropped.
class SimulationRunner : public QObject {
  Q_OBJECT

 public:
  using Simulate = std::function<tl::expected<simulator::Result, simulator::SimulationFailure>(
      const model::Architecture&, const model::Catalog&, const simulator::SimulationOptions&, std::stop_token,
      const simulator::ProgressSink&)>;

  // `simulate` is called on the worker: simulator::simulate, or what a test puts in its place.
  explicit SimulationRunner(std::shared_ptr<CatalogCache> catalogs, Simulate simulate, QObject* parent = nullptr);
  ~SimulationRunner() override;  // stops and joins

  // A running simulation is abandoned first.
  void start(RunRequest request);
  // Asks the run to end with what it has: finished(RunFinished) with a part of a result follows, or finished(RunStopped)
  // where there is nothing yet. Asked twice, it is abandoned.
  void stop();
  // Ends the run at once: finished(RunStopped) is emitted before this returns, the worker winds down by itself.
  void abandon();
  bool isRunning() const { return running_; }

 signals:
  void started();
  void stopping();
  void progressed(const virga::simulator::Progress& progress);  // at most 25 a second
  void finished(const virga::ui::RunOutcome& outcome);

 private:
  void work(std::uint64_t run, const RunRequest& request, const std::stop_token& stop);
  RunOutcome simulate(const RunRequest& request, const std::stop_token& stop, const simulator::ProgressSink& sink);
  void conclude(std::uint64_t run, const RunOutcome& outcome);

  std::shared_ptr<CatalogCache> catalogs_;
  Simulate simulate_;
  std::map<std::uint64_t, std::jthread> workers_;  // the current run's and those that are winding down
  std::uint64_t run_ = 0;
  bool running_ = false;
  bool stopping_ = false;
};

}  // namespace virga::ui
