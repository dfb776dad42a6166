#include "ui/history/serial_worker.h"

#include <utility>

#include <QMetaObject>
#include <QObject>

namespace virga::ui {

SerialWorker::SerialWorker(QObject* home) : home_(home), thread_([this](const std::stop_token& stop) { work(stop); }) {}

SerialWorker::~SerialWorker() = default;  // the thread's own stops and joins

void SerialWorker::post(Task task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  changed_.notify_one();
}

void SerialWorker::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !tasks_.empty(); })) {  // true too where it stops with tasks left
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    if (auto conclusion = task()) QMetaObject::invokeMethod(home_, std::move(conclusion), Qt::QueuedConnection);
    lock.lock();
  }
}

}  // namespace virga::ui
