#pragma once

#include <chrono>

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include "ui/document/document.h"
#include "ui/recovery/recovery_store.h"

namespace virga::ui {

// Keeps a snapshot of the document's unsaved edits in the recovery folder, never in the user's file. An edit is in it
// after the interval at the latest, or when the application loses the screen. Writing is a worker's; the snapshot goes
// with the last unsaved edit.
class Autosave : public QObject {
  Q_OBJECT

 public:
  static constexpr std::chrono::milliseconds kInterval{15'000};

  Autosave(Document* document, QString folder, QObject* parent = nullptr);
  // Waits for the worker. The snapshot stays: only what is saved or given up needs none.
  ~Autosave() override;

  void setInterval(std::chrono::milliseconds interval);  // from the first unsaved edit to the snapshot
  // Writes what isn't written yet, and waits for it.
  void flush();
  // Takes the snapshot away: the edits were given up.
  void discard();

  const RecoveryStore& store() const { return store_; }

 signals:
  void failed(const QString& reason);  // the snapshot couldn't be written; once until one could

 private:
  void consider();
  void write();

  Document* document_;
  RecoveryStore store_;
  QTimer timer_;
  QThreadPool worker_;  // one thread, so that snapshots are written and removed in order
  QString file_;        // of this document, once one was written
  std::shared_ptr<const model::Architecture> written_;
  bool mayBeKept_ = false;  // a snapshot may lie in the folder
  bool hasFailed_ = false;
};

}  // namespace virga::ui
