#include "ui/traces/trace_follower.h"

#include <exception>

namespace virga::ui {

namespace {

using Traces = std::shared_ptr<const simulator::RequestTraces>;

// The traces are of the first replication.
simulator::SimulationOptions tracedOptions(simulator::SimulationOptions options) {
  options.replications = 1;
  options.precision.reset();
  options.batches = 0;
  options.threads = 1;
  options.frames = false;
  options.traces = simulator::TraceOptions{TraceFollower::kOfEachKind};
  return options;
}

tl::expected<Traces, QString> follow(const RunRequest& request, const simulator::Result& run, CatalogCache& catalogs,
                                     const SimulationRunner::Simulate& simulate, const std::stop_token& stop,
                                     const simulator::ProgressSink& sink) {
  const auto textOf = [](const model::Problems& problems) {
    return problems.empty() ? QString() : QString::fromStdString(model::toText(problems.front()));
  };
  try {
    const auto catalog = catalogs.load(request.provider);
    if (!catalog) return tl::unexpected(textOf(catalog.error()));
    auto result = simulate(request.architecture, **catalog, tracedOptions(request.options), stop, sink);
    if (!result) {
      const auto* problems = std::get_if<model::Problems>(&result.error());
      return tl::unexpected(problems ? textOf(*problems) : QString());
    }
    if (!result->traces) return tl::unexpected(QString());
    const bool same = result->catalogEdition == run.catalogEdition &&
                      (run.replications > 1 || run.events == 0 || result->events == run.events);
    if (!same)
      return tl::unexpected(
          TraceFollower::tr("It was simulated by another Virga or with another catalog, and can't be "
                            "followed as it was. A new simulation (F5) can."));
    return std::make_shared<const simulator::RequestTraces>(std::move(*result->traces));
  } catch (const std::exception& error) {
    return tl::unexpected(QString::fromUtf8(error.what()));
  }
}

}  // namespace

TraceFollower::TraceFollower(std::shared_ptr<CatalogCache> catalogs, SimulationRunner::Simulate simulate, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)), simulate_(std::move(simulate)) {}

void TraceFollower::start(const RunRequest& request, std::shared_ptr<const simulator::Result> run) {
  launch([this, catalogs = catalogs_, simulate = simulate_, request, run = std::move(run)](
             const std::stop_token& stop, const simulator::ProgressSink& sink) -> Conclusion {
    return [this, traces = follow(request, *run, *catalogs, simulate, stop, sink)] {
      if (traces)
        emit followed(*traces);
      else
        emit failed(traces.error());
    };
  });
}

void TraceFollower::tellStopped() { emit failed({}); }

}  // namespace virga::ui
