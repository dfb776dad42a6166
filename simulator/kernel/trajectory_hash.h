#pragma once

#include <bit>
#include <cstdint>

namespace virga::simulator {

// Running 64-bit hash of what happened, in its order: two runs with the same value took the same way. Each word goes
// through the mixing step of MurmurHash3 (Appleby, public domain), x64 variant; no defence against intent.
class TrajectoryHash {
 public:
  void add(std::int64_t time, std::uint16_t kind, std::uint32_t target) {
    mix(static_cast<std::uint64_t>(time));
    mix(static_cast<std::uint64_t>(kind) << 32 | target);
  }
  void mix(std::uint64_t word) {
    word *= 0x87C37B91114253D5u;
    word = std::rotl(word, 31) * 0x4CF5AD432745937Fu;
    value_ = std::rotl(value_ ^ word, 27) * 5 + 0x52DCE729u;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace virga::simulator
