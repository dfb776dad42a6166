#include "ui/recovery/project_lock.h"

#include <QFileInfo>
#include <QLockFile>

namespace virga::ui {

namespace {

QString canonical(const QString& path) {
  const auto real = QFileInfo(path).canonicalFilePath();
  return real.isEmpty() ? QFileInfo(path).absoluteFilePath() : real;
}

std::unique_ptr<QLockFile> lockFor(const QString& path) {
  auto lock = std::make_unique<QLockFile>(ProjectLock::fileFor(path));
  lock->setStaleLockTime(0);  // a window may be open for weeks; only a process that is gone has no lock
  return lock;
}

}  // namespace

ProjectLock::ProjectLock() = default;
ProjectLock::~ProjectLock() = default;

QString ProjectLock::fileFor(const QString& path) {
  const QFileInfo info(canonical(path));
  return info.absolutePath() + "/." + info.fileName() + ".lock";
}

ProjectLock::Holder ProjectLock::holderOf(const QString& path) {
  auto lock = lockFor(path);
  if (lock->tryLock(0) || lock->error() != QLockFile::LockFailedError) return {};
  Holder holder;
  QString application;
  lock->getLockInfo(&holder.pid, &holder.host, &application);
  return holder;
}

void ProjectLock::take(const QString& path) {
  const auto wanted = path.isEmpty() ? QString() : canonical(path);
  if (wanted == path_ && file_) return;
  release();
  if (wanted.isEmpty()) return;
  auto lock = lockFor(wanted);
  if (!lock->tryLock(0)) return;
  file_ = std::move(lock);
  path_ = wanted;
}

void ProjectLock::release() {
  file_.reset();
  path_.clear();
}

}  // namespace virga::ui
