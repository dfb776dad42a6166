#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/calibrate/app_insights.h"
#include "simulator/calibrate/aws_invocations.h"
#include "simulator/calibrate/aws_xray.h"
#include "simulator/calibrate/azure_stream.h"
#include "simulator/calibrate/cloud_logging.h"
#include "simulator/calibrate/entry_fields.h"
#include "simulator/calibrate/gcloud_text.h"
#include "simulator/calibrate/line_prefix.h"
#include "simulator/calibrate/log_line.h"
#include "simulator/calibrate/oci_logging.h"
#include "simulator/calibrate/otlp_traces.h"

namespace virga::simulator {

// Gives each line and entry of one file to the reader whose it is, and keeps what the readers know between lines.
class LogDispatch {
 public:
  static constexpr std::size_t kMostOpen = 65'536;

  explicit LogDispatch(const RecordSink& sink);
  LogDispatch(const LogDispatch&) = delete;
  LogDispatch& operator=(const LogDispatch&) = delete;

  // A line of a text, without its end. Lines that are JSON are entries().
  LineVerdict readText(std::string_view line);
  // The content of a JSON value, by the list that it stands in.
  LineVerdict readEntry(std::string_view list, std::string_view json);
  // A row of a CSV file, or an object of scalars.
  LineVerdict readFields(const EntryFields& fields);

  // Of a JSON document's containers; see JsonEntryHandler.
  void openContainer(std::string_view list);
  void readMember(std::string_view list, std::string_view key, std::string_view json);

  void flush() { aws_.flush(); }
  std::uint64_t unfinished() const { return aws_.unfinished() + azure_.unfinished(); }
  std::uint64_t forgotten() const { return aws_.forgotten() + azure_.forgotten(); }

 private:
  LineVerdict readMessage(std::string_view message, const LineOrigin& around);
  LineVerdict readCloudWatchEvent(const EntryFields& fields);
  LineVerdict readInsightsRow(const EntryFields& fields);
  bool readInsightsPairs(std::string_view json, EntryFields& fields);
  bool readTableRow(std::string_view json, EntryFields& fields);

  RecordSink sink_;  // after the records that wait
  AwsInvocations aws_;
  AwsXray xray_;
  AzureStream azure_;
  GcloudText gcloud_;
  OciLogging oci_;
  OtlpTraces otlp_;
  DayClock clock_;
  std::optional<LogStamp> loneStamp_;  // a line of its own, of the lines behind it
  std::string logGroup_, logStream_;   // of a subscription's events
  std::vector<std::string> columns_;   // of a table's rows
  EntryFields fields_, inner_, message_;
};

// Whether a CSV file with these columns holds entries of a known log.
bool isLogHeader(const std::vector<std::string>& columns);

}  // namespace virga::simulator
