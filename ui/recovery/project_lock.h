#pragma once

#include <memory>

#include <QString>

class QLockFile;

namespace virga::ui {

// Tells other windows, of this and of other hosts, that a project is open: a small hidden file beside it that names host
// and process. Locks of processes that are gone don't count.
class ProjectLock {
 public:
  struct Holder {
    qint64 pid = 0;
    QString host;
  };

  ProjectLock();
  ~ProjectLock();

  // Who else has the project open; a pid of 0 is nobody. Where no lock can be made, as in a read-only folder, nobody.
  static Holder holderOf(const QString& path);

  // Takes the lock of this project and gives that of the last one back. Somebody else's stays theirs.
  void take(const QString& path);
  void release();

  static QString fileFor(const QString& path);

 private:
  std::unique_ptr<QLockFile> file_;
  QString path_;
};

}  // namespace virga::ui
