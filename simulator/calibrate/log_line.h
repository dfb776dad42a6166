#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace virga::simulator {

// The LogCounts::format of what is in no format of a platform.
constexpr std::string_view kApplicationText = "application text";
constexpr std::string_view kApplicationJson = "application JSON";

// A point in time as a log has it.
struct LogStamp {
  std::int64_t ns = 0;       // Unix time, or from the first day's midnight
  bool withoutDate = false;  // the latter
};

// What is known of a line besides its text: from an export's entry around it, or from what stands before the message.
struct LineOrigin {
  std::optional<LogStamp> stamp;
  std::string_view function;  // empty: not known
  std::string_view instance;  // empty: not known
};

// What a reader makes of a line or entry.
struct LineVerdict {
  enum class Use { record, other, unparsable };
  Use use = Use::other;
  std::string_view format = kApplicationText;  // of static storage
  std::string why = {};                        // of an unparsable one: what is wrong; what would be right
};

// A verdict, or nothing where the line is none of the reader's.
using MaybeVerdict = std::optional<LineVerdict>;

}  // namespace virga::simulator
