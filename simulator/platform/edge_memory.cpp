#include "simulator/platform/edge_memory.h"

#include "simulator/platform/world.h"

namespace virga::simulator {

EdgeMemory& edgeMemory(World& world, const Invocation& invocation, std::uint32_t which) {
  const auto each = world.system.functions[invocation.function].memories;
  auto& state = world.functions[invocation.function];
  const auto index = std::size_t{invocation.instance} * each + which;
  if (index >= state.memories.size()) state.memories.resize((std::size_t{invocation.instance} + 1) * each);
  auto& memory = state.memories[index];
  // The slot of an instance that has left is used again: a new instance knows nothing yet.
  const auto created = state.pool[invocation.instance].createdAt;
  if (memory.since != created) {
    memory = EdgeMemory{std::move(memory.failures)};  // the storage is kept
    memory.since = created;
  }
  return memory;
}

bool breakerPasses(EdgeMemory& memory, const CompiledEdge& edge, std::int64_t now) {
  if (memory.openUntil < 0) return true;
  if (now < memory.openUntil) return false;
  // Half open: one probe at a time; a probe whose caller was ended gives no answer, so it counts for one open time.
  if (memory.probeSince >= 0 && now < memory.probeSince + edge.breaker->open) return false;
  memory.probeSince = now;
  return true;
}

void breakerLearns(EdgeMemory& memory, const CompiledEdge& edge, std::int64_t now, bool ok) {
  const auto& rule = *edge.breaker;
  if (memory.openUntil >= 0) {
    if (memory.probeSince < 0) return;  // of a call that began before it opened
    memory.probeSince = -1;
    if (!ok) {
      memory.openUntil = now + rule.open;
      memory.probesOk = 0;
    } else if (++memory.probesOk >= rule.probes) {
      memory.openUntil = -1;
      memory.seen = memory.probesOk = 0;
    }
    return;
  }
  if (ok) return;
  memory.failures.resize(rule.failures);
  memory.failures[memory.next] = now;
  memory.next = (memory.next + 1) % rule.failures;
  if (memory.seen < rule.failures) ++memory.seen;
  if (memory.seen == rule.failures && now - memory.failures[memory.next] <= rule.within) {
    memory.openUntil = now + rule.open;
    memory.seen = 0;
  }
}

}  // namespace virga::simulator
