#pragma once

#include <functional>

#include <QObject>

#include "ui/recovery/autosave.h"
#include "ui/recovery/disk_watch.h"
#include "ui/recovery/project_lock.h"
#include "ui/recovery/recovery_dialog.h"
#include "ui/shell/file_controller.h"

namespace virga::ui {

// Keeps work from being lost: snapshots, what a window that crashed left behind, a project that is open twice, and a file
// that another program changed.
class SafeKeeping : public QObject {
  Q_OBJECT

 public:
  enum class DiskAnswer { reload, keepMine };
  using AskLeftover = std::function<RecoveryDialog::Choice(const RecoverySnapshot&)>;
  using AskLocked = std::function<FileController::OpenAs(const QString& path, const ProjectLock::Holder&)>;
  using AskDisk = std::function<DiskAnswer(const QString& name)>;

  SafeKeeping(Document* document, FileController* files, const QString& folder, QWidget* window);

  // Tests put their own answers in.
  void setAskLeftover(AskLeftover ask) { askLeftover_ = std::move(ask); }
  void setAskLocked(AskLocked ask) { askLocked_ = std::move(ask); }
  void setAskDisk(AskDisk ask) { askDisk_ = std::move(ask); }

  // Whether it asks before it reads a file again while nothing was changed here.
  void setConfirmsReload(bool confirms) { confirmsReload_ = confirms; }

  // Asks for each snapshot of a process that is gone, until one is restored or opened.
  void offerLeftovers();
  // The window closes, and what isn't saved isn't wanted.
  void end();

  Autosave& autosave() { return autosave_; }
  DiskWatch& disk() { return disk_; }

 private:
  FileController::OpenAs mayOpen(const QString& path);
  bool opens(const QString& project);
  bool restore(const RecoverySnapshot& snapshot);
  void answerDiskChange();
  FileController::OpenAs askLockedInBox(const QString& path, const ProjectLock::Holder& holder);
  DiskAnswer askDiskInBox(const QString& name);

  Document* document_;
  FileController* files_;
  QWidget* window_;
  Autosave autosave_;
  DiskWatch disk_;
  ProjectLock lock_;
  AskLeftover askLeftover_;
  AskLocked askLocked_;
  AskDisk askDisk_;
  bool asking_ = false;
  bool confirmsReload_ = true;
};

}  // namespace virga::ui
