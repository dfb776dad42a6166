#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace virga::simulator {

// How an invocation ended. `unknown` where the log shows no failure but wouldn't show each one: a text REPORT without a
// status may be of a handler that raised an exception.
enum class InvocationOutcome { succeeded, failed, timedOut, outOfMemory, throttled, unknown };

// What a log says of one invocation. All numbers are finite and not negative. The views live during the call of the sink
// alone.
struct InvocationRecord {
  std::string_view format;                // the LogCounts::format it was counted under
  std::string_view function;              // empty: the log doesn't say
  std::string_view instance;              // of which instance; empty: the log doesn't say
  std::optional<std::int64_t> startedNs;  // Unix time of the start of the execution (of the request, in a request log)
  bool withoutDate = false;               // the log has times of day alone: startedNs counts from the first day's midnight
  std::optional<double> durationMs;       // of the execution, without initialisation
  std::optional<double> billedMs;
  std::optional<double> initMs;     // there was a cold start with so long an initialisation
  std::optional<double> restoreMs;  // there was a cold start with so long a restoring of a snapshot
  std::optional<double> billedRestoreMs;
  std::optional<double> latencyMs;  // what the caller waited, where it is a request log
  std::optional<double> memorySizeMib;
  std::optional<double> maxMemoryMib;
  std::optional<bool> isColdStart;  // nothing where the log can't tell; true with initMs or restoreMs
  InvocationOutcome outcome = InvocationOutcome::unknown;
};

// Gets the records in the order of the files and of the lines that end the invocations, on the reading thread.
using RecordSink = std::function<void(const InvocationRecord&)>;

}  // namespace virga::simulator
