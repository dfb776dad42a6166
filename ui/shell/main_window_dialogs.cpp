// What opens over the main window: lists to choose from, dialogs and boxes.
#include <QAction>
#include <QApplication>
#include <QMessageBox>

#include "ui/alarms/alarms_dialog.h"
#include "ui/calibrate/calibrate_dialog.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/component_finder.h"
#include "ui/canvas/filter_popup.h"
#include "ui/export/export_dialog.h"
#include "ui/import/import_dialog.h"
#include "ui/preferences/preferences_dialog.h"
#include "ui/runs/catalog_overlays.h"
#include "ui/runs/overlay_dialog.h"
#include "ui/shell/command_list.h"
#include "ui/shell/file_controller.h"
#include "ui/shell/main_window.h"

namespace virga::ui {

namespace {

constexpr int kPaletteWidth = 460;
constexpr int kLinesInBox = 12;  // of a failure; more are folded

}  // namespace

void MainWindow::showFailure(const QString& title, const QString& text) {
  auto* box = new QMessageBox(QMessageBox::Warning, title, title, QMessageBox::Ok, this);
  box->setObjectName("failureBox");
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextInteractionFlags(Qt::TextSelectableByMouse);
  const auto lines = text.split('\n');
  box->setInformativeText(lines.mid(0, kLinesInBox).join('\n'));
  if (lines.size() > kLinesInBox) box->setDetailedText(text);
  box->open();
}

void MainWindow::showCommandPalette() {
  const auto commands = commandsOf(*this);
  std::vector<FilterPopup::Entry> entries;
  for (std::size_t i = 0; i < commands.size(); ++i)
    entries.push_back({QString::number(i), commands[i].text, commands[i].help, {}});
  auto* popup = new FilterPopup(tr("Type a command"), std::move(entries), this);
  popup->setObjectName("commandPalette");
  popup->setFixedWidth(kPaletteWidth);
  connect(popup, &FilterPopup::chosen, this, [commands](const QString& id) {
    if (auto* action = commands[id.toUInt()].action.data()) action->trigger();
  });
  popup->popUp(mapToGlobal(QPoint((width() - kPaletteWidth) / 2, 80)));
}

void MainWindow::goToComponent() {
  auto* popup = makeComponentFinder(*document_, this);
  popup->setFixedWidth(kPaletteWidth);
  connect(popup, &FilterPopup::chosen, this, [this](const QString& id) {
    document_->select({id.toStdString()});
    canvas_->reveal(id.toStdString());
    canvas_->setFocus(Qt::OtherFocusReason);
  });
  popup->popUp(mapToGlobal(QPoint((width() - kPaletteWidth) / 2, 80)));
}

void MainWindow::showExport() {
  auto* dialog = new ExportDialog(document_->snapshot(), catalogs_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::showImport(const QString& source) {
  auto* dialog = new ImportDialog(model::importDesign, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ImportDialog::designWanted, this, [this](const model::Architecture& design) {
    if (files_->mayDiscard()) document_->openUnsaved(design);
  });
  dialog->open();
  if (!source.isEmpty()) dialog->setSource(source);
}

void MainWindow::showCalibrate(const QStringList& logs) {
  auto* dialog = new CalibrateDialog(document_->snapshot(), document_->filePath(), catalogs_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &CalibrateDialog::designWanted, this,
          [this](const model::Architecture& design) { document_->apply(tr("Apply what the logs say"), design); });
  dialog->open();
  if (!logs.isEmpty()) dialog->addLogs(logs);
}

void MainWindow::showOverlays() {
  auto* dialog = new OverlayDialog(overlays_, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void MainWindow::showAlarms() {
  auto* dialog = new AlarmsDialog(document_, catalogs_, simulator::proposeAlarms, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
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

void MainWindow::showHelp() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Virga"), tr("Virga %1").arg(QApplication::applicationVersion()),
                              QMessageBox::Ok, this);
  box->setInformativeText(tr("Workbench and simulator for event-driven serverless architectures."));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->open();
}

}  // namespace virga::ui
