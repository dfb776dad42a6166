#include "ui/shell/run_display.h"

#include <utility>

#include "model/architecture/same_but_drawing.h"
#include "simulator/results/run_findings.h"
#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_view.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/quantity_text.h"
#include "ui/charts/time_style.h"
#include "ui/document/document.h"
#include "ui/history/run_history.h"
#include "ui/outline/outline_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/player.h"
#include "ui/playback/state_overlay.h"
#include "ui/problems/problems_panel.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/timeline.h"
#include "ui/shell/result_overlay.h"
#include "ui/shell/run_status.h"
#include "ui/traces/traces_panel.h"

namespace virga::ui {

RunDisplay::RunDisplay(Document* document, SimulationRunner* runner, CatalogOverlays* overlays, const RunPanels& panels,
                       QObject* parent)
    : QObject(parent), document_(document), runner_(runner), overlays_(overlays), panels_(panels) {
  connect(document_, &Document::replaced, this, &RunDisplay::clear);
  connect(document_, &Document::changed, this, &RunDisplay::showAge);
  connect(overlays_, &CatalogOverlays::changed, this, [this] {
    ++overlayChanges_;
    showAge();
  });
  connect(&TimeStyle::instance(), &TimeStyle::changed, this, [this] {
    if (const auto result = panels_.charts->result()) show(result, shown_);
  });
  connectRuns();
  connectInstant();
}

void RunDisplay::connectRuns() {
  connect(runner_, &SimulationRunner::started, this, &RunDisplay::begin);
  connect(runner_, &SimulationRunner::progressed, this, [this](const simulator::Progress& progress) {
    if (progress.frame) panels_.canvas->setOverlay(overlayOf(*progress.frame));
  });
  connect(runner_, &SimulationRunner::finished, this, &RunDisplay::end);
  connect(panels_.history, &RunHistory::showWanted, this, &RunDisplay::showKept);
  connect(panels_.history, &RunHistory::baselineChanged, panels_.charts, &ChartsPanel::setBaseline);
  connect(panels_.history, &RunHistory::overlayChanged, this, [this] { showInstant(panels_.timeline->instant()); });
}

void RunDisplay::connectInstant() {
  panels_.charts->setTimeline(panels_.timeline);
  connect(panels_.timeline, &Timeline::instantChanged, this, &RunDisplay::showInstant);
  connect(panels_.canvas, &CanvasView::spaceTapped, &panels_.playback->player(), &Player::toggle);
  connect(panels_.playback, &PlaybackBar::followed, this, [this](const QString& component) {
    const auto id = component.toStdString();
    if (!document_->architecture().find(id)) return;
    document_->select({id});
    panels_.canvas->reveal(id);
  });
}

void RunDisplay::begin() {
  overlays_->reload();
  begun_ = {document_->snapshot(), overlayChanges_};
  panels_.traces->stopFollowing();
  panels_.playback->player().pause();
  panels_.playback->setEnabled(false);
}

void RunDisplay::end(const RunOutcome& outcome) {
  panels_.playback->setEnabled(true);
  if (const auto* run = std::get_if<RunFinished>(&outcome)) {
    panels_.traces->setRun(run->result, run->request);
    show(run->result, begun_);
    emit finished();
    return;
  }
  // The cards have shown the run; now they show again what the panels are of.
  panels_.canvas->setOverlay({});
  showInstant(panels_.timeline->instant());
  if (const auto* failure = std::get_if<RunFailed>(&outcome)) {
    QStringList lines;
    for (const auto& problem : failure->problems) lines << QString::fromStdString(model::toText(problem));
    emit failed(tr("The simulation could not run"), lines.join('\n'));
  }
}

void RunDisplay::showKept(const KeptRun& run) {
  panels_.traces->setRun(run.result, std::make_shared<const RunRequest>(requestOf(run, document_->filePath())));
  show(run.result, {run.architecture, overlayChanges_});
}

void RunDisplay::show(const std::shared_ptr<const simulator::Result>& result, Basis basis) {
  shown_ = std::move(basis);
  const auto bottleneck = bottleneckOf(*result);
  whole_ = overlayOf(*result, bottleneck);
  panels_.charts->setResult(result);
  panels_.bill->setBill(result->bill,
                        (result->partOf ? tr("%1 on %2 (stopped after %3)") : tr("%1 on %2 (%3 simulated)"))
                            .arg(result->scenario.empty() ? tr("the drawing") : QString::fromStdString(result->scenario),
                                 QString::fromStdString(result->provider), clockText(result->simulated.seconds())));
  panels_.outline->setFigures(whole_);
  panels_.playback->setEnabled(true);
  panels_.playback->setResult(result);
  panels_.status->setRun(*result, bottleneck);
  showOverlay();
  if (shown_.architecture)
    panels_.problems->setRunProblems(simulator::allRunFindings(*result, *shown_.architecture), shown_.architecture);
  showAge();
}

// The cards show the run that the panels are of, or what changed in it.
void RunDisplay::showOverlay() {
  const auto& result = panels_.charts->result();
  if (!result) return panels_.canvas->setOverlay({});
  panels_.canvas->setOverlay(panels_.history->decorated(whole_, result));
}

void RunDisplay::showInstant(std::optional<double> seconds) {
  const auto& result = panels_.charts->result();
  if (!result || !panels_.playback->isEnabled()) return;
  if (!seconds) return showOverlay();
  panels_.canvas->setOverlay(
      overlayOf(panels_.playback->states().at(*seconds), QString::fromStdString(result->bill.currency)));
}

void RunDisplay::showAge() {
  panels_.status->setAged(shown_.architecture && (shown_.overlays != overlayChanges_ ||
                                                  !model::sameButDrawing(document_->architecture(), *shown_.architecture)));
}

void RunDisplay::clear() {
  runner_->abandon();
  shown_ = {};
  whole_.clear();
  panels_.charts->setResult(nullptr);
  panels_.traces->setRun(nullptr, nullptr);
  panels_.bill->clear();
  panels_.playback->setResult(nullptr);
  panels_.playback->setEnabled(true);
  panels_.canvas->setOverlay({});
  panels_.outline->setFigures({});
  panels_.status->clear();
  panels_.problems->forgetRun();
}

}  // namespace virga::ui

#include "moc_run_display.cpp"
