#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include <QObject>

#include "model/architecture/component_ref.h"
#include "simulator/results/run_difference.h"
#include "ui/canvas/card_state.h"
#include "ui/document/document.h"
#include "ui/history/run_shelf.h"
#include "ui/runs/simulation_runner.h"

namespace virga::ui {

class HistoryPanel;

// Keeps every finished run of the open project, and brings kept ones back: their figures, their designs, and what changed
// from one to another. The pinned run is the baseline with which each new one is compared.
class RunHistory : public QObject {
  Q_OBJECT

 public:
  // Whether a project's file is one beside which nothing is to be written.
  using IsReadOnly = std::function<bool(const QString& path)>;
  // Asked before runs are deleted for good; tests put their own answer in.
  using AskRemove = std::function<bool(const std::vector<std::int64_t>& numbers)>;

  RunHistory(Document* document, SimulationRunner* runner, IsReadOnly isReadOnly, QObject* parent);

  HistoryPanel* panel() const { return panel_; }
  RunShelf& shelf() { return *shelf_; }
  // From now on nothing is written beside projects.
  void keepInMemory();
  void setAskRemove(AskRemove ask) { askRemove_ = std::move(ask); }

  // What changed from the baseline, or between the two that were chosen; nothing where no comparison is open.
  const std::optional<simulator::RunDifference>& difference() const { return difference_; }
  // The drawing's cards with what changed, where the open comparison is of the result and wants to be seen there.
  std::map<model::ComponentId, CardOverlay> decorated(std::map<model::ComponentId, CardOverlay> overlay,
                                                      const std::shared_ptr<const simulator::Result>& result) const;

 signals:
  void showWanted(const virga::ui::KeptRun& run);  // in all panels
  void overlayChanged();                           // decorated() has something else to say
  // Another baseline, or none; the name is for people: "Run 3".
  void baselineChanged(std::shared_ptr<const virga::simulator::Result> baseline, const QString& name);
  void compared(const QString& verdict);
  void copyWanted(const model::Architecture& architecture);  // as a project of its own
  void failed(const QString& reason);

 private:
  struct Side {
    std::int64_t number = 0;
    std::shared_ptr<const simulator::Result> result;
  };

  void connectPanel();
  void followFile();
  void keep(const RunFinished& run);
  void noteAdded(std::int64_t number, const std::shared_ptr<const simulator::Result>& result);
  void followPin();
  void compare(Side before, Side after);
  void closeDifference();
  bool askRemoveInBox(const std::vector<std::int64_t>& numbers);
  QString placeOf(const QString& path) const;

  Document* document_;
  IsReadOnly isReadOnly_;
  AskRemove askRemove_;
  RunShelf* shelf_;
  HistoryPanel* panel_;
  QString place_;  // the project's file beside which runs are kept; empty: in memory
  Side baseline_;
  std::optional<simulator::RunDifference> difference_;
  std::shared_ptr<const simulator::Result> differenceOf_;  // the run after
};

}  // namespace virga::ui
