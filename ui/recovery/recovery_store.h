#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include <QDateTime>
#include <QString>

namespace virga::ui {

// The state of a project that wasn't saved, as it lies in the recovery folder.
struct RecoverySnapshot {
  QString file;      // where the snapshot itself lies
  QString project;   // absolute path; empty: never saved
  QString baseHash;  // SHA-256 of the project file that the edits are of; empty where there is none
  QString host;
  qint64 pid = 0;
  QString processStart;  // tells a process from a later one of the same number; empty: not known
  QDateTime time;
  std::string text;  // the project, as it would be saved
};

// The folder with the snapshots of all windows of the user. Each is a file of its own that is replaced whole.
class RecoveryStore {
 public:
  explicit RecoveryStore(QString folder) : folder_(std::move(folder)) {}

  // Below the user's data folder of the application.
  static QString usualFolder();

  // Host, process and time of now are filled in; the file is chosen by project and process where it isn't named.
  // Safe to call from a worker.
  tl::expected<QString, QString> write(RecoverySnapshot snapshot) const;
  // Snapshots of processes that are gone, the newest first. Files that can't be read are left alone.
  std::vector<RecoverySnapshot> leftovers() const;
  static void remove(const QString& file);

  const QString& folder() const { return folder_; }

 private:
  QString folder_;
};

// Whether the process that wrote it still runs; one of another host counts as running for a day.
bool isAlive(const RecoverySnapshot& snapshot);

QString hashOf(const std::string& text);

}  // namespace virga::ui
