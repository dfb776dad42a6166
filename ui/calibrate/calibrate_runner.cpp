#include "ui/calibrate/calibrate_runner.h"

#include <exception>
#include <utility>

#include <QMetaObject>

#include "ui/calibrate/present_law.h"

namespace virga::ui {

namespace {

model::Problem noInvocations() {
  return {model::Severity::error,
          "no-invocations",
          {},
          0,
          0,
          {},
          "there is no invocation in the logs",
          "lines such as AWS's 'REPORT RequestId: … Duration: …' tell of one"};
}

std::map<model::ComponentId, CdfCurve> presentLaws(const model::Architecture& architecture, const model::Catalog& catalog,
                                                   const simulator::Calibration& calibration) {
  std::map<model::ComponentId, CdfCurve> curves;
  const auto planned = model::withPlan(catalog, architecture);
  if (!planned) return curves;
  for (const auto& function : calibration.functions)
    if (auto curve = presentLawOf(architecture, *planned, function.match.component))
      curves.emplace(function.match.component, std::move(*curve));
  return curves;
}

}  // namespace

CalibrateRunner::CalibrateRunner(std::shared_ptr<CatalogCache> catalogs, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)) {}

void CalibrateRunner::tell(std::uint64_t start, std::function<void()> emitted) {
  QMetaObject::invokeMethod(
      this,
      [this, start, emitted = std::move(emitted)] {
        if (isRunning() && start == start_) emitted();
      },
      Qt::QueuedConnection);
}

LearnOutcome CalibrateRunner::learn(const LearnRequest& request, std::uint64_t start, const std::stop_token& stop,
                                    const simulator::ProgressSink& sink) {
  auto logs = request.read;
  if (!logs) {
    auto read = std::make_shared<LogsRead>();
    auto report = simulator::readLogs(
        request.files, [&](const simulator::InvocationRecord& record) { read->observations.add(record); }, stop,
        [&](const simulator::LogProgress& progress) {
          tell(start, [this, progress] { emit reading(progress.bytes, progress.ofBytes); });
        });
    if (!report) return LearnFailed{std::move(report.error()), nullptr};
    read->report = std::move(*report);
    logs = std::move(read);
  }
  if (stop.stop_requested() || logs->report.stopped) return LearnStopped{};
  if (logs->observations.records() == 0) return LearnFailed{{noInvocations()}, logs};
  tell(start, [this] { emit estimating(); });
  const auto catalog = catalogs_->load(request.architecture->target.provider);
  if (!catalog) return LearnFailed{catalog.error(), logs};
  auto calibration = simulator::calibrate(*request.architecture, **catalog, logs->observations, request.options, stop, sink);
  if (!calibration) {
    if (std::holds_alternative<simulator::Stopped>(calibration.error())) return LearnStopped{};
    return LearnFailed{std::get<model::Problems>(std::move(calibration.error())), logs};
  }
  auto curves = presentLaws(*request.architecture, **catalog, *calibration);
  return Learnt{logs, std::make_shared<const simulator::Calibration>(std::move(*calibration)), std::move(curves)};
}

void CalibrateRunner::start(LearnRequest request) {
  const auto number = ++start_;
  launch([this, number, request = std::move(request)](const std::stop_token& stop,
                                                      const simulator::ProgressSink& sink) -> Conclusion {
    LearnOutcome outcome = LearnStopped{};
    try {
      outcome = learn(request, number, stop, sink);
    } catch (const std::exception& error) {
      outcome = LearnFailed{brokeOff("learning", error.what()), nullptr};
    }
    return [this, outcome = std::move(outcome)] { emit finished(outcome); };
  });
}

void CalibrateRunner::tellStopped() { emit finished(LearnStopped{}); }

FiguresRunner::FiguresRunner(std::shared_ptr<CatalogCache> catalogs, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)) {}

void FiguresRunner::start(Request request) {
  launch([this, catalogs = catalogs_, request = std::move(request)](const std::stop_token& stop,
                                                                    const simulator::ProgressSink& sink) -> Conclusion {
    std::vector<simulator::LoggedFigure> figures;
    QString why;
    try {
      const auto catalog = catalogs->load(request.architecture->target.provider);
      auto outcome = catalog ? simulator::figuresWith(*request.architecture, **catalog, *request.calibration, request.taken,
                                                      request.options, stop, sink)
                             : tl::unexpected(simulator::SimulationFailure(catalog.error()));
      if (outcome)
        figures = std::move(*outcome);
      else if (const auto* problems = std::get_if<model::Problems>(&outcome.error()); problems && !problems->empty())
        why = QString::fromStdString(model::toText(problems->front()));
    } catch (const std::exception& error) {
      why = QString::fromUtf8(error.what());
    }
    return [this, figures = std::move(figures), why] { emit finished(figures, why); };
  });
}

}  // namespace virga::ui
