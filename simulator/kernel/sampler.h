#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "model/architecture/distribution.h"

namespace virga::simulator {

// Draws of one law, each from one uniform by the inverse distribution function: rising in u, so that common random
// numbers make like draws from like laws. Constant, uniform and empirical laws are exact; the others are cubics between
// tabulated quantiles, laid over the octaves of min(u, 1 - u) so that both tails keep their relative accuracy: 1e-7 of
// the value (or half a nanosecond) for u in [1e-15, 1 - 1e-15]. The table's nodes are rounded to 30 bits and evaluated by
// + - * alone: what a libm makes of the last digit doesn't reach a draw. Values end at kLongest.
// Laws that differ by a factor alone share a table. Making one takes about 1 ms, for a gamma 20 ms.
class Sampler {
 public:
  static constexpr std::int64_t kLongest = std::int64_t{1} << 61;  // ns; 73 years

  // Zero, always.
  Sampler() = default;

  // `scale` >= 0 multiplies every draw. An Empirical must have its quantiles: a file is read beforehand.
  explicit Sampler(const model::Distribution& distribution, double scale = 1.0);

  // The draw at `u`, to the nearest nanosecond. `u` is in [2^-53, 1 - 2^-53], as toUniform makes it.
  std::int64_t nanoseconds(double u) const { return static_cast<std::int64_t>(value(u) + 0.5); }

  // The same before rounding, in nanoseconds.
  double value(double u) const {
    if (cells_ != nullptr) return cubic(u);
    if (points_ != nullptr) return empirical(u);
    return offset_ + span_ * u;
  }

  // Every draw is the same, so none needs a random number.
  bool isConstant() const { return cells_ == nullptr && points_ == nullptr && span_ == 0; }

  // Mean of the law in nanoseconds; closed form.
  double mean() const { return mean_; }

 private:
  // One piece: c0 + t (c1 + t (c2 + t c3)), t in [0, 1) from the median outwards.
  struct alignas(32) Cell {
    double c0, c1, c2, c3;
  };
  struct Point {
    double share, value, slope;  // the value rises by slope * (u - share) up to the next point
  };
  static constexpr int kOctaves = 53;
  static constexpr std::uint64_t kMedianWord = std::bit_cast<std::uint64_t>(0.5);

  double cubic(double u) const {
    // Masked and not chosen: which half comes next is what no branch predictor can know.
    const auto lower = static_cast<std::uint64_t>(std::bit_cast<std::int64_t>(u - 0.5) >> 63);
    const std::uint64_t tail = (std::bit_cast<std::uint64_t>(u) & lower) | (std::bit_cast<std::uint64_t>(1.0 - u) & ~lower);
    const std::uint64_t outwards = kMedianWord - tail;
    const auto cell = static_cast<std::size_t>((outwards >> cellShift_) + (upperCells_ & ~lower));
    const double t = std::bit_cast<double>(outwards << (64 - cellShift_) >> 12 | std::bit_cast<std::uint64_t>(1.0)) - 1.0;
    const Cell& c = cells_[cell];
    const double value = factor_ * (c.c0 + t * (c.c1 + t * (c.c2 + t * c.c3)));
    return value < static_cast<double>(kLongest) ? value : static_cast<double>(kLongest);
  }

  double empirical(double u) const;

  // `law` is the one of its family and shape whose median, mean or scale is kUnit ns; this one is `factor` times as large.
  template <class Law>
  void tabulate(const Law& law, double factor);
  void setEmpirical(const model::Empirical& law, double scale);

  const Cell* cells_ = nullptr;
  std::size_t upperCells_ = 0;  // where the upper half's cells begin
  int cellShift_ = 0;           // bits of a double below a cell's
  double factor_ = 1;           // of the cells' values
  double offset_ = 0;
  double span_ = 0;
  double mean_ = 0;
  const Point* points_ = nullptr;
  std::size_t pointCount_ = 0;
  std::shared_ptr<const void> table_;
};

}  // namespace virga::simulator
