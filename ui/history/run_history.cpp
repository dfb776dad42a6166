#include "ui/history/run_history.h"

#include <QMessageBox>
#include <QPushButton>

#include "simulator/experiment/run_difference.h"
#include "ui/history/difference_overlay.h"
#include "ui/history/difference_text.h"
#include "ui/history/difference_view.h"
#include "ui/history/history_panel.h"

namespace virga::ui {

namespace {

QString nameOf(std::int64_t number) { return RunHistory::tr("Run %1").arg(number); }

}  // namespace

RunHistory::RunHistory(Document* document, SimulationRunner* runner, IsReadOnly isReadOnly, QObject* parent)
    : QObject(parent),
      document_(document),
      isReadOnly_(std::move(isReadOnly)),
      askRemove_([this](const auto& numbers) { return askRemoveInBox(numbers); }),
      shelf_(new RunShelf(this)),
      panel_(new HistoryPanel) {
  connect(runner, &SimulationRunner::finished, this, [this](const RunOutcome& outcome) {
    if (const auto* run = std::get_if<RunFinished>(&outcome)) keep(*run);
  });
  connect(document_, &Document::replaced, this, [this] {
    closeDifference();
    panel_->setShown(0);
    place_ = placeOf(document_->filePath());
    shelf_->openProject(place_);
  });
  connect(document_, &Document::fileChanged, this, &RunHistory::followFile);
  connect(shelf_, &RunShelf::changed, this, [this] {
    panel_->setRuns(shelf_->runs());
    followPin();
  });
  connect(shelf_, &RunShelf::added, this, &RunHistory::noteAdded);
  connect(shelf_, &RunShelf::failed, this, &RunHistory::failed);
  connectPanel();
}

void RunHistory::connectPanel() {
  connect(panel_, &HistoryPanel::noteEdited, shelf_, &RunShelf::setNote);
  connect(panel_, &HistoryPanel::pinWanted, shelf_, &RunShelf::setPinned);
  connect(panel_, &HistoryPanel::removeWanted, this, [this](const std::vector<std::int64_t>& numbers) {
    if (askRemove_(numbers)) shelf_->remove(numbers);
  });
  connect(panel_, &HistoryPanel::showWanted, this, [this](std::int64_t number) {
    shelf_->load(number, [this](const KeptRun& run) {
      panel_->setShown(run.facts.number);
      emit showWanted(run);
    });
  });
  connect(panel_, &HistoryPanel::compareWanted, this, [this](std::int64_t before, std::int64_t after) {
    const auto* pinned = shelf_->pinned();
    if (before == 0 && pinned) before = pinned->number;
    shelf_->load(before, [this, after](const KeptRun& first) {
      shelf_->load(after, [this, first](const KeptRun& second) {
        compare({first.facts.number, first.result}, {second.facts.number, second.result});
        panel_->setShown(second.facts.number);
        emit showWanted(second);
      });
    });
  });
  connect(panel_, &HistoryPanel::restoreWanted, this, [this](std::int64_t number) {
    shelf_->load(number, [this](const KeptRun& run) {
      document_->apply(tr("Restore the design of run %1").arg(run.facts.number), *run.architecture);
    });
  });
  connect(panel_, &HistoryPanel::copyWanted, this, [this](std::int64_t number) {
    shelf_->load(number, [this](const KeptRun& run) { emit copyWanted(*run.architecture); });
  });
  connect(&panel_->difference(), &DifferenceView::closed, this, &RunHistory::closeDifference);
  connect(&panel_->difference(), &DifferenceView::onCanvasChanged, this, &RunHistory::overlayChanged);
}

bool RunHistory::askRemoveInBox(const std::vector<std::int64_t>& numbers) {
  const auto question =
      numbers.size() == 1
          ? tr("Delete run %1 for good, with its figures and its design?").arg(numbers.front())
          : tr("Delete %n runs for good, with their figures and their designs?", nullptr, static_cast<int>(numbers.size()));
  QMessageBox box(QMessageBox::Question, tr("Delete runs?"), question, QMessageBox::Cancel, panel_);
  const auto* remove = box.addButton(tr("&Delete"), QMessageBox::DestructiveRole);
  box.exec();
  return box.clickedButton() == static_cast<const QAbstractButton*>(remove);
}

QString RunHistory::placeOf(const QString& path) const { return path.isEmpty() || isReadOnly_(path) ? QString() : path; }

void RunHistory::keepInMemory() {
  isReadOnly_ = [](const QString&) { return true; };
  place_.clear();
  panel_->setShown(0);
  shelf_->openProject({});
}

// Saving gives a project its first file, or another one.
void RunHistory::followFile() {
  const auto place = placeOf(document_->filePath());
  if (place == place_) return;
  place_ = place;
  shelf_->moveTo(place);
}

void RunHistory::keep(const RunFinished& run) {
  if (!run.request) return;
  shelf_->add(std::shared_ptr<const model::Architecture>(run.request, &run.request->architecture), run.result);
}

void RunHistory::noteAdded(std::int64_t number, const std::shared_ptr<const simulator::Result>& result) {
  panel_->setShown(number);
  panel_->select(number);
  if (baseline_.result) compare(baseline_, {number, result});
}

// The baseline is the run that the store has pinned.
void RunHistory::followPin() {
  const auto* pinned = shelf_->pinned();
  if (pinned && pinned->number == baseline_.number) return;
  if (!pinned) {
    if (baseline_.number == 0) return;
    baseline_ = {};
    emit baselineChanged(nullptr, {});
    return;
  }
  baseline_ = {pinned->number, nullptr};
  shelf_->load(pinned->number, [this](const KeptRun& run) {
    if (run.facts.number != baseline_.number) return;
    baseline_.result = run.result;
    emit baselineChanged(run.result, nameOf(run.facts.number));
  });
}

void RunHistory::compare(Side before, Side after) {
  difference_ = simulator::differenceOf(*before.result, *after.result);
  differenceOf_ = after.result;
  panel_->difference().setDifference(*difference_, nameOf(before.number), nameOf(after.number));
  panel_->showDifference(true);
  emit overlayChanged();
  emit compared(tr("%1 against %2: %3").arg(nameOf(after.number), nameOf(before.number), verdictText(*difference_)));
}

void RunHistory::closeDifference() {
  if (!difference_) return;
  difference_.reset();
  differenceOf_.reset();
  panel_->showDifference(false);
  emit overlayChanged();
}

std::map<model::ComponentId, CardOverlay> RunHistory::decorated(
    std::map<model::ComponentId, CardOverlay> overlay, const std::shared_ptr<const simulator::Result>& result) const {
  if (!difference_ || differenceOf_ != result || !panel_->difference().isOnCanvas()) return overlay;
  return withDifferences(std::move(overlay), *difference_);
}

}  // namespace virga::ui
