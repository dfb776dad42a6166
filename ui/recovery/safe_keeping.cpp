#include "ui/recovery/safe_keeping.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include "model/project/project_file.h"

namespace virga::ui {

SafeKeeping::SafeKeeping(Document* document, FileController* files, const QString& folder, QWidget* window)
    : QObject(window),
      document_(document),
      files_(files),
      window_(window),
      autosave_(document, folder),
      disk_(document),
      askLeftover_([this](const RecoverySnapshot& snapshot) {
        RecoveryDialog dialog(snapshot, window_);
        dialog.exec();
        return dialog.choice();
      }),
      askLocked_([this](const QString& path, const ProjectLock::Holder& holder) { return askLockedInBox(path, holder); }),
      askDisk_([this](const QString& name) { return askDiskInBox(name); }) {
  files_->setMayOpen([this](const QString& path) { return mayOpen(path); });
  const auto takeLock = [this] {
    lock_.take(FileController::isExample(document_->filePath()) ? QString() : document_->filePath());
  };
  connect(document_, &Document::fileChanged, this, takeLock);
  connect(&disk_, &DiskWatch::changedOnDisk, this, &SafeKeeping::answerDiskChange);
  takeLock();
}

FileController::OpenAs SafeKeeping::mayOpen(const QString& path) {
  const bool isOpenHere = QFileInfo(path).absoluteFilePath() == document_->filePath();
  if (isOpenHere || FileController::isExample(path) || !QFileInfo::exists(path)) return FileController::OpenAs::itself;
  const auto holder = ProjectLock::holderOf(path);
  return holder.pid == 0 ? FileController::OpenAs::itself : askLocked_(path, holder);
}

void SafeKeeping::offerLeftovers() {
  for (const auto& snapshot : autosave_.store().leftovers()) {
    switch (askLeftover_(snapshot)) {
      case RecoveryDialog::Choice::restore:
        if (restore(snapshot)) return;
        break;
      case RecoveryDialog::Choice::openSaved:
        if (opens(snapshot.project)) RecoveryStore::remove(snapshot.file);
        return;
      case RecoveryDialog::Choice::discard: RecoveryStore::remove(snapshot.file); break;
      case RecoveryDialog::Choice::later: break;
    }
  }
}

// Whether the project is open now, as itself or as a copy: the user may not want to give up what is, or to share it.
bool SafeKeeping::opens(const QString& project) {
  bool opened = false;
  const auto heard = connect(files_, &FileController::opened, this, [&opened] { opened = true; });
  files_->openAfterAsking(project);
  disconnect(heard);
  return opened;
}

// The saved project with the unsaved edits as one undo step; the old snapshot goes when there is a new one.
bool SafeKeeping::restore(const RecoverySnapshot& snapshot) {
  auto value = model::readProject(snapshot.text, snapshot.file.toStdString());
  if (!value) {
    emit files_->failed(tr("The unsaved work can't be read"), QString::fromStdString(model::toText(value.error().front())));
    return false;
  }
  const bool isSaved = !snapshot.project.isEmpty() && QFileInfo::exists(snapshot.project);
  if (isSaved) {
    if (!opens(snapshot.project)) return false;
  } else {
    if (!files_->mayDiscard()) return false;
    document_->newProject();
  }
  document_->apply(tr("Restore unsaved work"), std::move(*value));
  autosave_.flush();
  RecoveryStore::remove(snapshot.file);
  return true;
}

void SafeKeeping::end() {
  autosave_.discard();
  lock_.release();
}

void SafeKeeping::answerDiskChange() {
  if (asking_) return;
  asking_ = true;
  const auto path = document_->filePath();
  const bool silent = !confirmsReload_ && !document_->isModified();
  const bool reload = silent || askDisk_(files_->displayName()) == DiskAnswer::reload;
  asking_ = false;
  if (!reload) return;
  if (const auto error = files_->openPath(path); !error.isEmpty())
    emit files_->failed(tr("%1 can't be opened").arg(QFileInfo(path).fileName()), error);
}

FileController::OpenAs SafeKeeping::askLockedInBox(const QString& path, const ProjectLock::Holder& holder) {
  QMessageBox box(QMessageBox::Warning, tr("Already open"),
                  tr("%1 is open in another window.").arg(QFileInfo(path).fileName()), QMessageBox::Cancel, window_);
  box.setObjectName("lockedBox");
  box.setInformativeText(tr("Process %1 on %2 has it. If both save, the later one replaces what the other wrote.")
                             .arg(holder.pid)
                             .arg(holder.host));
  const QAbstractButton* anyway = box.addButton(tr("&Open anyway"), QMessageBox::DestructiveRole);
  const QAbstractButton* copy = box.addButton(tr("Open a &copy"), QMessageBox::AcceptRole);
  box.exec();
  if (box.clickedButton() == anyway) return FileController::OpenAs::itself;
  return box.clickedButton() == copy ? FileController::OpenAs::copy : FileController::OpenAs::nothing;
}

SafeKeeping::DiskAnswer SafeKeeping::askDiskInBox(const QString& name) {
  QMessageBox box(QMessageBox::Question, tr("Changed by another program"), tr("Another program changed %1.").arg(name),
                  QMessageBox::NoButton, window_);
  box.setObjectName("diskBox");
  box.setInformativeText(document_->isModified() ? tr("Reading it again loses the changes made here since it was saved.")
                                                 : tr("Nothing was changed here since it was saved."));
  auto* reload = box.addButton(tr("&Read it again"), QMessageBox::AcceptRole);
  auto* keep = box.addButton(tr("&Keep mine"), QMessageBox::RejectRole);
  box.setDefaultButton(document_->isModified() ? keep : reload);
  box.setEscapeButton(keep);
  box.exec();
  return box.clickedButton() == reload ? DiskAnswer::reload : DiskAnswer::keepMine;
}

}  // namespace virga::ui

#include "moc_safe_keeping.cpp"
