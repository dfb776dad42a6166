#include "simulator/platform/instance_pool.h"

#include <algorithm>

#include "simulator/measure/int128.h"

namespace virga::simulator {

using model::Reuse;

void InstancePool::linkIdle(std::uint32_t index) {
  auto& instance = instances_[index];
  instance.idle = true;
  instance.older = newest_;
  instance.newer = kNone;
  if (newest_ != kNone)
    instances_[newest_].newer = index;
  else
    oldest_ = index;
  newest_ = index;
  if (reuse_ == Reuse::random) {
    instance.place = static_cast<std::uint32_t>(idle_.size());
    idle_.push_back(index);
  } else if (reuse_ == Reuse::newest || reuse_ == Reuse::oldest) {
    const auto below = [this](const ByAge& a, const ByAge& b) {
      return reuse_ == Reuse::newest ? a.createdAt < b.createdAt : a.createdAt > b.createdAt;
    };
    if (byAge_.size() > 2 * std::size_t{instances_.live()} + 64) {
      std::erase_if(byAge_, [this](const ByAge& entry) { return !current(entry); });
      std::make_heap(byAge_.begin(), byAge_.end(), below);
    }
    byAge_.push_back({instance.createdAt, index, instance.ticket, instance.idleSince});
    std::push_heap(byAge_.begin(), byAge_.end(), below);
  }
}

void InstancePool::unlinkIdle(std::uint32_t index) {
  auto& instance = instances_[index];
  instance.idle = false;
  (instance.older != kNone ? instances_[instance.older].newer : oldest_) = instance.newer;
  (instance.newer != kNone ? instances_[instance.newer].older : newest_) = instance.older;
  if (reuse_ == Reuse::random) {
    const auto last = idle_.back();
    idle_[instance.place] = last;
    instances_[last].place = instance.place;
    idle_.pop_back();
  }
}

std::uint32_t InstancePool::chooseIdle(std::uint64_t randomWord) {
  switch (reuse_) {
    case Reuse::mostRecent: return newest_;
    case Reuse::leastRecent: return oldest_;
    case Reuse::random:
      return idle_[static_cast<std::size_t>(
          static_cast<std::uint64_t>((static_cast<Int128>(randomWord >> 1) * static_cast<Int128>(idle_.size())) >> 63))];
    case Reuse::newest:
    case Reuse::oldest: break;
  }
  const auto below = [this](const ByAge& a, const ByAge& b) {
    return reuse_ == Reuse::newest ? a.createdAt < b.createdAt : a.createdAt > b.createdAt;
  };
  for (;;) {
    const ByAge top = byAge_.front();
    std::pop_heap(byAge_.begin(), byAge_.end(), below);
    byAge_.pop_back();
    if (current(top)) return top.index;
  }
}

bool InstancePool::current(const ByAge& entry) const {
  const auto& instance = instances_[entry.index];
  return instance.ticket == entry.ticket && instance.idle && instance.idleSince == entry.idleSince;
}

std::vector<std::uint32_t>* InstancePool::listOf(std::uint32_t busy) {
  if (busy == 0 || busy >= slots_) return nullptr;
  return busy < fill_ ? &partial_ : &crowded_;
}

void InstancePool::setBusy(std::uint32_t index, std::uint32_t busy) {
  auto& instance = instances_[index];
  auto* from = listOf(instance.busy);
  auto* to = listOf(busy);
  instance.busy = busy;
  if (from == to) return;
  if (from) removeFrom(*from, index);
  if (to) {
    instance.place = static_cast<std::uint32_t>(to->size());
    to->push_back(index);
  }
}

void InstancePool::removeFrom(std::vector<std::uint32_t>& list, std::uint32_t index) {
  const auto place = instances_[index].place;
  list[place] = list.back();
  instances_[list[place]].place = place;
  list.pop_back();
}

std::uint32_t InstancePool::takeWarm(std::uint64_t randomWord) {
  if (!partial_.empty()) {
    const auto index = partial_.back();
    setBusy(index, instances_[index].busy + 1);
    return index;
  }
  std::uint32_t index = kNone;
  if (!provisionedIdle_.empty()) {
    index = provisionedIdle_.back();
    provisionedIdle_.pop_back();
  } else if (oldest_ != kNone) {
    index = chooseIdle(randomWord);
    unlinkIdle(index);
  } else if (!crowded_.empty()) {
    index = crowded_[crowdedTurn_++ % crowded_.size()];
  } else {
    return kNone;
  }
  if (slots_ > 1)
    setBusy(index, instances_[index].busy + 1);
  else
    instances_[index].busy = 1;
  return index;
}

std::uint32_t InstancePool::create(std::int64_t now, std::int64_t readyAt) {
  const auto index = instances_.makeNew();
  auto& instance = instances_[index];
  instance.createdAt = now;
  instance.readyAt = readyAt;
  if (slots_ > 1)
    setBusy(index, 1);
  else
    instance.busy = 1;
  return index;
}

void InstancePool::endAfterThese(std::uint32_t index) {
  if (auto* list = slots_ > 1 ? listOf(instances_[index].busy) : nullptr) removeFrom(*list, index);
  instances_[index].ends = true;
}

bool InstancePool::giveBack(std::uint32_t index, std::int64_t now) {
  auto& instance = instances_[index];
  if (instance.ends) {
    if (--instance.busy > 0) return false;
    if (!instance.provisioned) return true;
    instance.ends = false;
    instance.warmAt = -1;
  } else if (slots_ > 1) {
    setBusy(index, instance.busy - 1);
    if (instance.busy > 0) return false;
  } else {
    instance.busy = 0;
  }
  becomeIdle(index, now);
  return true;
}

void InstancePool::becomeIdle(std::uint32_t index, std::int64_t now) {
  instances_[index].idleSince = now;
  if (instances_[index].provisioned)
    provisionedIdle_.push_back(index);
  else
    linkIdle(index);
}

std::uint32_t InstancePool::takeOldestIdle() {
  const auto index = oldest_;
  if (index != kNone) unlinkIdle(index);
  return index;
}

void InstancePool::remove(std::uint32_t index) {
  auto& instance = instances_[index];
  if (instance.idle)
    unlinkIdle(index);
  else if (slots_ > 1 && !instance.ends)
    setBusy(index, 0);
  instances_.release(index);
}

void InstancePool::addProvisioned(std::int64_t now) {
  const auto index = create(now, now);
  instances_[index].provisioned = true;
  setBusy(index, 0);
  instances_[index].idleSince = now;
  provisionedIdle_.push_back(index);
}

void InstancePool::addIdleServer(std::uint32_t index) {
  instances_[index].place = static_cast<std::uint32_t>(idleServers_.size());
  idleServers_.push_back(index);
}

void InstancePool::removeIdleServer(std::uint32_t index) {
  const auto place = instances_[index].place;
  idleServers_[place] = idleServers_.back();
  instances_[idleServers_[place]].place = place;
  idleServers_.pop_back();
}

std::uint32_t InstancePool::addStarting(std::int64_t now, std::int64_t readyAt) {
  const auto index = instances_.makeNew();
  auto& instance = instances_[index];
  instance.createdAt = now;
  instance.readyAt = readyAt;
  return index;
}

void InstancePool::joinTurn(std::uint32_t index) {
  auto& server = instances_[index];
  if (server.busy == 0) addIdleServer(index);
  server.older = turnLast_;
  server.newer = kNone;
  (turnLast_ != kNone ? instances_[turnLast_].newer : turnFirst_) = index;
  turnLast_ = index;
}

void InstancePool::leaveTurn(std::uint32_t index) {
  const auto& server = instances_[index];
  (server.older != kNone ? instances_[server.older].newer : turnFirst_) = server.newer;
  (server.newer != kNone ? instances_[server.newer].older : turnLast_) = server.older;
}

std::uint32_t InstancePool::takeInTurn() {
  if (turnFirst_ == kNone) return kNone;
  const auto index = turnFirst_;
  auto& server = instances_[index];
  leaveTurn(index);
  if (server.busy == 0) removeIdleServer(index);
  if (++server.busy < slots_) joinTurn(index);
  return index;
}

bool InstancePool::giveBackInTurn(std::uint32_t index, std::int64_t now) {
  auto& server = instances_[index];
  const bool wasFull = server.busy-- == slots_;
  if (server.busy == 0) server.idleSince = now;
  if (!server.retires) {
    if (wasFull)
      joinTurn(index);
    else if (server.busy == 0)
      addIdleServer(index);
  }
  return server.busy == 0;
}

std::uint32_t InstancePool::retireServer() {
  const auto index = idleServers_.empty() ? turnFirst_ : idleServers_.back();
  if (index == kNone) return kNone;
  leaveTurn(index);
  if (instances_[index].busy == 0) removeIdleServer(index);
  instances_[index].retires = true;
  return index;
}

}  // namespace virga::simulator
