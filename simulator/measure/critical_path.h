#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "simulator/measure/trace.h"

namespace virga::simulator {

struct CauseTime {
  std::string component;
  Cause cause;
  std::int64_t ns;
};

// Divides the request's latency by who and what it was spent on, along the path of the spans that ended last: at a fork
// the branch that the request waited for. Waiting for a call, and between its attempts, counts for what is called. What
// nobody waits for doesn't count. The parts add up to the latency; largest first.
std::vector<CauseTime> causesOf(const Trace& trace);

// A stretch of the request's time and the span that it was spent in.
struct PathPart {
  std::uint32_t span;  // its id
  std::int64_t fromNs, toNs;
};

// The same path in the order of time: the parts follow one another from the request's start to its end.
std::vector<PathPart> criticalPath(const Trace& trace);

// causesOf() over the flow's samples among the traces.
LatencyCauses causesOf(const std::string& flow, std::span<const Trace> traces);

}  // namespace virga::simulator
