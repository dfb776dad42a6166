#pragma once

#include <cstdint>
#include <vector>

#include "model/architecture/provider_settings.h"
#include "simulator/kernel/slot_pool.h"

namespace virga::simulator {

// One execution environment.
struct Instance {
  std::int64_t createdAt = 0;
  std::int64_t readyAt = 0;  // end of its cold start
  std::int64_t idleSince = 0;
  std::int64_t expiresAt = 0;                  // only where the keep-alive is drawn
  std::int64_t checkAt = -1;                   // when its pending keep-alive check comes; -1: none
  std::uint32_t older = kNone, newer = kNone;  // neighbours in the idle list; of a server, in the turn
  std::uint32_t place = kNone;                 // in the list of idle ones (Reuse::random), or of those with a free slot
  std::uint32_t busy = 0;                      // invocations in it
  std::uint32_t ticket = 0;
  std::uint32_t cpu = kNone;                             // its shared processor, where invocations compete for it
  std::uint32_t sessions = kNone;                        // the first of those with databases
  std::uint32_t firstExecution = kNone, executions = 0;  // that use its memory, where that is limited
  std::int64_t again = 0;                                // ns of initialisation that the first execution begins with
  std::int64_t init = 0;                                 // ns of its initialisation
  std::int64_t activeSince = -1;                         // billed as active; -1: never used
  std::int64_t billedUntil = 0;                          // as active, with the shortest billed time
  std::int64_t warmAt = -1;                              // when the first execution begins its steps; -1: none has come
  bool startFails = false;                               // it never gets ready
  bool ends = false;                                     // it takes no more, and is gone with its last execution
  bool provisioned = false;
  bool idle = false;
  bool spare = false;    // stands by until one more is wanted
  bool retires = false;  // a server that takes nothing any more
};

// The live instances of one function and the order in which idle ones are taken and leave. Nothing here scans all
// instances: idle ones are linked in order of their idle-since, so with a fixed keep-alive the front leaves first, and
// they are removed when somebody looks, at the very time at which they were due.
class InstancePool {
 public:
  InstancePool() = default;
  // keepAlive: fixed idle time in ns, or negative where each idle period has its own (the caller then removes them). An
  // instance takes `fill` invocations, 1 … slotsPerInstance, before the next one is used; more only once all have as many.
  InstancePool(model::Reuse reuse, std::int64_t keepAlive, std::uint32_t slotsPerInstance, std::uint32_t fill)
      : reuse_(reuse), keepAlive_(keepAlive), slots_(slotsPerInstance), fill_(fill) {}

  Instance& operator[](std::uint32_t index) { return instances_[index]; }
  const Instance& operator[](std::uint32_t index) const { return instances_[index]; }
  std::uint32_t live() const { return instances_.live(); }
  std::uint32_t slotsPerInstance() const { return slots_; }

  // The next idle instance that is due by `now`, removed, with its time of leaving; kNone if there is none.
  std::uint32_t popExpired(std::int64_t now, std::int64_t& leftAt) {
    if (keepAlive_ < 0 || oldest_ == kNone) return kNone;
    const auto index = oldest_;
    leftAt = instances_[index].idleSince + keepAlive_;
    if (leftAt > now) return kNone;
    unlinkIdle(index);
    return index;
  }

  // Asks for the memory of what the pool needs to choose an instance, of the instance that was used last, and of any.
  void prefetch() const { prefetchRange(this, &crowdedTurn_); }
  void prefetchNewest() const {
    if (newest_ != kNone) prefetch(newest_);
  }
  void prefetch(std::uint32_t index) const { instances_.prefetch(index); }

  // An instance with a free slot by the reuse rule, its slot taken; kNone if a new one is needed. `randomWord` is used
  // by Reuse::random only. Part-filled instances go first, then provisioned, idle and filled ones.
  std::uint32_t takeWarm(std::uint64_t randomWord);

  std::uint32_t create(std::int64_t now, std::int64_t readyAt);
  // Gives back one slot at `now`; true if the instance is idle now (a provisioned one stays for good) or has ended.
  bool giveBack(std::uint32_t index, std::int64_t now);
  // The instance takes no more. Its last slot that is given back leaves it to be removed; a provisioned one begins anew.
  void endAfterThese(std::uint32_t index);
  // Removes an instance that isn't idle, or takes an idle one out first.
  void remove(std::uint32_t index);
  // A provisioned instance: idle from the start, never leaves.
  void addProvisioned(std::int64_t now);
  // A new instance that takes nothing until it becomes idle or joins the turn.
  std::uint32_t addStarting(std::int64_t now, std::int64_t readyAt);
  // Free from `now` on.
  void becomeIdle(std::uint32_t index, std::int64_t now);
  // The instance that has been idle longest, taken out but not removed; kNone if none is, provisioned ones apart.
  std::uint32_t takeOldestIdle();
  bool hasOwnIdle() const { return oldest_ != kNone; }
  bool hasProvisionedIdle() const { return !provisionedIdle_.empty(); }
  bool hasIdle() const { return oldest_ != kNone || !provisionedIdle_.empty() || !partial_.empty() || !crowded_.empty(); }

  // Servers: instances that stay until they are retired, and whose free slots are taken in turn. A pool has either these
  // or the above.
  // Behind all others with a free slot, from now on.
  void joinTurn(std::uint32_t index);
  // The next server with a free slot, its slot taken; kNone if all slots are.
  std::uint32_t takeInTurn();
  // Gives back one slot at `now`; true if the server is idle now. One that retires may then be removed.
  bool giveBackInTurn(std::uint32_t index, std::int64_t now);
  // The server to do without: idle since last, else the next in turn; it takes nothing any more. kNone if none has a free
  // slot.
  std::uint32_t retireServer();

 private:
  void linkIdle(std::uint32_t index);
  void unlinkIdle(std::uint32_t index);
  std::uint32_t chooseIdle(std::uint64_t randomWord);
  // The list of instances with that many invocations and a free slot; null where they are in none.
  std::vector<std::uint32_t>* listOf(std::uint32_t busy);
  void setBusy(std::uint32_t index, std::uint32_t busy);
  void removeFrom(std::vector<std::uint32_t>& list, std::uint32_t index);
  void leaveTurn(std::uint32_t index);
  void addIdleServer(std::uint32_t index);
  void removeIdleServer(std::uint32_t index);

  struct ByAge {  // an idle period, for Reuse::newest and oldest
    std::int64_t createdAt;
    std::uint32_t index;
    std::uint32_t ticket;
    std::int64_t idleSince;
  };

  bool current(const ByAge& entry) const;

  SlotPool<Instance> instances_;
  model::Reuse reuse_ = model::Reuse::mostRecent;
  std::int64_t keepAlive_ = 0;
  std::uint32_t slots_ = 1, fill_ = 1;
  std::uint32_t oldest_ = kNone, newest_ = kNone;  // ends of the idle list, by idle-since
  std::vector<std::uint32_t> partial_;             // with at least one invocation, and fewer than to fill it
  std::vector<std::uint32_t> crowded_;             // filled, with a free slot; taken in turn
  std::vector<std::uint32_t> provisionedIdle_;
  std::size_t crowdedTurn_ = 0;
  std::vector<std::uint32_t> idle_;                     // Reuse::random: the idle ones, in any order
  std::vector<ByAge> byAge_;                            // Reuse::newest, oldest: a heap with stale entries
  std::uint32_t turnFirst_ = kNone, turnLast_ = kNone;  // servers with a free slot
  std::vector<std::uint32_t> idleServers_;
};

}  // namespace virga::simulator
