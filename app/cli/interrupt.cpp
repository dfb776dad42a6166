#include "app/cli/interrupt.h"

#include <atomic>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace virga::cli {

namespace {

constexpr char kInterrupted = 'i';
constexpr char kFinished = 'f';

std::atomic<int> writeEnd{-1};
static_assert(std::atomic<int>::is_always_lock_free);

// SA_RESETHAND has already put the default action back, so the next SIGINT kills.
extern "C" void onInterrupt(int) {
  const int savedErrno = errno;
  [[maybe_unused]] const auto written = ::write(writeEnd.load(), &kInterrupted, 1);
  errno = savedErrno;
}

}  // namespace

Interrupt::Interrupt() {
  if (::pipe2(pipe_.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  writeEnd = pipe_[1];
  waiter_ = std::thread([this] {
    char byte = kFinished;
    while (::read(pipe_[0], &byte, 1) < 0 && errno == EINTR) {
    }
    if (byte == kInterrupted) stop_.request_stop();
  });
  struct sigaction action = {};
  action.sa_handler = onInterrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
}

Interrupt::~Interrupt() {
  ::signal(SIGINT, SIG_DFL);
  [[maybe_unused]] const auto written = ::write(pipe_[1], &kFinished, 1);
  waiter_.join();
  writeEnd = -1;
  ::close(pipe_[0]);
  ::close(pipe_[1]);
}

}  // namespace virga::cli
