#include "simulator/calibrate/cloud_logging.h"

#include <charconv>
#include <cmath>

#include "simulator/calibrate/line_prefix.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kNsPerMs = 1e6;
constexpr double kMsPerSecond = 1e3;

std::optional<int> statusNumber(std::string_view text) {
  int status = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), status);
  if (error != std::errc() || end != text.data() + text.size() || status < 100 || status > 599) return std::nullopt;
  return status;
}

InvocationOutcome outcomeOfWord(std::string_view word) {
  if (word == "ok") return InvocationOutcome::succeeded;
  if (word == "timeout") return InvocationOutcome::timedOut;
  return word.empty() ? InvocationOutcome::unknown : InvocationOutcome::failed;  // "error", "crash", "connection error"
}

LineVerdict unparsable(std::string why) { return {Use::unparsable, kCloudLogging, std::move(why)}; }

LineVerdict readEnd(const EntryFields& entry, const GoogleEnd& end, const RecordSink& sink) {
  InvocationRecord record;
  record.format = kCloudLogging;
  record.function = entry.text("resource.labels.function_name");
  record.durationMs = parseMeasure(end.duration);
  if (!record.durationMs) return unparsable(notAMeasure("Function execution took", end.duration));
  record.outcome = end.outcome;
  if (const auto ns = parseLogTime(entry.text("timestamp")))
    record.startedNs = *ns - std::llround(*record.durationMs * kNsPerMs);
  sink(record);
  return {Use::record, kCloudLogging};
}

LineVerdict readRequest(const EntryFields& entry, const RecordSink& sink) {
  InvocationRecord record;
  record.format = kCloudLogging;
  record.function = entry.text("resource.labels.service_name");
  record.instance = entry.text("labels.instanceId");
  const auto text = entry.text("httpRequest.latency");
  if (text.empty()) return unparsable("the request has no latency; expected 'httpRequest.latency' as \"0.18s\"");
  const auto seconds = text.ends_with('s') ? parseMeasure(text.substr(0, text.size() - 1)) : std::nullopt;
  if (!seconds) return unparsable("'httpRequest.latency' isn't a number of seconds as \"0.18s\"");
  record.latencyMs = *seconds * kMsPerSecond;
  const auto status = statusNumber(entry.text("httpRequest.status"));
  if (status) record.outcome = googleOutcomeOf(*status);
  record.startedNs = parseLogTime(entry.text("timestamp"));
  sink(record);
  return {Use::record, kCloudLogging};
}

}  // namespace

std::optional<GoogleEnd> googleEndOf(std::string_view message) {
  constexpr std::string_view kBegin = "Function execution took ", kStatus = "finished with status";
  if (!message.starts_with(kBegin)) return std::nullopt;
  message.remove_prefix(kBegin.size());
  GoogleEnd end{message.substr(0, message.find_first_of(" ,")), InvocationOutcome::unknown};
  const auto at = message.find(kStatus);
  if (at == std::string_view::npos) return end;
  const auto status = message.substr(at + kStatus.size());
  if (status.starts_with(" code: ")) {
    if (const auto number = statusNumber(trimmed(status.substr(7)))) end.outcome = googleOutcomeOf(*number);
  } else if (status.starts_with(": ")) {
    auto word = trimmed(status.substr(2));
    if (word.starts_with('\'')) word.remove_prefix(1);
    end.outcome = outcomeOfWord(word.substr(0, word.find('\'')));
  }
  return end;
}

InvocationOutcome googleOutcomeOf(int httpStatus) {
  if (httpStatus == 429) return InvocationOutcome::throttled;
  if (httpStatus == 408 || httpStatus == 504) return InvocationOutcome::timedOut;
  return httpStatus >= 500 ? InvocationOutcome::failed : InvocationOutcome::succeeded;
}

MaybeVerdict readCloudLogging(const EntryFields& entry, const RecordSink& sink) {
  const bool isEntry = (entry.find("logName") || entry.find("insertId") || entry.find("resource.type")) &&
                       (entry.find("timestamp") || entry.find("receiveTimestamp"));
  if (!isEntry) return std::nullopt;
  if (const auto end = googleEndOf(entry.text("textPayload"))) return readEnd(entry, *end, sink);
  const auto name = entry.text("logName");
  const bool isRequest = entry.hasUnder("httpRequest.") && (name.empty() || name.ends_with("%2Frequests"));
  if (isRequest && entry.text("resource.type") != "http_load_balancer") return readRequest(entry, sink);
  return LineVerdict{Use::other, kCloudLogging};
}

}  // namespace virga::simulator
