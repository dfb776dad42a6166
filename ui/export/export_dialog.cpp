#include "ui/export/export_dialog.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/export/manifest_writer.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

QWidget* titled(const QString& title, QWidget* widget) {
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, 0);
  auto* label = new QLabel(title);
  label->setBuddy(widget);
  layout->addWidget(label);
  layout->addWidget(widget, 1);
  widget->setAccessibleName(title);
  return box;
}

// The icon says the severity.
QString noteText(const model::Problem& problem) {
  auto text = QString::fromStdString(problem.message);
  if (!problem.path.empty()) text.prepend(QString::fromStdString(problem.path) + ": ");
  return problem.hint.empty() ? text : text + "; " + QString::fromStdString(problem.hint);
}

}  // namespace

ExportDialog::ExportDialog(std::shared_ptr<const model::Architecture> architecture, std::shared_ptr<CatalogCache> catalogs,
                           QWidget* parent)
    : QDialog(parent),
      architecture_(std::move(architecture)),
      catalogs_(std::move(catalogs)),
      askReplace_([this](const QStringList& files) { return askReplaceInBox(files); }),
      formats_(new QListWidget),
      files_(new QListWidget),
      preview_(new QPlainTextEdit),
      notes_(new QListWidget),
      folder_(new QLineEdit),
      status_(new QLabel) {
  setWindowTitle(tr("Export"));
  setObjectName("exportDialog");
  resize(960, 640);
  formats_->setObjectName("formats");
  files_->setObjectName("files");
  preview_->setObjectName("preview");
  preview_->setReadOnly(true);
  preview_->setLineWrapMode(QPlainTextEdit::NoWrap);
  preview_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  notes_->setObjectName("notes");
  notes_->setWordWrap(true);
  folder_->setObjectName("folder");
  folder_->setAccessibleName(tr("Folder"));
  folder_->setPlaceholderText(tr("Folder for the files"));
  status_->setObjectName("exportStatus");
  status_->setWordWrap(true);

  auto* left = new QSplitter(Qt::Vertical);
  left->addWidget(titled(tr("Format"), formats_));
  left->addWidget(titled(tr("Files"), files_));
  left->setStretchFactor(1, 1);
  left->setSizes({200, 400});
  auto* right = new QSplitter(Qt::Vertical);
  right->addWidget(titled(tr("Preview"), preview_));
  right->addWidget(titled(tr("Notes"), notes_));
  right->setStretchFactor(0, 4);
  right->setStretchFactor(1, 1);
  auto* splitter = new QSplitter;
  splitter->addWidget(left);
  splitter->addWidget(right);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({260, 700});

  auto* choose = new QPushButton(tr("Choose …"));
  auto* folderRow = new QHBoxLayout;
  auto* folderLabel = new QLabel(tr("Folder"));
  folderLabel->setBuddy(folder_);
  folderRow->addWidget(folderLabel);
  folderRow->addWidget(folder_, 1);
  folderRow->addWidget(choose);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  write_ = buttons->addButton(tr("Write files"), QDialogButtonBox::ActionRole);
  write_->setObjectName("writeFiles");

  auto* layout = new QVBoxLayout(this);
  layout->addWidget(splitter, 1);
  layout->addLayout(folderRow);
  layout->addWidget(status_);
  layout->addWidget(buttons);

  for (const auto& format : model::manifestFormats()) {
    auto* item = new QListWidgetItem(QString::fromStdString(format.id), formats_);
    item->setToolTip(QString::fromStdString(format.description));
    item->setData(Qt::UserRole, QString::fromStdString(format.provider));
  }
  connect(formats_, &QListWidget::currentRowChanged, this, &ExportDialog::showFormat);
  connect(files_, &QListWidget::currentRowChanged, this, &ExportDialog::showFile);
  connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
  connect(write_, &QPushButton::clicked, this, &ExportDialog::write);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  formats_->setCurrentRow(0);
  showFormat();
}

void ExportDialog::showFormat() {
  manifest_.reset();
  files_->clear();
  notes_->clear();
  preview_->clear();
  status_->clear();
  write_->setEnabled(false);
  const auto* format = formats_->currentItem();
  if (!format) return;
  const auto provider = format->data(Qt::UserRole).toString().toStdString();
  const auto catalog = catalogs_->load(provider.empty() ? architecture_->target.provider : provider);
  auto manifest = catalog ? model::exportManifest(format->text().toStdString(), *architecture_, **catalog)
                          : tl::unexpected(catalog.error());
  const auto& problems = manifest ? manifest->notes : manifest.error();
  for (const auto& problem : problems) new QListWidgetItem(severityIcon(problem.severity), noteText(problem), notes_);
  if (!manifest) {
    status_->setText(tr("The design can't be written in this format: see the notes."));
    return;
  }
  manifest_ = std::move(*manifest);
  for (const auto& file : manifest_->files) new QListWidgetItem(QString::fromStdString(file.path), files_);
  files_->setCurrentRow(0);
  write_->setEnabled(!manifest_->files.empty());
}

void ExportDialog::showFile() {
  const int row = files_->currentRow();
  if (!manifest_ || row < 0) return;
  preview_->setPlainText(QString::fromStdString(manifest_->files[static_cast<std::size_t>(row)].content));
}

void ExportDialog::chooseFolder() {
  const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder for the files"), folder_->text());
  if (!folder.isEmpty()) folder_->setText(folder);
}

bool ExportDialog::askReplaceInBox(const QStringList& files) {
  return QMessageBox::question(this, tr("Replace files?"),
                               tr("These files exist and hold something else:") + "\n\n" + files.join('\n') + "\n\n" +
                                   tr("Replace them?")) == QMessageBox::Yes;
}

void ExportDialog::write() {
  if (!manifest_) return;
  const auto folder = folder_->text().trimmed();
  if (folder.isEmpty()) {
    status_->setText(tr("Choose a folder first."));
    folder_->setFocus();
    return;
  }
  const std::filesystem::path path(folder.toStdString());
  QStringList differing;
  for (const auto& file : filesThatDiffer(*manifest_, path)) differing << QString::fromStdString(file);
  if (!differing.isEmpty() && !askReplace_(differing)) {
    status_->setText(tr("Nothing was written."));
    return;
  }
  if (const auto done = writeManifest(*manifest_, path); !done) {
    status_->setText(QString::fromStdString(done.error()));
    return;
  }
  status_->setText(manifest_->files.size() == 1 ? tr("1 file written to %1").arg(folder)
                                                : tr("%1 files written to %2").arg(manifest_->files.size()).arg(folder));
  emit written(folder);
}

}  // namespace virga::ui
