#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

// Turns times of day into times since the first day's midnight: one earlier by more than half a day is of the next day.
class DayClock {
 public:
  LogStamp at(std::int64_t timeOfDayNs);

 private:
  std::int64_t day_ = 0;
  std::int64_t last_ = 0;
};

// A line of a text log, parted into what its writer put before the message and the message.
struct PrefixedLine {
  std::optional<LogStamp> stamp;
  std::string_view group;   // "/aws/lambda/NAME"
  std::string_view stream;  // "2025/05/12/[$LATEST]5b1105a6…"
  std::string_view message;
};

// Takes the stamps (ISO 8601, epoch milliseconds, times of day), log groups and log streams at the front of a line in any
// order, as `aws logs tail`, `sam logs`, `awslogs` and the consoles write them, and "container | " of Docker Compose.
// Terminal colours before them are dropped.
PrefixedLine splitPrefix(std::string_view line, DayClock& clock);

// The Unix time in nanoseconds that one field gives: ISO 8601, epoch seconds, milliseconds or nanoseconds by their size, or
// "5/3/2023, 2:23:41.123 PM" (UTC, month first) as the Azure portal writes it.
std::optional<std::int64_t> parseLogTime(std::string_view text);

}  // namespace virga::simulator
