#include "ui/export/export_dialog.h"

#include <algorithm>
#include <chrono>

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include "simulator/load/load_formats.h"
#include "ui/export/code_highlighter.h"
#include "ui/export/code_view.h"
#include "ui/export/find_bar.h"
#include "ui/export/verdicts_view.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

// Longer texts are shown plain, since colouring them would hold the window up.
constexpr qsizetype kMostColoured = 300'000;

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

// What becomes of a file, for the list; nothing where it is simply written.
QString changeText(model::FileChange change) {
  switch (change) {
    case model::FileChange::unchanged: return ExportDialog::tr("as it is");
    case model::FileChange::replace: return ExportDialog::tr("changed");
    case model::FileChange::merge: return ExportDialog::tr("merged");
    case model::FileChange::keep: return ExportDialog::tr("yours is kept");
    case model::FileChange::conflict: return ExportDialog::tr("conflict");
    case model::FileChange::remove: return ExportDialog::tr("removed");
    case model::FileChange::foreign: return ExportDialog::tr("not from Virga");
    case model::FileChange::add: break;
  }
  return {};
}

QString changeHelp(model::FileChange change) {
  switch (change) {
    case model::FileChange::unchanged: return ExportDialog::tr("The folder's file holds just this.");
    case model::FileChange::add: return ExportDialog::tr("The folder doesn't have this file yet.");
    case model::FileChange::replace: return ExportDialog::tr("Nobody changed the folder's file since the last export.");
    case model::FileChange::merge:
      return ExportDialog::tr("Changed by hand and by the design in different places: both are kept.");
    case model::FileChange::keep:
      return ExportDialog::tr("Changed or deleted by hand, and the design has nothing new for it.");
    case model::FileChange::conflict:
      return ExportDialog::tr(
          "Changed by hand and by the design in the same place: yours stays, and what is exported is "
          "written beside it.");
    case model::FileChange::remove:
      return ExportDialog::tr("The design has it no more, and nobody changed it since the last export.");
    case model::FileChange::foreign: return ExportDialog::tr("It holds something else, and no export wrote it.");
  }
  return {};
}

// The icon says the severity.
QString noteText(const model::Problem& problem) {
  auto text = QString::fromStdString(problem.message);
  if (!problem.path.empty()) text.prepend(QString::fromStdString(problem.path) + ": ");
  return problem.hint.empty() ? text : text + "; " + QString::fromStdString(problem.hint);
}

}  // namespace

ExportDialog::ExportDialog(std::shared_ptr<const model::Architecture> architecture, std::shared_ptr<CatalogCache> catalogs,
                           QWidget* parent, ValidationRunner::Validate validate)
    : QDialog(parent),
      architecture_(std::move(architecture)),
      catalogs_(std::move(catalogs)),
      askReplace_([this](const QStringList& files) { return askReplaceInBox(files); }),
      formats_(new QListWidget),
      files_(new QListWidget),
      onlyChanges_(new QCheckBox(tr("Only what &changes in the folder"))),
      preview_(new CodeView),
      find_(new FindBar(preview_)),
      colours_(new CodeHighlighter(preview_->document())),
      notes_(new QListWidget),
      verdicts_(new VerdictsView(std::move(validate))),
      folder_(new QLineEdit),
      status_(new QLabel) {
  setWindowTitle(tr("Export"));
  setObjectName("exportDialog");
  resize(960, 640);
  formats_->setObjectName("formats");
  files_->setObjectName("files");
  onlyChanges_->setObjectName("onlyChanges");
  onlyChanges_->setToolTip(tr("Show the difference from the folder's file instead of the whole file"));
  preview_->setObjectName("preview");
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
  auto* shown = titled(tr("Preview"), preview_);
  shown->layout()->addWidget(find_);
  shown->layout()->addWidget(onlyChanges_);
  right->addWidget(shown);
  notes_->setAccessibleName(tr("Notes"));
  auto* said = new QTabWidget;
  said->setObjectName("said");
  said->addTab(notes_, tr("Notes"));
  said->addTab(verdicts_, tr("Tools"));
  right->addWidget(said);
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

  for (const auto& format : simulator::designFormats()) {
    auto* item = new QListWidgetItem(QString::fromStdString(format.id), formats_);
    item->setToolTip(QString::fromStdString(format.description));
    item->setData(Qt::UserRole, QString::fromStdString(format.provider));
  }
  connect(formats_, &QListWidget::currentRowChanged, this, &ExportDialog::showFormat);
  connect(files_, &QListWidget::currentRowChanged, this, &ExportDialog::showFile);
  connect(onlyChanges_, &QCheckBox::toggled, this, &ExportDialog::showFile);
  connect(folder_, &QLineEdit::editingFinished, this, &ExportDialog::showPlan);
  connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
  connect(write_, &QPushButton::clicked, this, &ExportDialog::write);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  formats_->setCurrentRow(0);
  showFormat();
}

ValidationOutcome ExportDialog::askInstalledTools(const model::Manifest& manifest, const std::string& format,
                                                  const std::stop_token& stop) {
  return model::validateManifest(manifest, format, std::chrono::minutes(2), stop);
}

void ExportDialog::showFormat() {
  verdicts_->setManifest(nullptr, {});
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
  auto manifest = catalog ? simulator::exportDesign(format->text().toStdString(), *architecture_, **catalog)
                          : tl::unexpected(catalog.error());
  const auto& problems = manifest ? manifest->notes : manifest.error();
  for (const auto& problem : problems) new QListWidgetItem(severityIcon(problem.severity), noteText(problem), notes_);
  if (!manifest) {
    status_->setText(tr("The design can't be written in this format: see the notes."));
    return;
  }
  manifest_ = std::move(*manifest);
  write_->setEnabled(!manifest_->files.empty());
  verdicts_->setManifest(&*manifest_, format->text().toStdString());
  showPlan();
  files_->setCurrentRow(0);
}

QString ExportDialog::folder() const { return folder_->text().trimmed(); }

void ExportDialog::showPlan() {
  if (!manifest_) return;
  plan_.reset();
  if (!folder().isEmpty()) {
    auto plan = model::planFolder(*manifest_, formats_->currentItem()->text().toStdString(), folder().toStdString());
    status_->setText(plan ? QString() : QString::fromStdString(plan.error()));
    if (plan) plan_ = std::move(*plan);
  }
  const int row = files_->currentRow();
  files_->clear();
  if (plan_) {
    for (const auto& file : plan_->files) {
      const auto what = changeText(file.change), path = QString::fromStdString(file.path);
      auto* item = new QListWidgetItem(what.isEmpty() ? path : tr("%1 (%2)").arg(path, what), files_);
      item->setToolTip(changeHelp(file.change));
    }
  } else {
    for (const auto& file : manifest_->files) new QListWidgetItem(QString::fromStdString(file.path), files_);
  }
  onlyChanges_->setEnabled(plan_.has_value());
  files_->setCurrentRow(std::clamp(row, 0, std::max(0, files_->count() - 1)));
}

void ExportDialog::showFile() {
  const int row = files_->currentRow();
  if (!manifest_ || row < 0) return;
  const auto index = static_cast<std::size_t>(row);
  if (!plan_) {
    const auto& file = manifest_->files[index];
    return showText(file.content, QString::fromStdString(file.path));
  }
  const auto& file = plan_->files[index];
  if (onlyChanges_->isChecked())
    showText(model::diffOf(file), {});
  else
    showText(file.content, QString::fromStdString(file.path));
}

void ExportDialog::showText(const std::string& text, const QString& fileName) {
  const auto shown = QString::fromStdString(text);
  preview_->clear();  // not coloured twice
  colours_->setFileName(shown.size() > kMostColoured ? QString() : fileName);
  preview_->setPlainText(shown);
  find_->refresh();
}

void ExportDialog::chooseFolder() {
  const auto folder = QFileDialog::getExistingDirectory(this, tr("Folder for the files"), folder_->text());
  if (folder.isEmpty()) return;
  folder_->setText(folder);
  showPlan();
}

bool ExportDialog::askReplaceInBox(const QStringList& files) {
  return QMessageBox::question(this, tr("Replace files?"),
                               tr("These files exist and hold something else:") + "\n\n" + files.join('\n') + "\n\n" +
                                   tr("Replace them?")) == QMessageBox::Yes;
}

void ExportDialog::write() {
  if (!manifest_) return;
  if (folder().isEmpty()) {
    status_->setText(tr("Choose a folder first."));
    folder_->setFocus();
    return;
  }
  showPlan();  // the folder may have changed
  if (!plan_) return;
  auto plan = *plan_;
  QStringList foreign;
  for (const auto& file : plan.withChange(model::FileChange::foreign)) foreign << QString::fromStdString(file);
  if (!foreign.isEmpty()) {
    if (!askReplace_(foreign)) return status_->setText(tr("Nothing was written."));
    for (auto& file : plan.files)
      if (file.change == model::FileChange::foreign) file.change = model::FileChange::replace;
  }
  if (const auto done = model::carryOut(plan, folder().toStdString()); !done)
    return status_->setText(QString::fromStdString(done.error()));
  showPlan();
  status_->setText(outcomeText(plan));
  emit written(folder());
}

QString ExportDialog::outcomeText(const model::FolderPlan& plan) const {
  QStringList sentences{tr("%n files are in %1.", nullptr, static_cast<int>(manifest_->files.size())).arg(folder())};
  const auto tell = [&](model::FileChange change, const QString& text) {
    QStringList files;
    for (const auto& file : plan.withChange(change)) files << QString::fromStdString(file);
    if (!files.isEmpty()) sentences << text.arg(files.join(", "));
  };
  tell(model::FileChange::merge, tr("Merged with what was changed by hand: %1."));
  tell(model::FileChange::keep, tr("Left as it is by hand: %1."));
  tell(model::FileChange::remove, tr("Removed: %1."));
  tell(
      model::FileChange::conflict,
      tr("Changed by hand and by the design in the same place, so that the exported file (.virga-new) lies beside it: %1."));
  return sentences.join(' ');
}

}  // namespace virga::ui
