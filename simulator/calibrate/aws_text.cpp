#include "simulator/calibrate/aws_text.h"

#include <array>

#include <fmt/format.h>

#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr std::string_view kRequestId = "RequestId: ";

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view takeWord(std::string_view& text) {
  std::size_t begin = 0;
  while (begin < text.size() && isBlank(text[begin])) ++begin;
  std::size_t end = begin;
  while (end < text.size() && !isBlank(text[end])) ++end;
  const auto word = text.substr(begin, end - begin);
  text.remove_prefix(end);
  return word;
}

std::string_view idAfter(std::string_view text, std::string_view begin) {
  text.remove_prefix(begin.size());
  return takeWord(text);
}

struct Report {
  InvocationRecord record;
  std::string_view status, errorType;
  std::string why;
};

using Amount = std::optional<double> InvocationRecord::*;
struct Key {
  std::string_view name, unit;
  Amount amount;
};
// None begins with another's name.
constexpr std::array<Key, 7> kAmounts = {{{"Duration: ", "ms", &InvocationRecord::durationMs},
                                          {"Billed Duration: ", "ms", &InvocationRecord::billedMs},
                                          {"Init Duration: ", "ms", &InvocationRecord::initMs},
                                          {"Restore Duration: ", "ms", &InvocationRecord::restoreMs},
                                          {"Billed Restore Duration: ", "ms", &InvocationRecord::billedRestoreMs},
                                          {"Memory Size: ", "MB", &InvocationRecord::memorySizeMib},
                                          {"Max Memory Used: ", "MB", &InvocationRecord::maxMemoryMib}}};
constexpr std::string_view kStatus = "Status: ";
constexpr std::string_view kErrorType = "Error Type: ";

// Reads one amount behind its name; a number at the very end of a line, without its unit, has been cut off and isn't known.
void readAmount(const Key& key, std::string_view& text, Report& report) {
  const auto name = key.name.substr(0, key.name.size() - 2);
  const auto before = text;
  const auto value = takeMeasure(text);
  const auto unit = takeWord(text);
  if (value && unit.starts_with(key.unit)) {
    report.record.*key.amount = value;
    return;
  }
  if (value && unit.empty()) {
    if (key.amount == &InvocationRecord::initMs || key.amount == &InvocationRecord::restoreMs)
      report.record.isColdStart = true;
    return;
  }
  auto shown = before;
  const auto number = takeWord(shown);
  report.why =
      value ? fmt::format("'{}' is in '{}'; expected {}", name, unit.substr(0, 20), key.unit) : notAMeasure(name, number);
}

// The keys of a report behind its request id, in any order and with any blanks between.
Report readKeys(std::string_view text) {
  Report report;
  while (report.why.empty()) {
    while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
    if (text.empty() || text.starts_with("XRAY ")) break;
    if (text.starts_with(kStatus)) {
      text.remove_prefix(kStatus.size());
      report.status = takeWord(text);
      continue;
    }
    if (text.starts_with(kErrorType)) {
      text.remove_prefix(kErrorType.size());
      report.errorType = takeWord(text);
      continue;
    }
    const Key* found = nullptr;
    for (const auto& key : kAmounts)
      if (text.starts_with(key.name)) found = &key;
    if (found == nullptr) {
      takeWord(text);
      continue;
    }
    text.remove_prefix(found->name.size());
    readAmount(*found, text, report);
  }
  return report;
}

InvocationOutcome outcomeOf(std::string_view status, std::string_view errorType) {
  if (errorType == "Runtime.OutOfMemory") return InvocationOutcome::outOfMemory;
  if (errorType == "Sandbox.Timedout") return InvocationOutcome::timedOut;
  if (status == "success") return InvocationOutcome::succeeded;
  if (status == "timeout") return InvocationOutcome::timedOut;
  if (!status.empty() || !errorType.empty()) return InvocationOutcome::failed;
  return InvocationOutcome::unknown;
}

LineVerdict unparsable(std::string why) { return {Use::unparsable, kAwsText, std::move(why)}; }

LineVerdict readReport(std::string_view text, const LineOrigin& origin, AwsInvocations& invocations) {
  const auto id = takeWord(text);
  auto report = readKeys(text);
  if (!report.why.empty()) return unparsable(std::move(report.why));
  if (id.empty() || !report.record.durationMs)
    return unparsable("the REPORT has no duration; expected 'REPORT RequestId: … Duration: … ms'");
  report.record.format = kAwsText;
  report.record.outcome = outcomeOf(report.status, report.errorType);
  invocations.reports(id, origin, report.record);
  return {Use::record, kAwsText};
}

// "… d66bbe3c-… Task timed out after 3.00 seconds"
bool readTimeout(std::string_view message, AwsInvocations& invocations) {
  const auto id = takeWord(message);
  if (!trimmed(message).starts_with("Task timed out after ")) return false;
  invocations.ends(id, InvocationOutcome::timedOut);
  return true;
}

// "RequestId: … Error: Runtime exited with error: signal: killed"
bool readExit(std::string_view message, AwsInvocations& invocations) {
  if (!message.starts_with(kRequestId)) return false;
  message.remove_prefix(kRequestId.size());
  const auto id = takeWord(message);
  message = trimmed(message);
  if (message.starts_with("Error: Runtime exited with error: signal: killed")) {
    invocations.isKilled(id);
  } else if (message.starts_with("Error: ") || message.starts_with("Process exited before completing request")) {
    invocations.ends(id, InvocationOutcome::failed);
  }
  return true;
}

// "d66bbe3c-…\tERROR\tInvoke Error \t{…}" of the Node.js runtime.
bool readInvokeError(std::string_view message, AwsInvocations& invocations) {
  const auto id = message.substr(0, message.find('\t'));
  if (!message.substr(id.size()).starts_with("\tERROR\tInvoke Error")) return false;
  invocations.ends(id, InvocationOutcome::failed);
  return true;
}

}  // namespace

MaybeVerdict readAwsText(std::string_view message, const LineOrigin& origin, AwsInvocations& invocations) {
  constexpr std::string_view kReport = "REPORT RequestId:", kStart = "START RequestId: ", kEnd = "END RequestId: ";
  const LineVerdict other{Use::other, kAwsText};
  if (message.empty()) return std::nullopt;
  switch (message.front()) {
    case 'R':
      if (message.starts_with(kReport)) return readReport(message.substr(kReport.size()), origin, invocations);
      if (message.starts_with("RESTORE_START ")) {
        invocations.environmentStarts(origin, {}, {}, false);
        return other;
      }
      if (message.starts_with("RESTORE_REPORT ")) return other;
      if (readExit(message, invocations)) return other;
      break;
    case 'S':
      if (message.starts_with(kStart)) {
        invocations.starts(idAfter(message, kStart), origin, {});
        return other;
      }
      break;
    case 'E':
      if (message.starts_with(kEnd)) return other;
      if (message.starts_with("EXTENSION\tName: ")) return other;
      break;
    case 'I':
      if (message.starts_with("INIT_START ")) {
        invocations.environmentStarts(origin, {}, {}, false);
        return other;
      }
      if (message.starts_with("INIT_REPORT ")) return other;
      break;
    case 'X':
      if (message.starts_with("XRAY TraceId: ")) return other;
      break;
    default:
      if (readTimeout(message, invocations) || readInvokeError(message, invocations)) return other;
  }
  return std::nullopt;
}

}  // namespace virga::simulator
