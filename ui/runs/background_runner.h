#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <thread>

#include <QObject>

#include "model/problem.h"
#include "simulator/experiment/simulate.h"

namespace virga::ui {

// Runs long work on a worker thread, one at a time. Lives on the GUI thread, where all its signals are emitted. Each run
// has a number; what an older run still has to say is dropped.
class BackgroundRunner : public QObject {
  Q_OBJECT

 public:
  ~BackgroundRunner() override;  // stops and joins

  // Asks the run to end with what it has; its end follows. Asked twice, it is abandoned.
  void stop();
  // Ends the run at once: that it was stopped is told before this returns, the worker winds down by itself.
  void abandon();
  bool isRunning() const { return running_; }

 signals:
  void started();
  void stopping();
  void progressed(const virga::simulator::Progress& progress);  // at most 25 a second

 protected:
  explicit BackgroundRunner(QObject* parent);

  // Tells the outcome; called on the GUI thread.
  using Conclusion = std::function<void()>;
  // Called on the worker, and must own all that it uses. What it throws ends the program.
  using Work = std::function<Conclusion(const std::stop_token&, const simulator::ProgressSink&)>;

  // A run that is under way is abandoned first.
  void launch(Work work);
  // Tells that a run was stopped.
  virtual void tellStopped() = 0;

 private:
  void run(std::uint64_t number, const Work& work, const std::stop_token& stop);
  void conclude(std::uint64_t number, const Conclusion& conclusion);

  std::map<std::uint64_t, std::jthread> workers_;  // the current run's and those that are winding down
  std::uint64_t number_ = 0;
  bool running_ = false;
  bool stopping_ = false;
};

// What a failed run has to say where it broke off.
model::Problems brokeOff(const std::string& what, const std::string& why);

}  // namespace virga::ui
