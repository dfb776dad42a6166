#include "simulator/calibrate/azure_stream.h"

#include <cmath>

#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kNsPerMs = 1e6;

// "[Information] " and blanks.
std::string_view withoutLevel(std::string_view message) {
  message = trimmed(message);
  if (!message.starts_with('[')) return message;
  const auto end = message.substr(0, 40).find(']');
  return end == std::string_view::npos ? message : trimmed(message.substr(end + 1));
}

// What stands between the first `begin` and the next `end`.
std::string_view between(std::string_view text, std::string_view begin, std::string_view ends) {
  const auto at = text.find(begin);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + begin.size());
  return text.substr(0, text.find_first_of(ends));
}

std::string_view functionIn(std::string_view message) {
  auto name = between(message, "'", "'");
  constexpr std::string_view kPrefix = "Functions.";
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  return name;
}

}  // namespace

MaybeVerdict AzureStream::read(std::string_view message, const LineOrigin& origin) {
  message = withoutLevel(message);
  const LineVerdict other{Use::other, kAzureStream};
  if (message.starts_with("Executing '")) {
    const auto id = between(message, "Id=", ",)");
    if (!id.empty()) open_[id].start = origin.stamp;
    return other;
  }
  if (message.starts_with("Executed '")) return readEnd(message, origin);
  if (message.starts_with("Timeout value of ")) {
    if (Open* open = open_.find(between(message, "(Id: '", "'"))) open->timedOut = true;
    return other;
  }
  if (message.starts_with("Trigger Details: ") || message.starts_with("Host Status: ")) return other;
  return std::nullopt;
}

LineVerdict AzureStream::readEnd(std::string_view message, const LineOrigin& origin) {
  const auto id = between(message, "Id=", ",)");
  const auto result = between(message, "' (", ",)");
  InvocationRecord record;
  record.format = kAzureStream;
  record.function = functionIn(message);
  record.instance = origin.instance;
  std::optional<Open> start;
  if (const Open* open = open_.find(id)) {
    start = *open;
    open_.erase(id);
  }
  const auto duration = between(message, "Duration=", "m)");
  const auto end = origin.stamp;
  if (!duration.empty() || message.find("Duration=") != std::string_view::npos) {
    record.durationMs = parseMeasure(duration);
    if (!record.durationMs) return {Use::unparsable, kAzureStream, notAMeasure("Duration", duration)};
  } else if (start && start->start && end && start->start->ns <= end->ns) {
    record.durationMs = static_cast<double>(end->ns - start->start->ns) / kNsPerMs;  // hosts before 2.0.12
  } else {
    return {Use::unparsable, kAzureStream, "the invocation has neither a duration nor a start; expected 'Duration=…ms'"};
  }
  if (start && start->start) {
    record.startedNs = start->start->ns;
    record.withoutDate = start->start->withoutDate;
  } else if (end) {
    record.startedNs = end->ns - std::llround(*record.durationMs * kNsPerMs);
    record.withoutDate = end->withoutDate;
  }
  if (result == "Succeeded") record.outcome = InvocationOutcome::succeeded;
  if (result == "Failed") record.outcome = InvocationOutcome::failed;
  if (start && start->timedOut) record.outcome = InvocationOutcome::timedOut;
  (*sink_)(record);
  return {Use::record, kAzureStream};
}

}  // namespace virga::simulator
