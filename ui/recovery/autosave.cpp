#include "ui/recovery/autosave.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QUuid>

#include "model/project/project_file.h"

namespace virga::ui {

namespace {

// The file of this document. The numbers of processes come again, and another host may share the folder: what one of them
// left behind must not be written over.
QString freshName() { return QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral(".recovery"); }

}  // namespace

Autosave::Autosave(Document* document, QString folder, QObject* parent)
    : QObject(parent), document_(document), store_(std::move(folder)) {
  file_ = QDir(store_.folder()).filePath(freshName());
  worker_.setMaxThreadCount(1);
  timer_.setSingleShot(true);
  timer_.setInterval(kInterval);
  connect(&timer_, &QTimer::timeout, this, &Autosave::write);
  connect(document_, &Document::changed, this, &Autosave::consider);
  connect(document_, &Document::fileChanged, this, &Autosave::consider);
  if (const auto* application = qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
    connect(application, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
      if (state != Qt::ApplicationActive && timer_.isActive()) write();
    });
}

Autosave::~Autosave() { worker_.waitForDone(); }

void Autosave::setInterval(std::chrono::milliseconds interval) { timer_.setInterval(interval); }

void Autosave::consider() {
  if (!document_->isModified()) return discard();
  if (!timer_.isActive() && document_->snapshot() != written_) timer_.start();
}

void Autosave::write() {
  timer_.stop();
  const auto value = document_->snapshot();
  if (!document_->isModified() || value == written_) return;
  written_ = value;
  mayBeKept_ = true;
  RecoverySnapshot snapshot;
  snapshot.file = file_;
  snapshot.project = document_->filePath();
  worker_.start([this, value, snapshot, base = document_->fileText(), store = store_]() mutable {
    if (!base.empty()) snapshot.baseHash = hashOf(base);
    snapshot.text = model::writeProject(*value, base);
    const auto done = store.write(std::move(snapshot));
    // The object waits for its worker, so it is there; what it hears comes later, on its own thread.
    QMetaObject::invokeMethod(this, [this, reason = done ? QString() : done.error()] {
      if (!reason.isEmpty() && !hasFailed_) emit failed(reason);
      hasFailed_ = !reason.isEmpty();
      if (hasFailed_) written_.reset();
    });
  });
}

void Autosave::flush() {
  write();
  worker_.waitForDone();
}

void Autosave::discard() {
  timer_.stop();
  if (!mayBeKept_) return;
  mayBeKept_ = false;
  written_.reset();
  worker_.start([file = file_] { RecoveryStore::remove(file); });
}

}  // namespace virga::ui

#include "moc_autosave.cpp"
