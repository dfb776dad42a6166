#pragma once

#include <cstdint>
#include <vector>

namespace virga::simulator {

struct World;
struct Invocation;
struct CompiledEdge;

// What one instance remembers of one call: the state of its circuit breaker and what it has spent of its retry budget; or
// of one secret.
// It lives in the instance's memory, as the exported handlers keep it: instances don't share it.
struct EdgeMemory {
  std::vector<std::int64_t> failures;  // ring of the last ones
  std::uint32_t next = 0, seen = 0;
  std::int64_t openUntil = -1;   // -1: closed
  std::int64_t probeSince = -1;  // of the probe under way
  std::uint32_t probesOk = 0;
  std::uint64_t firstAttempts = 0, retries = 0;
  std::int64_t copyFrom = -1;  // when its copy of the secret was got; -1: never
  std::int64_t since = -1;     // when its instance was created
};

// The memory of that index of the invocation's instance; new where the instance is.
EdgeMemory& edgeMemory(World& world, const Invocation& invocation, std::uint32_t memory);

// Whether the breaker lets a call through now.
bool breakerPasses(EdgeMemory& memory, const CompiledEdge& edge, std::int64_t now);
void breakerLearns(EdgeMemory& memory, const CompiledEdge& edge, std::int64_t now, bool ok);

}  // namespace virga::simulator
