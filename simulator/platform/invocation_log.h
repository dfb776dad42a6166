#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "simulator/platform/records.h"

namespace virga::simulator {

struct World;

// One execution of a function, as its platform's log tells of it. Times in ns from the start of the run.
struct LoggedInvocation {
  std::uint64_t id = 0;
  std::uint32_t function = 0;  // in CompiledSystem::functions
  std::uint16_t attempt = 0;   // of its event
  Outcome outcome = Outcome::ok;
  bool isCold = false;  // it waited for its instance to start
  std::int64_t startedAt = 0, endedAt = 0;
  std::int64_t init = 0;        // of its instance's initialisation, where it is cold
  std::int64_t billed = 0;      // by the platform's rounding
  std::int64_t memoryUsed = 0;  // bytes in its instance; 0 where the design doesn't say
};

// The first executions that end in a run, up to `most`.
class InvocationLog {
 public:
  explicit InvocationLog(std::size_t most) : most_(most) {}

  bool isFull() const { return entries_.size() >= most_; }
  void add(const LoggedInvocation& entry) {
    if (!isFull()) entries_.push_back(entry);
  }
  const std::vector<LoggedInvocation>& entries() const { return entries_; }

 private:
  std::size_t most_;
  std::vector<LoggedInvocation> entries_;
};

}  // namespace virga::simulator
