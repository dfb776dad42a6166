#include "ui/shell/lesson_desk.h"

#include <array>
#include <utility>

#include <QAction>
#include <QDockWidget>
#include <QMessageBox>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolButton>

#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_item.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/lessons/lesson_dialog.h"
#include "ui/lessons/lesson_panel.h"
#include "ui/lessons/lesson_session.h"
#include "ui/lessons/spotlight.h"
#include "ui/playback/playback_bar.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

namespace virga::ui {

namespace {

constexpr int kWidth = 320;
constexpr int kMessageTime = 8000;  // ms

using Tab = MainWindow::Tab;
constexpr std::array<std::pair<const char*, Tab>, 6> kTabs{{{"problems", Tab::problems},
                                                            {"simulation", Tab::simulation},
                                                            {"bill", Tab::bill},
                                                            {"compare", Tab::compare},
                                                            {"history", Tab::history},
                                                            {"traces", Tab::traces}}};

constexpr std::array<std::pair<const char*, const char*>, 3> kDocks{
    {{"palette", "paletteDock"}, {"outline", "outlineDock"}, {"inspector", "inspectorDock"}}};

// By the names of widgets, or of the actions that tool buttons stand for.
constexpr std::array<std::pair<const char*, const char*>, 11> kControls{{{"run", "runAction"},
                                                                         {"stop", "stopAction"},
                                                                         {"scenario", "scenarioChoice"},
                                                                         {"provider", "providerChoice"},
                                                                         {"runs", "replications"},
                                                                         {"seed", "seed"},
                                                                         {"undo", "undoAction"},
                                                                         {"save", "saveAction"},
                                                                         {"add", "canvasAdd"},
                                                                         {"fit", "canvasZoomFit"},
                                                                         {"compare", "compareAction"}}};

}  // namespace

LessonDesk::LessonDesk(MainWindow* window, std::shared_ptr<CatalogCache> catalogs)
    : QObject(window),
      window_(window),
      session_(
          new LessonSession(&window->document(), &window->runner(), &window->compareRunner(), std::move(catalogs), this)),
      panel_(new LessonPanel(session_)),
      dock_(new QDockWidget(tr("Lesson"))) {
  makeDock();
  connect(session_, &LessonSession::stepBegun, this, &LessonDesk::beginStep);
  connect(session_, &LessonSession::left, this, [this] { showDock(false); });
  connect(session_, &LessonSession::finished, this, [this](const QString& title) {
    window_->statusBar()->showMessage(tr("Lesson finished: %1. Help → Lessons has more.").arg(title), kMessageTime);
  });
  connect(panel_, &LessonPanel::pointWanted, this, &LessonDesk::point);
  connect(panel_, &LessonPanel::leaveWanted, session_, &LessonSession::leave);
  connect(panel_, &LessonPanel::restartWanted, this, &LessonDesk::restartAfterAsking);
}

// Before the palette, at the full height of the window while it is there.
void LessonDesk::makeDock() {
  dock_->setObjectName("lessonDock");
  dock_->setWidget(panel_);
  window_->addDockWidget(Qt::LeftDockWidgetArea, dock_);
  if (auto* palette = window_->findChild<QDockWidget*>("paletteDock")) {
    window_->tabifyDockWidget(palette, dock_);
    palette->raise();
  }
  showDock(false);
  // The places of docks are kept from session to session; lessons aren't.
  connect(dock_, &QDockWidget::visibilityChanged, this, [this](bool visible) {
    if (visible && !session_->lesson()) QMetaObject::invokeMethod(dock_, &QWidget::hide, Qt::QueuedConnection);
  });
}

void LessonDesk::showDock(bool shown) {
  dock_->toggleViewAction()->setEnabled(shown);
  dock_->setVisible(shown);
  window_->setCorner(Qt::BottomLeftCorner, shown ? Qt::LeftDockWidgetArea : Qt::BottomDockWidgetArea);
  if (!shown) return;
  dock_->raise();
  if (dock_->width() < kWidth) window_->resizeDocks({dock_}, {kWidth}, Qt::Horizontal);
}

void LessonDesk::showList() {
  auto* dialog = new LessonDialog(window_);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &LessonDialog::lessonWanted, this, &LessonDesk::start);
  dialog->open();
}

void LessonDesk::start(const QString& file) {
  if (!window_->files().mayDiscard()) return;
  if (const auto fault = session_->start(file); !fault.isEmpty())
    emit failed(tr("The lesson can't be opened"), fault);
  else
    emit begun();
}

void LessonDesk::restartAfterAsking() {
  auto* box = new QMessageBox(QMessageBox::Question, tr("Restart the lesson"),
                              tr("Begin the lesson anew? What you have changed in its design goes."),
                              QMessageBox::Yes | QMessageBox::Cancel, window_);
  box->setObjectName("restartLessonBox");
  box->setAttribute(Qt::WA_DeleteOnClose);
  connect(box, &QMessageBox::accepted, session_, &LessonSession::restart);
  box->open();
}

void LessonDesk::beginStep() {
  if (dock_->isHidden() || session_->stepIndex() == 0) showDock(true);
  const auto scenario = QString::fromStdString(session_->step().scenario);
  if (!scenario.isEmpty() && window_->runBar().hasScenario(scenario)) window_->runBar().setScenario(scenario);
  // The panels have still to learn of another design.
  QMetaObject::invokeMethod(
      this, [this] { pointAt(false); }, Qt::QueuedConnection);
}

void LessonDesk::point() { pointAt(true); }

void LessonDesk::pointAt(bool withKeyboard) {
  if (!session_->lesson()) return;
  const auto& pointer = session_->step().pointAt;
  if (!pointer.component.empty()) return pointAtComponent(withKeyboard);
  auto* shown = !pointer.panel.empty() ? panelOf(QString::fromStdString(pointer.panel))
                                       : controlOf(QString::fromStdString(pointer.control));
  if (!shown) return;
  Spotlight::flash(shown);
  if (withKeyboard) shown->setFocus(Qt::OtherFocusReason);
}

void LessonDesk::pointAtComponent(bool withKeyboard) {
  const auto& pointer = session_->step().pointAt;
  auto& document = window_->document();
  if (!document.architecture().find(pointer.component)) return;
  auto& canvas = window_->canvas();
  document.select({pointer.component});
  canvas.reveal(pointer.component);
  if (!pointer.field.empty()) {
    const auto path = QString::fromStdString(pointer.component + '.' + pointer.field);
    if (withKeyboard) emit document.focusRequested(path);
    if (auto* inspector = window_->findChild<InspectorPanel*>("inspector"))
      if (auto* row = inspector->rowFor(path)) return Spotlight::flash(row);
  }
  if (const auto* card = canvas.drawing().card(pointer.component))
    Spotlight::flash(canvas.viewport(), canvas.mapFromScene(card->sceneBoundingRect()).boundingRect());
  if (withKeyboard) canvas.setFocus(Qt::OtherFocusReason);
}

QWidget* LessonDesk::panelOf(const QString& word) const {
  if (word == "canvas") return &window_->canvas();
  if (word == "playback") return &window_->playback();
  for (const auto& [name, tab] : kTabs)
    if (word == QLatin1String(name)) {
      window_->showTab(tab);
      return window_->findChild<QTabWidget*>("resultTabs")->currentWidget();
    }
  for (const auto& [name, dockName] : kDocks)
    if (word == QLatin1String(name)) {
      auto* dock = window_->findChild<QDockWidget*>(dockName);
      dock->show();
      if (!window_->tabifiedDockWidgets(dock).contains(dock_)) dock->raise();  // the lesson stays to be read
      return dock->widget();
    }
  return nullptr;
}

QWidget* LessonDesk::controlOf(const QString& word) const {
  for (const auto& [name, object] : kControls) {
    if (word != QLatin1String(name)) continue;
    if (auto* widget = window_->findChild<QWidget*>(object)) return widget;
    for (auto* button : window_->findChildren<QToolButton*>())
      if (button->defaultAction() && button->defaultAction()->objectName() == QLatin1String(object) && button->isVisible())
        return button;
  }
  return nullptr;
}

}  // namespace virga::ui

#include "moc_lesson_desk.cpp"
