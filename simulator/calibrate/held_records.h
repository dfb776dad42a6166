#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "simulator/calibrate/invocation_record.h"

namespace virga::simulator {

// Records on their way to the sink, in order. The last few wait, since some logs tell after an invocation's end how it
// ended.
class HeldRecords {
 public:
  static constexpr std::size_t kMostHeld = 16;

  explicit HeldRecords(const RecordSink& sink) : sink_(&sink) {}

  void add(std::string_view id, const InvocationRecord& record);
  // The outcome of a waiting record, where it isn't known yet.
  void learn(std::string_view id, InvocationOutcome outcome);
  // Sends all.
  void flush();

 private:
  struct Held {
    std::string id, function, instance;
    InvocationRecord record;
  };
  void sendFirst();

  const RecordSink* sink_;
  std::deque<Held> held_;  // oldest first
  std::deque<Held> spare_;
};

}  // namespace virga::simulator
