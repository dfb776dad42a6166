#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "simulator/kernel/random.h"

namespace virga::simulator {

// Values seen one by one: number, mean, variance, least and greatest of all of them, and a sample of at most kCapacity in
// which each is as likely as any other (algorithm R: Vitter, Random Sampling with a Reservoir, ACM TOMS 11, 1985). Which
// ones are kept depends on the name and on the values' numbers alone.
class ValueSample {
 public:
  static constexpr std::size_t kCapacity = 100'000;

  explicit ValueSample(std::string_view name);

  void add(double value);

  std::uint64_t count() const { return count_; }
  double mean() const { return mean_; }                                                              // 0 where none
  double variance() const { return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : 0.0; }  // of the population
  double least() const { return least_; }
  double greatest() const { return greatest_; }
  std::vector<double> sorted() const;

 private:
  RandomStream stream_;
  std::uint64_t count_ = 0;
  double mean_ = 0, squares_ = 0;
  double least_ = std::numeric_limits<double>::infinity(), greatest_ = -std::numeric_limits<double>::infinity();
  std::vector<float> kept_;  // seven digits are more than logs write
};

// The order statistic at rank ceil(share * size) of sorted values, which aren't empty.
double sampleQuantile(const std::vector<double>& sorted, double share);

}  // namespace virga::simulator
