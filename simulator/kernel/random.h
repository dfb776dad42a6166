#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <Random123/philox.h>

namespace virga::simulator {

// What a stream's draws decide. Part of a stream's key: appending keeps the existing streams, reordering changes them.
enum class Purpose : std::uint8_t {
  arrivals,
  work,
  latency,
  errors,
  coldStart,
  keepAlive,
  branch,
  reuse,
  think,
  placement,
  faults,
  backoff,
  sampling
};

// Maps 64 random bits into (0, 1): never 0 or 1, and 1 - u is exact. The grid has 52 bits, since with 53 the half step
// that keeps 0 and 1 out would round up to 1.
inline double toUniform(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

// The random stream of one (seed, replication, component name, purpose); streams of different keys are independent.
// A draw is addressed by number and not by order, so two runs that differ in a setting see the same draw for the same
// request (common random numbers). Philox4x32-10: Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC'11.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint32_t replication, std::string_view componentName, Purpose purpose);

  // Two independent words for draw `n` (a request, say) and sub-index `k` (its attempt, its step).
  std::pair<std::uint64_t, std::uint64_t> words(std::uint64_t n, std::uint32_t k = 0) const {
    const auto block = this->block(n, k);
    return {join(block.v[0], block.v[1]), join(block.v[2], block.v[3])};
  }
  double uniform(std::uint64_t n, std::uint32_t k = 0) const { return toUniform(words(n, k).first); }
  std::pair<double, double> uniforms(std::uint64_t n, std::uint32_t k = 0) const {
    const auto [first, second] = words(n, k);
    return {toUniform(first), toUniform(second)};
  }

 private:
  philox4x32_ctr_t block(std::uint64_t n, std::uint32_t k) const {
    const philox4x32_ctr_t counter{{static_cast<std::uint32_t>(n), static_cast<std::uint32_t>(n >> 32), k, salt_}};
    return philox4x32_R(10, counter, key_);
  }
  static std::uint64_t join(std::uint32_t low, std::uint32_t high) { return static_cast<std::uint64_t>(high) << 32 | low; }

  philox4x32_key_t key_;
  std::uint32_t salt_;
};

// The same stream drawn in order; makes several blocks at once, which costs a fifth of a single block's latency each.
class SequentialStream {
 public:
  explicit SequentialStream(RandomStream stream) : stream_(stream) {}

  std::uint64_t word() {
    if (used_ == words_.size()) refill();
    return words_[used_++];
  }
  double uniform() { return toUniform(word()); }

 private:
  void refill() {
    for (std::size_t i = 0; i < words_.size(); i += 2) {
      const auto [first, second] = stream_.words(block_++);
      words_[i] = first;
      words_[i + 1] = second;
    }
    used_ = 0;
  }

  RandomStream stream_;
  std::uint64_t block_ = 0;
  std::array<std::uint64_t, 8> words_{};
  std::size_t used_ = words_.size();
};

}  // namespace virga::simulator
