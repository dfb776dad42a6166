#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/calibrate/bounded_map.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kAzureStream = "Azure Functions log stream";

// Reads the host's messages of Azure Functions: "Executing 'Functions.NAME' (…, Id=…)" and "Executed 'Functions.NAME'
// (Succeeded, Id=…, Duration=…ms)", as the log stream, the core tools and the traces of Application Insights have them.
// github.com/Azure/azure-webjobs-sdk FunctionInstanceLogger
class AzureStream {
 public:
  AzureStream(const RecordSink& sink, std::size_t mostOpen) : sink_(&sink), open_(mostOpen) {}

  // Nothing where the message is none of the host's about invocations.
  MaybeVerdict read(std::string_view message, const LineOrigin& origin);

  std::uint64_t unfinished() const { return open_.size() + open_.evicted(); }
  std::uint64_t forgotten() const { return open_.evicted(); }

 private:
  struct Open {
    std::optional<LogStamp> start;
    bool timedOut = false;
  };
  LineVerdict readEnd(std::string_view message, const LineOrigin& origin);

  const RecordSink* sink_;
  BoundedMap<Open> open_;  // by invocation id
};

}  // namespace virga::simulator
