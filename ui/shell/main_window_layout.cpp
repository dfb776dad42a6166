// The parts of the main window that stand where they stand: docks, menus and the tool bar.
#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QToolBar>

#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/minimap.h"
#include "ui/charts/charts_panel.h"
#include "ui/compare/compare_controls.h"
#include "ui/compare/compare_panel.h"
#include "ui/history/history_panel.h"
#include "ui/history/run_history.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/outline/outline_panel.h"
#include "ui/palette/palette_panel.h"
#include "ui/playback/playback_bar.h"
#include "ui/problems/problems_panel.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/fix_menu.h"
#include "ui/shell/lesson_desk.h"
#include "ui/shell/main_window.h"
#include "ui/theme/icons.h"
#include "ui/traces/traces_panel.h"

namespace virga::ui {

void MainWindow::makeDocks() {
  const auto addDock = [this](Qt::DockWidgetArea area, const QString& title, const char* name, QWidget* content) {
    auto* dock = new QDockWidget(title);
    dock->setObjectName(name);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
  };
  tabs_->setObjectName("resultTabs");
  tabs_->setDocumentMode(true);
  tabs_->addTab(problems_, tr("Problems"));
  tabs_->addTab(charts_, tr("Simulation"));
  tabs_->addTab(bill_, tr("Bill"));
  tabs_->addTab(compare_, tr("Compare"));
  tabs_->addTab(history_->panel(), tr("History"));
  tabs_->addTab(traces_, tr("Traces"));
  auto* left = addDock(Qt::LeftDockWidgetArea, tr("Palette"), "paletteDock", palette_);
  auto* outline = addDock(Qt::LeftDockWidgetArea, tr("Outline"), "outlineDock", outline_);
  tabifyDockWidget(left, outline);
  left->raise();
  auto* right = addDock(Qt::RightDockWidgetArea, tr("Inspector"), "inspectorDock", inspector_);
  auto* bottom = addDock(Qt::BottomDockWidgetArea, tr("Results"), "resultsDock", tabs_);
  bottom->setTitleBarWidget(new QWidget);  // the tabs say what it is
  resizeDocks({left, right}, {190, 340}, Qt::Horizontal);
  resizeDocks({bottom}, {330}, Qt::Vertical);
}

QAction* MainWindow::canvasAction(const QString& name) const {
  for (const auto& list : {canvas_->editActions(), canvas_->zoomActions()})
    for (auto* action : list)
      if (action->objectName() == name) return action;
  return nullptr;
}

void MainWindow::makeMenus() {
  const auto add = [this](QMenu* menu, const QString& text, const char* name, QKeySequence keys, auto slot) {
    auto* action = menu->addAction(text, this, slot);
    action->setObjectName(name);
    action->setShortcut(keys);
    return action;
  };
  auto* file = menuBar()->addMenu(tr("&File"));
  file->addAction(files_->newAction());
  file->addAction(files_->newFromPatternAction());
  file->addAction(files_->openAction());
  file->addMenu(files_->recentMenu());
  add(file, tr("&Import …"), "importAction", Qt::CTRL | Qt::SHIFT | Qt::Key_I, [this] { showImport(); });
  add(file, tr("&Learn from logs …"), "calibrateAction", Qt::CTRL | Qt::SHIFT | Qt::Key_L, [this] { showCalibrate(); });
  file->addSeparator();
  file->addAction(files_->saveAction());
  file->addAction(files_->saveAsAction());
  file->addSeparator();
  export_ = add(file, tr("&Export …"), "exportAction", Qt::CTRL | Qt::SHIFT | Qt::Key_E, &MainWindow::showExport);
  file->addAction(bill_->exportAction());
  file->addActions({traces_->exportChromeAction(), traces_->exportOtlpAction()});
  file->addSeparator();
  add(file, tr("&Quit"), "quitAction", QKeySequence::Quit, &QWidget::close);

  auto* edit = menuBar()->addMenu(tr("&Edit"));
  undo_ = document_->undoStack().createUndoAction(this);
  undo_->setObjectName("undoAction");
  undo_->setShortcut(QKeySequence::Undo);
  redo_ = document_->undoStack().createRedoAction(this);
  redo_->setObjectName("redoAction");
  redo_->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
  edit->addActions({undo_, redo_});
  edit->addSeparator();
  edit->addActions(canvas_->editActions());
  edit->addSeparator();
  add(edit, tr("&Go to component …"), "goToAction", {}, &MainWindow::goToComponent)
      ->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_P)});
  add(edit, tr("Edit in the &inspector"), "inspectAction", Qt::CTRL | Qt::Key_I, [this] { inspector_->focusFirstField(); });

  edit->addSeparator();
  add(edit, tr("&Preferences …"), "preferencesAction", Qt::CTRL | Qt::Key_Comma, &MainWindow::showPreferences);

  auto* run = menuBar()->addMenu(tr("&Run"));
  run->addActions({runBar_->runAction(), runBar_->stopAction()});
  run->addSeparator();
  const auto& compare = compare_->controls();
  run->addActions({compare.compareAction(), compare.trafficAction(), compare.stopAction()});
  run->addSeparator();
  add(run, tr("Propose &alarms …"), "alarmsAction", {}, &MainWindow::showAlarms);
  run->addSeparator();
  run->addMenu(tr("&Kept runs"))->addActions(history_->panel()->runActions());
  run->addSeparator();
  run->addActions(playback_->playbackActions());
  run->addSeparator();
  add(run, tr("Catalog &overlays …"), "overlaysAction", {}, &MainWindow::showOverlays);

  auto* view = menuBar()->addMenu(tr("&View"));
  view->addActions(canvas_->zoomActions());
  view->addSeparator();
  add(view, tr("&Problems"), "problemsTabAction", Qt::ALT | Qt::Key_1, [this] { showTab(Tab::problems); });
  add(view, tr("Si&mulation"), "simulationTabAction", Qt::ALT | Qt::Key_2, [this] { showTab(Tab::simulation); });
  add(view, tr("&Bill"), "billTabAction", Qt::ALT | Qt::Key_3, [this] { showTab(Tab::bill); });
  add(view, tr("&Compare"), "compareTabAction", Qt::ALT | Qt::Key_4, [this] { showTab(Tab::compare); });
  add(view, tr("&History"), "historyTabAction", Qt::ALT | Qt::Key_5, [this] { showTab(Tab::history); });
  add(view, tr("&Traces"), "tracesTabAction", Qt::ALT | Qt::Key_6, [this] { showTab(Tab::traces); });
  view->addSeparator();
  add(view, tr("&Next problem"), "nextProblemAction", Qt::Key_F8, [this] {
    showTab(Tab::problems);
    problems_->goToNext();
  });
  add(view, tr("Pre&vious problem"), "previousProblemAction", Qt::SHIFT | Qt::Key_F8, [this] {
    showTab(Tab::problems);
    problems_->goToPrevious();
  });
  add(view, tr("&Fix the problem …"), "fixProblemAction", Qt::CTRL | Qt::Key_Period, [this] { fixes_->showForFocus(); });
  view->addActions({problems_->whyAction(), problems_->ignoreAction()});
  view->addSeparator();
  add(view, tr("&Outline"), "outlineAction", Qt::CTRL | Qt::SHIFT | Qt::Key_O, [this] {
    auto* dock = findChild<QDockWidget*>("outlineDock");
    dock->show();
    dock->raise();
    outline_->focusTree();
  });
  for (auto* dock : findChildren<QDockWidget*>()) view->addAction(dock->toggleViewAction());
  minimapAction_ = view->addAction(tr("&Overview while parts are out of sight"));
  minimapAction_->setObjectName("minimapAction");
  minimapAction_->setCheckable(true);
  minimapAction_->setChecked(true);
  connect(minimapAction_, &QAction::toggled, new Minimap(canvas_), &Minimap::setWanted);
  view->addSeparator();
  add(view, tr("Light or dark &theme"), "themeAction", QKeySequence(Qt::CTRL | Qt::Key_K, Qt::CTRL | Qt::Key_T),
      &MainWindow::switchTheme);
  add(view, tr("&Command palette …"), "commandPaletteAction", Qt::CTRL | Qt::SHIFT | Qt::Key_P,
      &MainWindow::showCommandPalette);

  auto* help = menuBar()->addMenu(tr("&Help"));
  add(help, tr("&Welcome page"), "welcomeAction", {}, &MainWindow::showWelcome);
  help->addMenu(files_->examplesMenu());
  add(help, tr("&Lessons …"), "lessonsAction", {}, [this] { lessons_->showList(); });
  add(help, tr("&About Virga"), "aboutAction", {}, &MainWindow::showHelp);
}

void MainWindow::makeToolBar() {
  auto* bar = addToolBar(tr("Main"));
  bar->setObjectName("mainToolBar");
  bar->setMovable(false);
  bar->setIconSize({18, 18});
  bar->addActions({files_->newAction(), files_->openAction(), files_->saveAction()});
  bar->addSeparator();
  bar->addActions({undo_, redo_});
  bar->addSeparator();
  for (const auto* name : {"canvasAdd", "canvasZoomFit"})
    if (auto* action = canvasAction(name)) bar->addAction(action);
  bar->addSeparator();
  bar->addWidget(runBar_);
}

void MainWindow::paintIcons() {
  files_->newAction()->setIcon(icon("action-new"));
  files_->openAction()->setIcon(icon("action-open"));
  files_->saveAction()->setIcon(icon("action-save"));
  undo_->setIcon(icon("action-undo"));
  redo_->setIcon(icon("action-redo"));
  export_->setIcon(icon("action-export"));
  runBar_->runAction()->setIcon(icon("action-run"));
  runBar_->stopAction()->setIcon(icon("action-stop"));
  if (auto* add = canvasAction("canvasAdd")) add->setIcon(icon("action-add"));
  if (auto* fit = canvasAction("canvasZoomFit")) fit->setIcon(icon("action-fit"));
}

}  // namespace virga::ui
