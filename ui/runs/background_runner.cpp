#include "ui/runs/background_runner.h"

#include <chrono>

#include <QMetaObject>

namespace virga::ui {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{40};

}  // namespace

BackgroundRunner::BackgroundRunner(QObject* parent) : QObject(parent) {}

BackgroundRunner::~BackgroundRunner() {
  for (auto& [number, worker] : workers_) worker.request_stop();
  workers_.clear();
}

void BackgroundRunner::launch(Work work) {
  abandon();
  const auto number = ++number_;
  running_ = true;
  stopping_ = false;
  emit started();
  workers_.emplace(number, std::jthread([this, number, work = std::move(work)](const std::stop_token& stop) {
                     run(number, work, stop);
                   }));
}

void BackgroundRunner::stop() {
  if (!running_) return;
  if (stopping_) return abandon();
  stopping_ = true;
  workers_.at(number_).request_stop();
  emit stopping();
}

void BackgroundRunner::abandon() {
  if (!running_) return;
  workers_.at(number_).request_stop();
  ++number_;
  running_ = false;
  tellStopped();
}

void BackgroundRunner::run(std::uint64_t number, const Work& work, const std::stop_token& stop) {
  auto last = std::chrono::steady_clock::time_point::min();
  const auto sink = [this, number, &last](const simulator::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (last != std::chrono::steady_clock::time_point::min() && now - last < kProgressInterval) return;
    last = now;
    QMetaObject::invokeMethod(
        this,
        [this, number, progress] {
          if (running_ && number == number_) emit progressed(progress);
        },
        Qt::QueuedConnection);
  };
  const auto conclusion = work(stop, sink);
  QMetaObject::invokeMethod(
      this, [this, number, conclusion] { conclude(number, conclusion); }, Qt::QueuedConnection);
}

void BackgroundRunner::conclude(std::uint64_t number, const Conclusion& conclusion) {
  workers_.erase(number);  // the worker posted this as its last act: joining doesn't wait
  if (!running_ || number != number_) return;
  running_ = false;
  conclusion();
}

model::Problems brokeOff(const std::string& what, const std::string& why) {
  model::Problem problem;
  problem.id = "simulation-failed";
  problem.message = "the " + what + " broke off: " + why;
  return {problem};
}

}  // namespace virga::ui
