#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

class QObject;

namespace virga::ui {

// Does tasks one after the other on a thread of its own. What a task returns is then called on the thread of `home`, unless
// that is gone by then.
class SerialWorker {
 public:
  using Conclusion = std::function<void()>;
  using Task = std::function<Conclusion()>;

  explicit SerialWorker(QObject* home);
  ~SerialWorker();  // does what is left to do, and joins

  void post(Task task);

 private:
  void work(const std::stop_token& stop);

  QObject* home_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Task> tasks_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace virga::ui
