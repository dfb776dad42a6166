#include "ui/runs/simulation_runner.h"

#include <exception>

namespace virga::ui {

namespace {

RunOutcome outcomeOf(const std::shared_ptr<const RunRequest>& request, CatalogCache& catalogs,
                     const SimulationRunner::Simulate& simulate, const std::stop_token& stop,
                     const simulator::ProgressSink& sink) {
  try {
    const auto catalog = catalogs.load(request->provider);
    if (!catalog) return RunFailed{catalog.error()};
    auto result = simulate(request->architecture, **catalog, request->options, stop, sink);
    if (result) return RunFinished{std::make_shared<const simulator::Result>(std::move(*result)), request};
    if (std::holds_alternative<simulator::Stopped>(result.error())) return RunStopped{};
    return RunFailed{std::get<model::Problems>(std::move(result.error()))};
  } catch (const std::exception& error) {
    return RunFailed{brokeOff("simulation", error.what())};
  }
}

}  // namespace

SimulationRunner::SimulationRunner(std::shared_ptr<CatalogCache> catalogs, Simulate simulate, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)), simulate_(std::move(simulate)) {}

void SimulationRunner::start(RunRequest request) {
  launch(
      [this, catalogs = catalogs_, simulate = simulate_, request = std::make_shared<const RunRequest>(std::move(request))](
          const std::stop_token& stop, const simulator::ProgressSink& sink) -> Conclusion {
        return [this, outcome = outcomeOf(request, *catalogs, simulate, stop, sink)] { emit finished(outcome); };
      });
}

void SimulationRunner::tellStopped() { emit finished(RunStopped{}); }

}  // namespace virga::ui
