#include "ui/runs/overlay_dialog.h"

#include <algorithm>

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/problems/severity_icon.h"
#include "ui/runs/catalog_overlays.h"

namespace virga::ui {

OverlayDialog::OverlayDialog(CatalogOverlays* overlays, QWidget* parent)
    : QDialog(parent), overlays_(overlays), files_(new QTreeWidget), problems_(new QPlainTextEdit) {
  setObjectName("overlayDialog");
  setWindowTitle(tr("Catalog overlays"));
  resize(720, 380);
  auto* intro = new QLabel(
      tr("Files with prices and values in place of the catalog's: agreed prices, raised quotas. All simulations, bills and "
         "checks use them; where two say the same, the lower in the list counts."));
  intro->setWordWrap(true);
  files_->setObjectName("overlayFiles");
  files_->setAccessibleName(tr("Overlay files"));
  files_->setHeaderLabels({tr("File"), tr("Provider"), tr("State")});
  files_->setRootIsDecorated(false);
  files_->setUniformRowHeights(true);
  problems_->setObjectName("overlayProblems");
  problems_->setAccessibleName(tr("What is wrong with the file"));
  problems_->setReadOnly(true);
  // A row of its own: a QDialogButtonBox of these leaves the close button out of the round of Tab.
  auto* row = new QHBoxLayout;
  const auto addButton = [row](const QString& text, const char* name) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setAutoDefault(false);
    row->addWidget(button);
    return button;
  };
  auto* add = addButton(tr("&Add …"), "addOverlay");
  remove_ = addButton(tr("&Remove"), "removeOverlay");
  remove_->setToolTip(tr("The catalog counts again; the file itself stays"));
  auto* reload = addButton(tr("Read a&gain"), "reloadOverlays");
  row->addStretch(1);
  auto* close = addButton(tr("&Close"), "closeOverlays");
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(intro);
  layout->addWidget(files_, 2);
  layout->addWidget(problems_, 1);
  layout->addLayout(row);
  connect(files_, &QTreeWidget::currentItemChanged, this, &OverlayDialog::showProblems);
  connect(add, &QPushButton::clicked, this, &OverlayDialog::chooseFile);
  connect(remove_, &QPushButton::clicked, this, &OverlayDialog::removeCurrent);
  connect(reload, &QPushButton::clicked, overlays_, &CatalogOverlays::reload);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  connect(overlays_, &CatalogOverlays::changed, this, &OverlayDialog::fill);
  overlays_->reload();
  fill();
}

void OverlayDialog::fill() {
  const int current = files_->indexOfTopLevelItem(files_->currentItem());
  files_->clear();
  for (const auto& file : overlays_->files()) {
    const bool used = file.problems.empty();
    QString state = used ? tr("Used") : tr("Not used: it has errors");
    if (used && !file.kept) state = tr("Used, for this session");
    auto* row = new QTreeWidgetItem(files_, {QFileInfo(file.path).fileName(), QString::fromStdString(file.provider), state});
    row->setToolTip(0, file.path);
    if (!used) row->setIcon(2, severityIcon(model::Severity::error));
  }
  for (int column = 0; column < 2; ++column) files_->resizeColumnToContents(column);
  if (const int count = files_->topLevelItemCount(); count > 0)
    files_->setCurrentItem(files_->topLevelItem(std::clamp(current, 0, count - 1)));
  showProblems();
}

void OverlayDialog::showProblems() {
  const int row = files_->indexOfTopLevelItem(files_->currentItem());
  remove_->setEnabled(row >= 0);
  QStringList lines;
  if (row >= 0)
    for (const auto& problem : overlays_->files()[static_cast<std::size_t>(row)].problems)
      lines << QString::fromStdString(model::toText(problem));
  problems_->setPlainText(lines.join('\n'));
  problems_->setVisible(!lines.isEmpty());
}

void OverlayDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Add a catalog overlay"), QString(), tr("YAML (*.yaml *.yml);;All files (*)"));
  dialog->setObjectName("overlayFileDialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    overlays_->add(path);
    files_->setCurrentItem(files_->topLevelItem(files_->topLevelItemCount() - 1));
  });
  dialog->open();
}

void OverlayDialog::removeCurrent() {
  if (const int row = files_->indexOfTopLevelItem(files_->currentItem()); row >= 0)
    overlays_->remove(static_cast<std::size_t>(row));
}

}  // namespace virga::ui
