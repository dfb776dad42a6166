#pragma once

#include <string_view>

#include "simulator/calibrate/bounded_map.h"
#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kOciLogging = "OCI Logging";

// Reads entries of the invocation log of OCI Functions, whole or within "logContent". They hold what functions print, and no
// durations: the first entry of a request is a record of its start, function and instance alone.
// docs.oracle.com/iaas/Content/Functions/Tasks/functionsexportingfunctionlogfiles.htm
class OciLogging {
 public:
  explicit OciLogging(const RecordSink& sink) : sink_(&sink), requests_(kMostRequests) {}

  // Nothing where the entry is none.
  MaybeVerdict read(const EntryFields& entry);

 private:
  static constexpr std::size_t kMostRequests = 65'536;
  const RecordSink* sink_;
  BoundedMap<char> requests_;  // seen; by request id
};

}  // namespace virga::simulator
