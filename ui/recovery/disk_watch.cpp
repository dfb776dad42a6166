#include "ui/recovery/disk_watch.h"

#include <chrono>

#include <QFile>
#include <QGuiApplication>

#include "model/io/file.h"
#include "ui/recovery/recovery_store.h"

namespace virga::ui {

namespace {
constexpr std::chrono::milliseconds kPause{200};
}

DiskWatch::DiskWatch(Document* document, QObject* parent) : QObject(parent), document_(document) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  connect(&pause_, &QTimer::timeout, this, &DiskWatch::look);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, &pause_, qOverload<>(&QTimer::start));
  connect(document_, &Document::fileChanged, this, &DiskWatch::follow);
  connect(document_, &Document::replaced, this, [this] { told_.clear(); });
  if (const auto* application = qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
    connect(application, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
      if (state == Qt::ApplicationActive) pause_.start();
    });
  follow();
}

// A file that was replaced as a whole is another one, and has to be watched anew.
void DiskWatch::follow() {
  const auto path = document_->filePath();
  for (const auto& old : watcher_.files())
    if (old != path) watcher_.removePath(old);
  if (!path.isEmpty() && QFile::exists(path) && !watcher_.files().contains(path)) watcher_.addPath(path);
}

void DiskWatch::look() {
  follow();
  if (!document_->changedOnDisk()) return;
  const auto text = model::readFile(document_->filePath().toStdString());
  const auto state = text ? hashOf(*text) : QStringLiteral("gone");
  if (state == told_) return;
  told_ = state;
  emit changedOnDisk();
}

}  // namespace virga::ui

#include "moc_disk_watch.cpp"
