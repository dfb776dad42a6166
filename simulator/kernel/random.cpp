#include "simulator/kernel/random.h"

namespace virga::simulator {

namespace {

// Fowler–Noll–Vo 1a, 64 bits: the same on every machine, unlike std::hash.
std::uint64_t hashName(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

std::uint32_t low(std::uint64_t word) { return static_cast<std::uint32_t>(word); }
std::uint32_t high(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }

}  // namespace

// The seed keys a Philox whose counter is the stream's identity; 96 bits of that block are the stream's own key and
// salt, so no two of a million streams are likely to meet.
RandomStream::RandomStream(std::uint64_t seed, std::uint32_t replication, std::string_view componentName, Purpose purpose) {
  const auto name = hashName(componentName);
  const philox4x32_ctr_t identity{{low(name), high(name), replication, static_cast<std::uint32_t>(purpose)}};
  const philox4x32_key_t seedKey{{low(seed), high(seed)}};
  const auto derived = philox4x32_R(10, identity, seedKey);
  key_ = {{derived.v[0], derived.v[1]}};
  salt_ = derived.v[2];
}

}  // namespace virga::simulator
