#pragma once

#include <map>
#include <memory>
#include <optional>

#include <QObject>

#include "model/architecture/architecture.h"
#include "ui/canvas/card_state.h"
#include "ui/runs/simulation_runner.h"

namespace virga::ui {

class BillPanel;
class CanvasView;
class CatalogOverlays;
class ChartsPanel;
class Document;
class OutlinePanel;
class PlaybackBar;
class ProblemsPanel;
class RunHistory;
class RunStatus;
class Timeline;
class TracesPanel;
struct KeptRun;

// What shows a run together, all of it alive as long as the window.
struct RunPanels {
  CanvasView* canvas;
  OutlinePanel* outline;
  ProblemsPanel* problems;
  ChartsPanel* charts;
  BillPanel* bill;
  TracesPanel* traces;
  PlaybackBar* playback;
  Timeline* timeline;
  RunHistory* history;
  RunStatus* status;
};

// Brings a run into all panels: while it is simulated, when it has finished, and when it is taken from the history; knows
// what design and catalog the shown figures are of.
class RunDisplay : public QObject {
  Q_OBJECT

 public:
  RunDisplay(Document* document, SimulationRunner* runner, CatalogOverlays* overlays, const RunPanels& panels,
             QObject* parent);

 signals:
  void finished();                                         // a simulation did, and is shown
  void failed(const QString& title, const QString& text);  // to be told in a box

 private:
  // What a run is of.
  struct Basis {
    std::shared_ptr<const model::Architecture> architecture;
    unsigned overlays = 0;  // changes of the overlay files until then
  };

  void connectRuns();
  void connectInstant();
  void begin();
  void end(const RunOutcome& outcome);
  void showKept(const KeptRun& run);
  void show(const std::shared_ptr<const simulator::Result>& result, Basis basis);
  void showOverlay();
  void showInstant(std::optional<double> seconds);  // on the cards; none: the run as a whole
  void showAge();
  void clear();

  Document* document_;
  SimulationRunner* runner_;
  CatalogOverlays* overlays_;
  RunPanels panels_;
  Basis begun_, shown_;
  unsigned overlayChanges_ = 0;
  std::map<model::ComponentId, CardOverlay> whole_;  // the cards of the shown run as a whole
};

}  // namespace virga::ui
