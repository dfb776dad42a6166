#pragma once

#include <string>

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include "ui/document/document.h"

namespace virga::ui {

// Notices that another program changed the open project's file: at once where the system tells, else when the
// application gets the screen again.
class DiskWatch : public QObject {
  Q_OBJECT

 public:
  explicit DiskWatch(Document* document, QObject* parent = nullptr);

  // Looks now.
  void look();

 signals:
  void changedOnDisk();  // once for each state of the file

 private:
  void follow();

  Document* document_;
  QFileSystemWatcher watcher_;
  QTimer pause_;  // programs write in several steps
  QString told_;  // hash of the state that was told of
};

}  // namespace virga::ui
