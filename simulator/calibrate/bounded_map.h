#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace virga::simulator {

// Values by name of which at most `capacity` are kept: a further one drives the oldest out.
template <class Value>
class BoundedMap {
 public:
  explicit BoundedMap(std::size_t capacity) : capacity_(capacity) {}

  Value* find(std::string_view name) {
    const auto at = byName_.find(name);
    return at == byName_.end() ? nullptr : &at->second->second;
  }
  // The value of the name, a new one where there was none.
  Value& operator[](std::string_view name) {
    if (Value* value = find(name)) return *value;
    if (byName_.size() == capacity_) {
      byName_.erase(entries_.front().first);
      entries_.pop_front();
      ++evicted_;
    }
    const auto entry = entries_.emplace(entries_.end(), std::string(name), Value());
    byName_.emplace(entry->first, entry);
    return entry->second;
  }
  void erase(std::string_view name) {
    const auto at = byName_.find(name);
    if (at == byName_.end()) return;
    const auto entry = at->second;
    byName_.erase(at);
    entries_.erase(entry);
  }
  std::size_t size() const { return byName_.size(); }
  std::uint64_t evicted() const { return evicted_; }

 private:
  using Entries = std::list<std::pair<std::string, Value>>;  // oldest first
  std::size_t capacity_;
  std::uint64_t evicted_ = 0;
  Entries entries_;
  std::unordered_map<std::string_view, typename Entries::iterator> byName_;
};

}  // namespace virga::simulator
