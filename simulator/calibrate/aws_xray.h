#pragma once

#include <optional>
#include <string_view>

#include "simulator/calibrate/bounded_map.h"
#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kAwsXray = "AWS X-Ray segments";

// Reads segments of X-Ray traces: a record of each AWS::Lambda::Function segment, whose length without its initialisation is
// the execution, and of each AWS::Lambda segment that was throttled. The AWS::Lambda segment of a synchronous call, where
// it stands before the other, gives what the caller waited.
// docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
class AwsXray {
 public:
  explicit AwsXray(const RecordSink& sink) : sink_(&sink), services_(kMostServices) {}

  // A segment's document; nothing where the entry is none.
  MaybeVerdict read(const EntryFields& segment);

 private:
  static constexpr std::size_t kMostServices = 4096;
  LineVerdict readFunction(const EntryFields& segment);
  LineVerdict readService(const EntryFields& segment);

  const RecordSink* sink_;
  BoundedMap<double> services_;  // milliseconds, by segment id
};

}  // namespace virga::simulator
