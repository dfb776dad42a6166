// Where the parts of the dialog stand.
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/calibrate/calibrate_dialog.h"
#include "ui/calibrate/figures_view.h"
#include "ui/calibrate/function_view.h"
#include "ui/calibrate/log_report_view.h"
#include "ui/calibrate/names_view.h"
#include "ui/calibrate/proposals_view.h"

namespace virga::ui {

namespace {

constexpr int kFilesHeight = 84;  // three rows

}  // namespace

void CalibrateDialog::build() {
  setObjectName("calibrateDialog");
  setWindowTitle(tr("Learn from logs"));
  setAcceptDrops(true);
  resize(1040, 760);
  files_->setObjectName("logFiles");
  files_->setAccessibleName(tr("Log files"));
  files_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  files_->setMaximumHeight(kFilesHeight);
  const auto addButton = [](QBoxLayout* layout, QPushButton* button, const char* name) {
    button->setObjectName(name);
    button->setAutoDefault(false);
    layout->addWidget(button);
    return button;
  };
  auto* buttons = new QVBoxLayout;
  auto* choose = addButton(buttons, new QPushButton(tr("&Files …")), "chooseLogs");
  auto* folder = addButton(buttons, new QPushButton(tr("F&older …")), "chooseLogFolder");
  addButton(buttons, remove_, "removeLogs");
  buttons->addStretch(1);
  auto* filesRow = new QHBoxLayout;
  filesRow->addWidget(files_, 1);
  filesRow->addLayout(buttons);

  status_->setObjectName("calibrateStatus");
  status_->setWordWrap(true);
  status_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  progress_->setObjectName("calibrateProgress");
  progress_->setAccessibleName(tr("Reading"));
  progress_->setTextVisible(false);
  progress_->setMaximumWidth(240);
  auto* statusRow = new QHBoxLayout;
  statusRow->addWidget(status_, 1);
  statusRow->addWidget(progress_);
  addButton(statusRow, stop_, "stopCalibrate");
  addButton(statusRow, again_, "readLogsAgain");

  message_->setObjectName("calibrateMessage");
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setMargin(40);
  figuresNote_->setWordWrap(true);
  figuresNote_->setMargin(6);
  auto* figuresPage = new QWidget;
  auto* figuresLayout = new QVBoxLayout(figuresPage);
  figuresLayout->setContentsMargins(0, 0, 0, 0);
  figuresLayout->addWidget(figuresNote_);
  figuresLayout->addWidget(figures_, 1);
  unknowns_->setObjectName("logUnknowns");
  unknowns_->setAccessibleName(tr("What the logs can't tell"));
  tabs_->setObjectName("calibrateTabs");
  tabs_->addTab(functions_, tr("Functions"));
  tabs_->addTab(proposals_, tr("Proposals"));
  tabs_->addTab(figuresPage, tr("Before and after"));
  tabs_->addTab(names_, tr("Names"));
  tabs_->addTab(report_, tr("Logs"));
  tabs_->addTab(unknowns_, tr("What they can't tell"));
  pages_->addWidget(message_);
  pages_->addWidget(tabs_);

  auto* endRow = new QHBoxLayout;
  endRow->addStretch(1);
  addButton(endRow, apply_, "applyLearnt");
  auto* close = addButton(endRow, new QPushButton(tr("&Close")), "closeCalibrate");
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(filesRow);
  layout->addLayout(statusRow);
  layout->addWidget(pages_, 1);
  layout->addLayout(endRow);
  connect(choose, &QPushButton::clicked, this, &CalibrateDialog::chooseFiles);
  connect(folder, &QPushButton::clicked, this, &CalibrateDialog::chooseFolder);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

}  // namespace virga::ui
