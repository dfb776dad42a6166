#include "ui/runs/simulation_runner.h"

#include <chrono>
#include <exception>

#include <QMetaObject>

namespace virga::ui {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{40};

model::Problems problemOf(const std::string& id, const std::string& message) {
  model::Problem problem;
  problem.id = id;
  problem.message = message;
  return {problem};
}

}  // namespace

SimulationRunner::SimulationRunner(std::shared_ptr<CatalogCache> catalogs, Simulate simulate, QObject* parent)
    : QObject(parent), catalogs_(std::move(catalogs)), simulate_(std::move(simulate)) {}

SimulationRunner::~SimulationRunner() {
  for (auto& [run, worker] : workers_) worker.request_stop();
  workers_.clear();
}

void SimulationRunner::start(RunRequest request) {
  abandon();
  const auto run = ++run_;
  running_ = true;
  stopping_ = false;
  emit started();
  workers_.emplace(run, std::jthread([this, run, request = std::move(request)](const std::stop_token& stop) {
                     work(run, request, stop);
                   }));
}

void SimulationRunner::stop() {
  if (!running_) return;
  if (stopping_) return abandon();
  stopping_ = true;
  workers_.at(run_).request_stop();
  emit stopping();
}

void SimulationRunner::abandon() {
  if (!running_) return;
  workers_.at(run_).request_stop();
  ++run_;
  running_ = false;
  emit finished(RunStopped{});
}

void SimulationRunner::work(std::uint64_t run, const RunRequest& request, const std::stop_token& stop) {
  auto last = std::chrono::steady_clock::time_point::min();
  const auto sink = [this, run, &last](const simulator::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (last != std::chrono::steady_clock::time_point::min() && now - last < kProgressInterval) return;
    last = now;
    QMetaObject::invokeMethod(
        this,
        [this, run, progress] {
          if (running_ && run == run_) emit progressed(progress);
        },
        Qt::QueuedConnection);
  };
  RunOutcome outcome = RunStopped{};
  try {
    outcome = simulate(request, stop, sink);
  } catch (const std::exception& error) {
    outcome = RunFailed{problemOf("simulation-failed", std::string("the simulation broke off: ") + error.what())};
  }
  QMetaObject::invokeMethod(
      this, [this, run, outcome] { conclude(run, outcome); }, Qt::QueuedConnection);
}

RunOutcome SimulationRunner::simulate(const RunRequest& request, const std::stop_token& stop,
                                      const simulator::ProgressSink& sink) {
  const auto catalog = catalogs_->load(request.provider);
  if (!catalog) return RunFailed{catalog.error()};
  auto result = simulate_(request.architecture, **catalog, request.options, stop, sink);
  if (result) return RunFinished{std::make_shared<const simulator::Result>(std::move(*result))};
  if (std::holds_alternative<simulator::Stopped>(result.error())) return RunStopped{};
  return RunFailed{std::get<model::Problems>(std::move(result.error()))};
}

void SimulationRunner::conclude(std::uint64_t run, const RunOutcome& outcome) {
  workers_.erase(run);  // the worker posted this as its last act: joining doesn't wait
  if (!running_ || run != run_) return;
  running_ = false;
  emit finished(outcome);
}

}  // namespace virga::ui
