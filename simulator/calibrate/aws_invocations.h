#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/calibrate/bounded_map.h"
#include "simulator/calibrate/held_records.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

// The function's name in "arn:aws:lambda:REGION:ACCOUNT:function:NAME[:VERSION]" or "/aws/lambda/NAME"; empty where there is
// none.
std::string_view functionOfArn(std::string_view arn);
std::string_view functionOfLogGroup(std::string_view group);

// Joins what the lines of AWS Lambda say of one invocation, in the text and the JSON format alike: its start, signs of
// failure, and its report.
class AwsInvocations {
 public:
  AwsInvocations(const RecordSink& sink, std::size_t mostOpen) : held_(sink), open_(mostOpen), environments_(kMostStreams) {}

  // An environment begins: its next invocation waited for it, unless it was provisioned beforehand.
  void environmentStarts(const LineOrigin& origin, std::string_view function, std::string_view instance, bool isProvisioned);
  void starts(std::string_view id, const LineOrigin& origin, std::string_view function);
  void ends(std::string_view id, InvocationOutcome outcome);  // what it is known to end with
  // The runtime's process was killed, which is what happens when the memory is used up; the report tells whether it was.
  void isKilled(std::string_view id);
  // The report, with what it says itself; the rest is filled in.
  void reports(std::string_view id, const LineOrigin& origin, InvocationRecord record);

  void flush() { held_.flush(); }
  std::uint64_t unfinished() const { return open_.size() + open_.evicted(); }
  std::uint64_t forgotten() const { return open_.evicted(); }

 private:
  static constexpr std::size_t kMostStreams = 4096;
  struct Open {
    std::optional<LogStamp> start;
    std::string function;
    bool afterInit = false;
    bool isProvisioned = false;
    bool isKilled = false;
    InvocationOutcome outcome = InvocationOutcome::unknown;
  };
  // Of one log stream, or of a file that doesn't tell streams apart.
  struct Environment {
    std::string function, instance;
    bool severalFunctions = false, severalInstances = false;  // the names don't hold for the next invocation
    bool justStarted = false;
    bool isProvisioned = false;
  };

  HeldRecords held_;
  BoundedMap<Open> open_;
  BoundedMap<Environment> environments_;  // by instance
};

}  // namespace virga::simulator
