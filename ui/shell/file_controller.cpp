#include "ui/shell/file_controller.h"

#include <QAbstractButton>
#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>

#include "model/gallery/pattern.h"
#include "ui/gallery/pattern_gallery.h"
#include "ui/welcome/example_list.h"

namespace virga::ui {

namespace {

constexpr int kRecentFiles = 10;
const QString kRecentKey = QStringLiteral("recentFiles");
const QString kEnding = QStringLiteral(".virga.yaml");

QAction* makeAction(QObject* parent, const QString& text, const char* name, QKeySequence shortcut) {
  auto* action = new QAction(text, parent);
  action->setObjectName(name);
  action->setShortcut(shortcut);
  return action;
}

}  // namespace

FileController::FileController(Document* document, QWidget* window)
    : QObject(window),
      document_(document),
      window_(window),
      askUnsaved_([this](const QString& name) { return askUnsavedInBox(name); }),
      askOverwrite_([this](const QString& name) { return askOverwriteInBox(name); }),
      askPath_([this](bool toSave) { return askPathInDialog(toSave); }),
      new_(makeAction(this, tr("&New"), "newAction", QKeySequence::New)),
      newFromPattern_(makeAction(this, tr("New from &pattern …"), "newFromPatternAction", Qt::CTRL | Qt::SHIFT | Qt::Key_N)),
      open_(makeAction(this, tr("&Open …"), "openAction", QKeySequence::Open)),
      save_(makeAction(this, tr("&Save"), "saveAction", QKeySequence::Save)),
      saveAs_(makeAction(this, tr("Save &as …"), "saveAsAction", Qt::CTRL | Qt::SHIFT | Qt::Key_S)),
      recent_(new QMenu(tr("Open &recent"), window)),
      examples_(new QMenu(tr("&Examples"), window)) {
  connect(new_, &QAction::triggered, this, [this] {
    if (mayDiscard()) document_->newProject();
  });
  connect(newFromPattern_, &QAction::triggered, this, [this] { showPatterns(); });
  connect(open_, &QAction::triggered, this, [this] {
    if (const auto path = askPath_(false); !path.isEmpty()) openAfterAsking(path);
  });
  connect(save_, &QAction::triggered, this, &FileController::save);
  connect(saveAs_, &QAction::triggered, this, &FileController::saveAs);
  connect(recent_, &QMenu::aboutToShow, this, &FileController::fillRecent);
  connect(examples_, &QMenu::aboutToShow, this, &FileController::fillExamples);
}

bool FileController::isExample(const QString& path) {
  const auto folder = QFileInfo(path).canonicalPath();
  return !path.isEmpty() && (folder == QDir(exampleFolder()).canonicalPath() ||
                             folder == QDir(QString::fromStdString(model::patternFolder().string())).canonicalPath());
}

QString FileController::displayName() const {
  return document_->filePath().isEmpty() ? tr("Untitled") : QFileInfo(document_->filePath()).fileName();
}

bool FileController::mayDiscard() {
  if (!document_->isModified()) return true;
  switch (askUnsaved_(displayName())) {
    case Answer::save: return save();
    case Answer::discard: return true;
    case Answer::cancel: return false;
  }
  return false;
}

QString FileController::openPath(const QString& path) {
  const auto as = mayOpen_ ? mayOpen_(path) : OpenAs::itself;
  if (as == OpenAs::nothing) return {};
  const auto error = as == OpenAs::copy ? document_->openCopy(path) : document_->open(path);
  if (!error.isEmpty()) return error;
  remember(path);
  emit opened(path);
  return {};
}

void FileController::openAfterAsking(const QString& path) {
  if (!mayDiscard()) return;
  if (const auto error = openPath(path); !error.isEmpty())
    emit failed(tr("%1 can't be opened").arg(QFileInfo(path).fileName()), error);
}

void FileController::showPatterns(const QString& id) {
  auto* gallery = new PatternGallery(window_);
  gallery->setAttribute(Qt::WA_DeleteOnClose);
  connect(gallery, &PatternGallery::patternWanted, this, &FileController::makeFromPattern);
  gallery->open();
  if (!id.isEmpty()) gallery->choose(id);
}

// A project without a file: the pattern's own stays as it is.
void FileController::makeFromPattern(const QString& id, const QString& name) {
  if (!mayDiscard()) return;
  const auto path = model::patternFolder() / (id.toStdString() + ".virga.yaml");
  if (const auto error = document_->openCopy(QString::fromStdString(path.string())); !error.isEmpty())
    return emit failed(tr("%1 can't be opened").arg(id), error);
  auto named = document_->architecture();
  named.name = name.toStdString();
  document_->apply(tr("Name the project"), std::move(named));
}

bool FileController::save() {
  const auto path = document_->filePath();
  // Examples stay as they are, for the next who opens them.
  return path.isEmpty() || isExample(path) ? saveAs() : saveTo(path);
}

bool FileController::saveAs() {
  auto path = askPath_(true);
  if (path.isEmpty()) return false;
  if (!QFileInfo(path).fileName().contains('.')) {
    path += kEnding;
    // The dialog asked for the name without its ending.
    const auto name = QFileInfo(path).fileName();
    if (QFileInfo::exists(path) && !askOverwrite_(tr("There is already a file %1.").arg(name))) return false;
  }
  return saveTo(path);
}

bool FileController::saveTo(const QString& path) {
  const bool own = QFileInfo(path).absoluteFilePath() == document_->filePath();
  auto onConflict = Document::OnConflict::refuse;
  if (own && QFileInfo::exists(path) && document_->changedOnDisk()) {
    if (!askOverwrite_(tr("Another program changed %1 since it was opened here.").arg(displayName()))) return false;
    onConflict = Document::OnConflict::overwrite;
  }
  if (const auto error = document_->save(path, onConflict); !error.isEmpty()) {
    emit failed(tr("%1 can't be saved").arg(QFileInfo(path).fileName()), error);
    return false;
  }
  remember(path);
  return true;
}

QStringList FileController::recentFiles() const { return QSettings().value(kRecentKey).toStringList(); }

void FileController::remember(const QString& path) {
  const auto absolute = QFileInfo(path).absoluteFilePath();
  auto files = recentFiles();
  files.removeAll(absolute);
  files.prepend(absolute);
  QSettings().setValue(kRecentKey, files.mid(0, kRecentFiles));
}

void FileController::fillRecent() {
  recent_->clear();
  for (const auto& path : recentFiles()) {
    auto* action = recent_->addAction(QFileInfo(path).fileName(), this, [this, path] { openAfterAsking(path); });
    action->setToolTip(path);
    action->setEnabled(QFileInfo::exists(path));
  }
  if (recent_->isEmpty()) recent_->addAction(tr("None yet"))->setEnabled(false);
  recent_->setToolTipsVisible(true);
}

void FileController::fillExamples() {
  examples_->clear();
  for (const auto& file : exampleFiles()) {
    const auto path = file.absoluteFilePath();
    auto name = file.fileName().chopped(kEnding.size()).replace('-', ' ');
    name[0] = name[0].toUpper();
    examples_->addAction(name, this, [this, path] { openAfterAsking(path); });
  }
  if (examples_->isEmpty()) examples_->addAction(tr("None found"))->setEnabled(false);
}

FileController::Answer FileController::askUnsavedInBox(const QString& name) {
  const auto button =
      QMessageBox::question(window_, tr("Unsaved changes"), tr("%1 has unsaved changes. Save them?").arg(name),
                            QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
  if (button == QMessageBox::Save) return Answer::save;
  return button == QMessageBox::Discard ? Answer::discard : Answer::cancel;
}

bool FileController::askOverwriteInBox(const QString& reason) {
  QMessageBox box(QMessageBox::Warning, tr("Overwrite?"), reason, QMessageBox::Cancel, window_);
  box.setObjectName("overwriteBox");
  box.setInformativeText(tr("Overwriting it loses what it holds. “Save as” keeps both."));
  const QAbstractButton* overwrite = box.addButton(tr("&Overwrite"), QMessageBox::DestructiveRole);
  box.setDefaultButton(QMessageBox::Cancel);
  box.exec();
  return box.clickedButton() == overwrite;
}

QString FileController::askPathInDialog(bool toSave) {
  const QString filter = tr("Virga projects (*%1);;YAML (*.yaml *.yml);;All files (*)").arg(kEnding);
  const QString folder = document_->filePath().isEmpty() ? QString() : QFileInfo(document_->filePath()).absolutePath();
  if (!toSave) return QFileDialog::getOpenFileName(window_, tr("Open a project"), folder, filter);
  QString proposal = document_->filePath().isEmpty() ? "project" + kEnding : document_->filePath();
  if (isExample(proposal)) proposal = QDir::home().filePath(QFileInfo(proposal).fileName());
  return QFileDialog::getSaveFileName(window_, tr("Save the project"), proposal, filter);
}

}  // namespace virga::ui
