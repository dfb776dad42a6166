#include "simulator/calibrate/log_dispatch.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "simulator/calibrate/aws_json.h"
#include "simulator/calibrate/aws_text.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr std::string_view kInsights = "AWS Logs Insights";
constexpr double kNsPerMs = 1e6;

// A JSON string's or scalar's content, for members whose texts are short.
std::string contentOf(std::string_view json) {
  EntryFields value;
  if (!value.parse(json) || value.size() == 0) return {};
  return std::string(value[0].text);
}

bool startsObject(std::string_view text) { return text.starts_with('{') && trimmed(text.substr(1)).starts_with('"'); }

// Entries of logs about which a text that isn't JSON is worth a word: what an application prints may be cut anywhere.
bool looksLikePlatform(std::string_view text) { return text.find("\"platform.") != std::string_view::npos; }

std::optional<LogStamp> stampOf(const EntryFields& fields, std::string_view path) {
  const auto ns = parseLogTime(fields.text(path));
  return ns ? std::optional(LogStamp{*ns}) : std::nullopt;
}

}  // namespace

LogDispatch::LogDispatch(const RecordSink& sink)
    : sink_([this, &sink](const InvocationRecord& record) {
        aws_.flush();
        sink(record);
      }),
      aws_(sink, kMostOpen),
      xray_(sink_),
      azure_(sink_, kMostOpen),
      gcloud_(sink_),
      oci_(sink_),
      otlp_(sink_) {}

LineVerdict LogDispatch::readText(std::string_view line) {
  if (const auto verdict = gcloud_.read(line)) return *verdict;
  const auto parts = splitPrefix(line, clock_);
  if (parts.message.empty()) {
    if (parts.stamp) loneStamp_ = parts.stamp;
    return {Use::other, kApplicationText};
  }
  const LineOrigin origin{parts.stamp ? parts.stamp : loneStamp_, functionOfLogGroup(parts.group), parts.stream};
  return readMessage(parts.message, origin);
}

LineVerdict LogDispatch::readMessage(std::string_view message, const LineOrigin& origin) {
  if (startsObject(message)) {
    if (!message_.parse(message)) {
      if (looksLikePlatform(message)) return {Use::unparsable, kAwsEvents, message_.why()};
      return {Use::other, kApplicationText};
    }
    if (const auto verdict = readAwsEvent(message_, origin, aws_)) return *verdict;
    return {Use::other, kApplicationJson};
  }
  if (const auto verdict = readAwsText(message, origin, aws_)) return *verdict;
  if (const auto verdict = azure_.read(message, origin)) return *verdict;
  return {Use::other, kApplicationText};
}

LineVerdict LogDispatch::readEntry(std::string_view list, std::string_view json) {
  if (!fields_.parse(json)) return {Use::unparsable, kApplicationJson, fields_.why()};
  if (list == "results" && readInsightsPairs(json, inner_)) return readFields(inner_);
  if (list == "rows" && readTableRow(json, inner_)) return readFields(inner_);
  if (list == "spans")
    if (const auto verdict = otlp_.readSpan(fields_)) return *verdict;
  return readFields(fields_);
}

LineVerdict LogDispatch::readFields(const EntryFields& fields) {
  if (const auto verdict = readAwsEvent(fields, {}, aws_)) return *verdict;
  const bool isEvent = fields.find("message") && (fields.find("ingestionTime") || fields.find("logStreamName") ||
                                                  fields.find("eventId") || !logGroup_.empty());
  if (isEvent) return readCloudWatchEvent(fields);
  if (fields.find("@message") || fields.find("@duration")) return readInsightsRow(fields);
  if (const auto document = fields.find("Document")) {
    if (!message_.parse(*document)) return {Use::unparsable, kAwsXray, message_.why()};
    if (const auto verdict = xray_.read(message_)) return *verdict;
    return {Use::other, kApplicationJson};
  }
  if (const auto verdict = xray_.read(fields)) return *verdict;
  if (const auto verdict = oci_.read(fields)) return *verdict;
  if (const auto verdict = readCloudLogging(fields, sink_)) return *verdict;
  if (const auto verdict = readAppInsights(fields, sink_)) return *verdict;
  // The traces of Application Insights are what the host and the functions print.
  for (const auto& [message, time] : {std::pair{"message", "timestamp"},
                                      {"message", "timestamp [UTC]"},
                                      {"Message", "TimeGenerated"},
                                      {"Message", "TimeGenerated [UTC]"}})
    if (fields.find(message) && fields.find(time))
      if (const auto verdict =
              azure_.read(fields.text(message), {stampOf(fields, time), {}, fields.text("cloud_RoleInstance")}))
        return *verdict;
  return {Use::other, kApplicationJson};
}

LineVerdict LogDispatch::readCloudWatchEvent(const EntryFields& fields) {
  const auto group = functionOfLogGroup(logGroup_.empty() ? fields.text("logGroupIdentifier") : std::string_view(logGroup_));
  const auto stream = logStream_.empty() ? fields.text("logStreamName") : std::string_view(logStream_);
  const auto function = group.empty() ? functionOfLogGroup(fields.text("logGroupName")) : group;
  return readMessage(trimmed(fields.text("message")), {stampOf(fields, "timestamp"), function, stream});
}

// Its memory is in bytes of 10⁶ a megabyte.
// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-examples.html
LineVerdict LogDispatch::readInsightsRow(const EntryFields& fields) {
  const LineOrigin origin{stampOf(fields, "@timestamp"), functionOfLogGroup(fields.text("@log")), fields.text("@logStream")};
  const auto message = trimmed(fields.text("@message"));
  if (!message.empty()) return readMessage(message, origin);
  constexpr double kBytesPerMegabyte = 1e6;
  InvocationRecord record;
  record.format = kInsights;
  using Amount = std::optional<double> InvocationRecord::*;
  for (const auto& [name, amount, unit] : {std::tuple{"@duration", &InvocationRecord::durationMs, 1.0},
                                           {"@billedDuration", &InvocationRecord::billedMs, 1.0},
                                           {"@initDuration", &InvocationRecord::initMs, 1.0},
                                           {"@memorySize", &InvocationRecord::memorySizeMib, kBytesPerMegabyte},
                                           {"@maxMemoryUsed", &InvocationRecord::maxMemoryMib, kBytesPerMegabyte}}) {
    const auto text = fields.text(name);
    if (text.empty()) continue;
    const auto value = parseMeasure(text);
    if (!value) return {Use::unparsable, kInsights, notAMeasure(name, text)};
    record.*Amount(amount) = *value / unit;
  }
  if (!record.durationMs) return {Use::other, kInsights};
  record.function = origin.function;
  record.instance = origin.instance;
  if (origin.stamp) record.startedNs = origin.stamp->ns - std::llround(*record.durationMs * kNsPerMs);
  // Without the column nobody knows.
  if (record.initMs || fields.find("@initDuration")) record.isColdStart = record.initMs.has_value();
  sink_(record);
  return {Use::record, kInsights};
}

// [{"field": "@duration", "value": "3.1"}, …]
bool LogDispatch::readInsightsPairs(std::string_view json, EntryFields& fields) {
  if (!json.starts_with('[')) return false;
  fields.clear();
  for (std::size_t i = 0; i + 1 < fields_.size(); i += 2)
    if (fields_[i].path.ends_with(".field") && fields_[i + 1].path.ends_with(".value"))
      fields.add(fields_[i].text, fields_[i + 1].text);
  return true;
}

// A row of values, of which null ones aren't among the fields.
bool LogDispatch::readTableRow(std::string_view json, EntryFields& fields) {
  if (!json.starts_with('[') || columns_.empty()) return false;
  fields.clear();
  for (std::size_t column = 0; column < columns_.size(); ++column)
    if (const auto text = fields_.find(fmt::format_int(column).str())) fields.add(columns_[column], *text);
  return true;
}

void LogDispatch::openContainer(std::string_view list) {
  if (list == "resourceSpans") otlp_.beginResource();
  if (list == "tables") columns_.clear();
  if (!list.empty()) return;
  logGroup_.clear();
  logStream_.clear();
}

void LogDispatch::readMember(std::string_view list, std::string_view key, std::string_view json) {
  if (list == "resourceSpans" && key == "resource" && inner_.parse(json)) otlp_.readResource(inner_);
  if (list.empty() && key == "logGroup") logGroup_ = contentOf(json);
  if (list.empty() && key == "logStream") logStream_ = contentOf(json);
  if (list != "tables" || key != "columns" || !inner_.parse(json)) return;
  for (std::size_t i = 0; i < inner_.size(); ++i)
    if (inner_[i].path.ends_with(".name")) columns_.emplace_back(inner_[i].text);
}

bool isLogHeader(const std::vector<std::string>& columns) {
  const auto has = [&](std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); };
  const bool insights = has("@message") || has("@duration");
  const bool requests = has("name") && has("duration") && (has("success") || has("resultCode"));
  const bool appRequests = has("Name") && has("DurationMs");
  const bool traces =
      (has("message") && (has("timestamp") || has("timestamp [UTC]"))) || (has("Message") && has("TimeGenerated"));
  const bool google = (has("logName") || has("insertId") || has("resource.type")) && has("timestamp");
  return insights || requests || appRequests || traces || google;
}

}  // namespace virga::simulator
