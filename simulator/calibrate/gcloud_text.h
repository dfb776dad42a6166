#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/calibrate/invocation_record.h"
#include "simulator/calibrate/log_line.h"

namespace virga::simulator {

constexpr std::string_view kGcloudText = "gcloud functions logs read";

// Reads what `gcloud functions logs read` prints of functions of the first generation: a table (LEVEL NAME EXECUTION_ID
// TIME_UTC LOG), or a block of lines "LEVEL: …" to "LOG: …" for each entry.
class GcloudText {
 public:
  explicit GcloudText(const RecordSink& sink) : sink_(&sink) {}

  // Nothing where the line is none of it.
  MaybeVerdict read(std::string_view line);

 private:
  MaybeVerdict readBlockLine(std::string_view line);
  LineVerdict readLog(std::string_view function, std::optional<std::int64_t> time, std::string_view log);

  const RecordSink* sink_;
  bool inBlock_ = false;
  std::string function_;
  std::optional<std::int64_t> time_;
};

}  // namespace virga::simulator
