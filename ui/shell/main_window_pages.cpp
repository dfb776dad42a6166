// What the main window shows beside a project: the welcome page and the preferences.
#include <QAction>
#include <QStackedWidget>

#include "ui/bill/bill_panel.h"
#include "ui/canvas/canvas_view.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/recovery/safe_keeping.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"
#include "ui/welcome/welcome_page.h"

namespace virga::ui {

void MainWindow::setPreferences(const Preferences& preferences) {
  preferences_ = preferences;
  if (Theme::instance().mode() != preferences.theme) Theme::instance().setMode(preferences.theme);
  setAmountPlaces(preferences.amountPlaces);
  bill_->refresh();
  if (welcome_) welcome_->setShownAtStart(preferences.showWelcome);
  if (!safeKeeping_) return;
  safeKeeping_->autosave().setInterval(std::chrono::seconds(preferences.autosaveSeconds));
  safeKeeping_->setConfirmsReload(preferences.confirmReload);
}

void MainWindow::showPreferences() {
  auto* dialog = new PreferencesDialog(preferences_, keys_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &PreferencesDialog::changed, this, [this](const Preferences& preferences) {
    setPreferences(preferences);
    preferences_.save();
  });
  dialog->open();
}

void MainWindow::showWelcome() {
  if (!welcome_) {
    welcome_ = new WelcomePage;
    centre_->addWidget(welcome_);
    connect(welcome_, &WelcomePage::closeWanted, this, &MainWindow::hideWelcome);
    connect(welcome_, &WelcomePage::openWanted, files_->openAction(), &QAction::trigger);
    connect(welcome_, &WelcomePage::projectWanted, files_, &FileController::openAfterAsking);
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
