#include "simulator/platform/recorders.h"

namespace virga::simulator {

void FunctionRecorder::reset(std::int64_t now) {
  invocations = coldStarts = throttles = errors = timeouts = retries = completed = dropped = succeeded = transitions = 0;
  outOfMemory = initTimeouts = 0;
  memoryUsed = 0;
  billedUnits = billedProvisionedUnits = 0;
  activeUnits = activeProvisionedUnits = provisionedInvocations = 0;
  duration.clear();
  init.clear();
  latency.reset();
  inFlightAtReset = busy.level();
  busy.reset(now);
  instances.reset(now);
  occupied.reset(now);
}

void QueueRecorder::reset(std::int64_t now, std::int64_t resident) {
  sent = received = deleted = deadLettered = expired = errors = 0;
  meteredRequests = receiveCalls = 0;
  sentChunks = receivedChunks = 0;
  residentAtReset = resident;
  depth.reset(now);
  age.reset();
}

void ServiceRecorder::called(std::int64_t now, bool read, std::int64_t bytes, std::int64_t block) {
  const auto units = static_cast<std::uint64_t>(bytes <= block ? 1 : (bytes + block - 1) / block);
  ++(read ? reads : writes);
  (read ? readUnits : writeUnits) += units;
  requestSeries.add(now);
}

void ServiceRecorder::reset() {
  reads = writes = succeeded = errors = throttles = retries = misses = cached = 0;
  readUnits = writeUnits = 0;
  announced = notified = notificationsFailed = notificationsDropped = 0;
  underwayAtReset = underway;
  latency.reset();
}

void RequestRecorder::reset() {
  requests = succeeded = failed = timeouts = throttled = chunks = 0;
  inFlightAtReset = inFlight;
  latency.reset();
}

}  // namespace virga::simulator
