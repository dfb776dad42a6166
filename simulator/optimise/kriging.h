#pragma once

#include <memory>
#include <span>
#include <vector>

#include "simulator/optimise/grid.h"

namespace virga::simulator {

struct Prediction {
  double mean = 0;
  double deviation = 0;  // of the value itself, without the noise of an observation
};

// What the likelihood decides.
struct KrigingParameters {
  std::vector<double> logLengths;  // of each factor, over which values are alike; the whole factor has length 1
  double logNugget = 0;            // variance of the noise as a part of that of the values
};

// Ordinary kriging (a Gaussian process with a constant unknown mean) of noisy values on a grid: Matérn correlation with
// ν = 5/2 (Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), section 4.2.1) over the ranks of ordered
// levels, with a length of its own for each factor; levels of unordered factors are corners of a simplex, alike in pairs
// (exchangeable: Roustant et al., SIAM/ASA J. Uncertainty Quantification 8 (2020)). Lengths and noise are those of the
// greatest likelihood, held off the extremes by a weak prior; mean and variance follow in closed form.
class Kriging {
 public:
  // As many values as points, one at least. `from`: where the search for the parameters begins beside the usual starts;
  // `search` false: those are taken as they are.
  static Kriging fit(const GridFactors& factors, const std::vector<GridPoint>& points, std::span<const double> values,
                     const KrigingParameters* from = nullptr, bool search = true);
  Kriging(Kriging&&) noexcept;
  Kriging& operator=(Kriging&&) noexcept;
  ~Kriging();

  std::vector<Prediction> at(const std::vector<GridPoint>& points) const;
  const KrigingParameters& parameters() const;
  // No value differs from another, so nothing is known of how they vary.
  bool isFlat() const;

 private:
  struct State;
  explicit Kriging(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace virga::simulator
