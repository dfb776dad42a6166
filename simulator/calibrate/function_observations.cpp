#include "simulator/calibrate/function_observations.h"

#include <cmath>

namespace virga::simulator {

namespace {

constexpr double kNsPerMs = 1e6;
constexpr double kLongestMs = 9e12;  // fits 64-bit nanoseconds

bool isTime(const std::optional<double>& ms) { return ms && *ms >= 0 && *ms < kLongestMs; }

std::int64_t nsOf(double ms) { return std::llround(ms * kNsPerMs); }

}  // namespace

FunctionObservations::FunctionObservations(std::string_view name)
    : served(std::string(name) + "/served"),
      firstServed(std::string(name) + "/first"),
      init(std::string(name) + "/init"),
      restore(std::string(name) + "/restore") {}

void FunctionObservations::add(const InvocationRecord& record) {
  ++records;
  ++outcomes[static_cast<std::size_t>(record.outcome)];
  if (record.startedNs) starts.add(*record.startedNs);
  if (record.outcome == InvocationOutcome::throttled) return;  // nothing ran
  const bool isCold = record.isColdStart.value_or(record.initMs.has_value() || record.restoreMs.has_value());
  const bool told = record.isColdStart || isCold;
  ++(!told ? startUnknown : isCold ? cold : warm);
  if (isTime(record.initMs)) init.add(*record.initMs);
  if (isTime(record.restoreMs)) restore.add(*record.restoreMs);
  if (isTime(record.latencyMs)) latencies.record(nsOf(*record.latencyMs));
  if (isTime(record.billedMs)) {
    ++billed;
    billedMs += *record.billedMs;
  }
  if (record.maxMemoryMib && *record.maxMemoryMib > 0 && *record.maxMemoryMib < 1e7)
    ++memoryUsed[static_cast<std::int64_t>(std::ceil(*record.maxMemoryMib))];
  if (record.memorySizeMib && *record.memorySizeMib > 0 && *record.memorySizeMib < 1e7)
    ++memorySize[std::llround(*record.memorySizeMib)];
  if (!isTime(record.durationMs)) return;
  durations.record(nsOf(*record.durationMs));
  if (record.outcome == InvocationOutcome::succeeded || record.outcome == InvocationOutcome::unknown)
    (isCold ? firstServed : served).add(*record.durationMs);
  else
    ++unfinished;
  if (!record.instance.empty() && record.startedNs)
    idle.add(record.instance, *record.startedNs, *record.startedNs + nsOf(*record.durationMs),
             isCold ? std::optional(nsOf(record.initMs.value_or(0))) : std::nullopt);
}

void Observations::add(const InvocationRecord& record) {
  ++records_;
  auto found = functions_.find(record.function);
  if (found == functions_.end()) found = functions_.try_emplace(std::string(record.function), record.function).first;
  found->second.add(record);
}

}  // namespace virga::simulator
