#pragma once

#include <memory>

#include <QMainWindow>

#include "simulator/experiment/compare.h"
#include "ui/compare/compare_runner.h"
#include "ui/document/document.h"
#include "ui/preferences/preferences.h"
#include "ui/runs/simulation_runner.h"

class QDockWidget;
class QStackedWidget;
class QTabWidget;

namespace virga::ui {

class BillPanel;
class CanvasView;
class CatalogOverlays;
class ChartsPanel;
class ComparePanel;
class FileController;
class FixMenu;
class InspectorPanel;
class KeyMap;
class LessonDesk;
class OutlinePanel;
class PalettePanel;
class PlaybackBar;
class ProblemsPanel;
class RunBar;
class RunDisplay;
class RunHistory;
class SafeKeeping;
class Timeline;
class TracesPanel;
class WelcomePage;

// The workbench: puts the panels around the canvas and lets them know of each other. What they do is theirs.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  enum class Tab { problems, simulation, bill, compare, history, traces };

  // `simulate` and `compare` run on a worker: the simulator's, or what a test puts in their place.
  explicit MainWindow(SimulationRunner::Simulate simulate, CompareRunner::Compare compare = simulator::compare);
  ~MainWindow() override;

  Document& document() { return *document_; }
  FileController& files() { return *files_; }
  SimulationRunner& runner() { return *runner_; }
  RunBar& runBar() { return *runBar_; }
  CatalogOverlays& overlays() { return *overlays_; }
  ProblemsPanel& problems() { return *problems_; }
  ChartsPanel& charts() { return *charts_; }
  ComparePanel& compare() { return *compare_; }
  CompareRunner& compareRunner() { return *compareRunner_; }
  CanvasView& canvas() { return *canvas_; }
  RunHistory& history() { return *history_; }
  TracesPanel& traces() { return *traces_; }
  Timeline& timeline() { return *timeline_; }
  PlaybackBar& playback() { return *playback_; }
  LessonDesk& lessons() { return *lessons_; }

  // Keeps snapshots of unsaved work in the folder from now on, and watches the open file.
  SafeKeeping& keepSafe(const QString& recoveryFolder);

  const Preferences& preferences() const { return preferences_; }
  void setPreferences(const Preferences& preferences);  // takes effect at once
  KeyMap& keys() { return *keys_; }

  void showTab(Tab tab);
  // Window size, docks, theme and overlay files as they were left; kept again when the window closes.
  void restoreSettings();

 public slots:
  void showPreferences();
  // Instead of the drawing, until a project is opened, made or edited.
  void showWelcome();
  void hideWelcome();
  void showCommandPalette();
  void goToComponent();  // a list of all
  void switchTheme();
  void showExport();
  void showImport(const QString& source = {});       // a file or folder to begin with, if there is one
  void showCalibrate(const QStringList& logs = {});  // files to begin with, if there are any
  void showOverlays();
  void showAlarms();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeDocks();
  void makeMenus();
  void makeToolBar();
  void connectPanels();
  void paintIcons();
  void showTitle();
  void showBadges();
  void showFailure(const QString& title, const QString& text);
  void showHelp();
  QAction* canvasAction(const QString& name) const;

  Document* document_;
  std::shared_ptr<CatalogCache> catalogs_;
  CatalogOverlays* overlays_;
  SimulationRunner* runner_;
  FileController* files_;
  CanvasView* canvas_;
  PalettePanel* palette_;
  OutlinePanel* outline_;
  InspectorPanel* inspector_;
  ProblemsPanel* problems_;
  ChartsPanel* charts_;
  BillPanel* bill_;
  RunBar* runBar_;
  Timeline* timeline_;
  PlaybackBar* playback_;
  CompareRunner* compareRunner_;
  ComparePanel* compare_;
  std::unique_ptr<FixMenu> fixes_;
  SafeKeeping* safeKeeping_ = nullptr;
  RunHistory* history_;
  TracesPanel* traces_;
  RunDisplay* runDisplay_ = nullptr;
  KeyMap* keys_ = nullptr;
  LessonDesk* lessons_ = nullptr;
  Preferences preferences_;
  QStackedWidget* centre_;  // the drawing with the playback first, then the welcome page
  WelcomePage* welcome_ = nullptr;
  QTabWidget* tabs_;
  QAction* undo_ = nullptr;
  QAction* redo_ = nullptr;
  QAction* export_ = nullptr;
  QAction* minimapAction_ = nullptr;
  bool remembers_ = false;
};

}  // namespace virga::ui
