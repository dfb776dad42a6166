// What holds for all projects: the preferences, and the welcome page.
#include <QAction>
#include <QStackedWidget>

#include "ui/bill/amount_text.h"
#include "ui/canvas/canvas_view.h"
#include "ui/charts/time_style.h"
#include "ui/lessons/lesson_list.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/lesson_desk.h"
#include "ui/shell/main_window.h"
#include "ui/welcome/welcome_page.h"

namespace virga::ui {

void MainWindow::setPreferences(const Preferences& preferences) {
  preferences_ = preferences;
  if (Theme::instance().mode() != preferences.theme) Theme::instance().setMode(preferences.theme);
  AmountStyle::instance().setPlaces(preferences.amountPlaces);
  TimeStyle::instance().setUnit(preferences.timeUnit);
  if (welcome_) welcome_->setShownAtStart(preferences.showWelcome);
  if (!safeKeeping_) return;
  safeKeeping_->autosave().setInterval(std::chrono::seconds(preferences.autosaveSeconds));
  safeKeeping_->setConfirmsReload(preferences.confirmReload);
}

void MainWindow::switchTheme() {
  auto& theme = Theme::instance();
  preferences_.theme = theme.mode() == Theme::Mode::light ? Theme::Mode::dark : Theme::Mode::light;
  theme.setMode(preferences_.theme);
  if (remembers_) preferences_.save();
}

void MainWindow::showWelcome() {
  if (!welcome_) {
    welcome_ = new WelcomePage;
    auto* lessons = new LessonList;
    welcome_->addSection(lessons, tr("&Lessons"));
    connect(lessons, &LessonList::lessonWanted, lessons_, &LessonDesk::start);
    centre_->addWidget(welcome_);
    connect(welcome_, &WelcomePage::closeWanted, this, &MainWindow::hideWelcome);
    connect(welcome_, &WelcomePage::openWanted, files_->openAction(), &QAction::trigger);
    connect(welcome_, &WelcomePage::projectWanted, files_, &FileController::openAfterAsking);
    connect(welcome_, &WelcomePage::patternWanted, files_, &FileController::showPatterns);
    connect(welcome_, &WelcomePage::newWanted, this, [this] {
      files_->newAction()->trigger();
      hideWelcome();
    });
    connect(welcome_, &WelcomePage::shownAtStartChanged, this, [this](bool shown) {
      if (preferences_.showWelcome == shown) return;
      preferences_.showWelcome = shown;
      preferences_.save();
    });
  }
  welcome_->setRecent(files_->recentFiles());
  welcome_->setShownAtStart(preferences_.showWelcome);
  centre_->setCurrentWidget(welcome_);
  welcome_->setFocus();
}

void MainWindow::hideWelcome() {
  if (centre_->currentIndex() == 0) return;
  centre_->setCurrentIndex(0);
  canvas_->setFocus();
}

}  // namespace virga::ui
