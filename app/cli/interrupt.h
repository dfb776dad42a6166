#pragma once

#include <array>
#include <stop_token>
#include <thread>

namespace virga::cli {

// While it lives, the first Ctrl-C (SIGINT) asks for a stop and the second one ends the program at once. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return stop_.get_token(); }
  bool happened() const { return stop_.stop_requested(); }

 private:
  std::stop_source stop_;
  std::array<int, 2> pipe_{-1, -1};  // the signal handler may do no more than write a byte
  std::thread waiter_;
};

}  // namespace virga::cli
