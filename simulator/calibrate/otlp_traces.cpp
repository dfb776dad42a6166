#include "simulator/calibrate/otlp_traces.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

using Use = LineVerdict::Use;
constexpr double kNsPerMs = 1e6;
constexpr double kBytesPerMib = 1024.0 * 1024.0;

// The texts of the entry's attributes: {"attributes": [{"key": "faas.name", "value": {"stringValue": "x"}}]}.
template <class Take>
void forEachAttribute(const EntryFields& entry, const Take& take) {
  constexpr std::string_view kKey = ".key", kAttributes = "attributes.";
  for (std::size_t i = 0; i < entry.size(); ++i) {
    const auto [path, key] = entry[i];
    if (!path.starts_with(kAttributes) || !path.ends_with(kKey)) continue;
    const auto place = path.substr(0, path.size() - kKey.size());
    if (std::count(place.begin(), place.end(), '.') != 1) continue;
    // The value is the field before or behind.
    for (const std::size_t other : {i + 1, i - 1}) {
      if (other >= entry.size()) continue;
      const auto [valuePath, value] = entry[other];
      if (!valuePath.starts_with(place) || !valuePath.substr(place.size()).starts_with(".value.")) continue;
      take(key, value);
      break;
    }
  }
}

std::optional<std::int64_t> nanoseconds(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

// Of trace.proto, by number or name.
bool isKind(std::string_view kind, std::string_view number, std::string_view name) { return kind == number || kind == name; }

}  // namespace

void OtlpTraces::beginResource() {
  function_.clear();
  instance_.clear();
  service_.clear();
  memorySizeMib_.reset();
}

void OtlpTraces::readResource(const EntryFields& resource) {
  forEachAttribute(resource, [this](std::string_view key, std::string_view value) {
    if (key == "faas.name") function_ = value;
    if (key == "faas.instance") instance_ = value;
    if (key == "service.name") service_ = value;
    if (key == "service.instance.id" && instance_.empty()) instance_ = value;
    if (key == "faas.max_memory") {
      memorySizeMib_ = parseMeasure(value);
      // Bytes; older conventions had MiB, of which there are at most some 10⁴.
      if (memorySizeMib_ && *memorySizeMib_ >= kBytesPerMib) *memorySizeMib_ /= kBytesPerMib;
    }
  });
}

MaybeVerdict OtlpTraces::readSpan(const EntryFields& span) {
  if (!span.find("startTimeUnixNano") && !span.find("spanId")) return std::nullopt;
  InvocationRecord record;
  record.format = kOtlpTraces;
  record.function = function_.empty() ? service_ : function_;
  record.instance = instance_;
  record.memorySizeMib = memorySizeMib_;
  bool isInvocation = false;
  bool timedOut = false;
  forEachAttribute(span, [&](std::string_view key, std::string_view value) {
    if (key == "faas.coldstart" || key == "faas.cold_start") {
      isInvocation = true;
      if (value == "true" || value == "false") record.isColdStart = value == "true";
    }
    if (key == "faas.trigger" || key == "faas.invocation_id" || key == "faas.execution") isInvocation = true;
    if (key == "faas.name") record.function = value;
    if (key == "faas.instance") record.instance = value;
    if (key == "error.type" && value == "timeout") timedOut = true;
  });
  const auto kind = span.text("kind");
  const bool isClient = isKind(kind, "3", "SPAN_KIND_CLIENT") || isKind(kind, "4", "SPAN_KIND_PRODUCER");
  if (isKind(kind, "2", "SPAN_KIND_SERVER") || isKind(kind, "5", "SPAN_KIND_CONSUMER")) isInvocation = true;
  if (!isInvocation || isClient) return LineVerdict{Use::other, kOtlpTraces};
  const auto start = nanoseconds(span.text("startTimeUnixNano"));
  const auto end = nanoseconds(span.text("endTimeUnixNano"));
  if (!start || !end || *end < *start)
    return LineVerdict{Use::unparsable, kOtlpTraces,
                       "the span's startTimeUnixNano and endTimeUnixNano aren't two times in order, in nanoseconds"};
  record.startedNs = start;
  record.durationMs = static_cast<double>(*end - *start) / kNsPerMs;
  const auto status = span.text("status.code");
  if (isKind(status, "2", "STATUS_CODE_ERROR")) {
    record.outcome = timedOut ? InvocationOutcome::timedOut : InvocationOutcome::failed;
  } else if (isKind(status, "1", "STATUS_CODE_OK") || status.empty() || isKind(status, "0", "STATUS_CODE_UNSET")) {
    record.outcome = InvocationOutcome::succeeded;  // instrumentations leave it unset where nothing failed
  }
  (*sink_)(record);
  return LineVerdict{Use::record, kOtlpTraces};
}

}  // namespace virga::simulator
