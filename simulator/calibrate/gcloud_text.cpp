#include "simulator/calibrate/gcloud_text.h"

#include <cmath>

#include "simulator/calibrate/cloud_logging.h"
#include "simulator/calibrate/log_numbers.h"
#include "simulator/workload/timestamp.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kNsPerMs = 1e6;

std::string_view takeWord(std::string_view& text) {
  text = trimmed(text);
  const auto word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  return word;
}

// The first letter of a severity: Default, Debug, Info, Notice, Warning, Error, Critical, Alert, Emergency.
bool isLevel(std::string_view word) {
  return word.size() == 1 && std::string_view("DINWECAF").find(word.front()) != std::string_view::npos;
}

}  // namespace

MaybeVerdict GcloudText::read(std::string_view line) {
  if (const auto verdict = readBlockLine(line)) return verdict;
  if (line.starts_with("LEVEL ") && line.find("TIME_UTC") != std::string_view::npos)
    return LineVerdict{Use::other, kGcloudText};
  if (line.size() < 2 || line[1] != ' ' || !isLevel(line.substr(0, 1))) return std::nullopt;
  takeWord(line);
  const auto function = takeWord(line);
  // Entries without an execution id leave the column blank.
  line = trimmed(line);
  std::optional<std::int64_t> time;
  for (int i = 0; i < 2 && !time; ++i) {
    auto rest = line;
    const auto date = takeWord(rest);
    const auto second = takeWord(rest);
    if (!second.empty()) time = parseTimestamp({date.data(), static_cast<std::size_t>(second.end() - date.begin())});
    if (time) {
      line = trimmed(rest);
    } else {
      takeWord(line);
      line = trimmed(line);
    }
  }
  if (!time) return std::nullopt;
  return readLog(function, time, line);
}

MaybeVerdict GcloudText::readBlockLine(std::string_view line) {
  constexpr std::string_view kLevel = "LEVEL: ", kName = "NAME: ", kTime = "TIME_UTC: ", kLog = "LOG: ";
  if (line.starts_with(kLevel)) {
    inBlock_ = true;
    function_.clear();
    time_.reset();
    return LineVerdict{Use::other, kGcloudText};
  }
  if (!inBlock_) return std::nullopt;
  if (line.starts_with(kName)) {
    function_ = trimmed(line.substr(kName.size()));
  } else if (line.starts_with(kTime)) {
    time_ = parseTimestamp(trimmed(line.substr(kTime.size())));
  } else if (line.starts_with(kLog)) {
    inBlock_ = false;
    return readLog(function_, time_, line.substr(kLog.size()));
  } else if (!line.starts_with("EXECUTION_ID: ")) {
    return std::nullopt;
  }
  return LineVerdict{Use::other, kGcloudText};
}

LineVerdict GcloudText::readLog(std::string_view function, std::optional<std::int64_t> time, std::string_view log) {
  const auto end = googleEndOf(log);
  if (!end) return {Use::other, kGcloudText};
  InvocationRecord record;
  record.format = kGcloudText;
  record.function = function;
  record.durationMs = parseMeasure(end->duration);
  if (!record.durationMs) return {Use::unparsable, kGcloudText, notAMeasure("Function execution took", end->duration)};
  record.outcome = end->outcome;
  if (time) record.startedNs = *time - std::llround(*record.durationMs * kNsPerMs);
  (*sink_)(record);
  return {Use::record, kGcloudText};
}

}  // namespace virga::simulator
