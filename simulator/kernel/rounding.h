#pragma once

#include <bit>
#include <cstdint>

namespace virga::simulator {

// The number to 30 significant bits (relative error 2^-30). What the mathematical library leaves uncertain in the last
// digits is gone, so results agree between machines.
inline double roundToThirtyBits(double value) {
  constexpr int kDropped = 53 - 30;
  const auto half = std::uint64_t{1} << (kDropped - 1);
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(value) + half) >> kDropped << kDropped);
}

}  // namespace virga::simulator
