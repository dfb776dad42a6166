#include "simulator/measure/replication_statistics.h"

#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

namespace virga::simulator {

Figure figureOf(std::span<const double> samples) {
  const auto count = static_cast<double>(samples.size());
  double sum = 0;
  for (const double sample : samples) sum += sample;
  Figure figure;
  figure.mean = sum / count;
  if (samples.size() < 2) return figure;
  double squares = 0;
  for (const double sample : samples) squares += (sample - figure.mean) * (sample - figure.mean);
  const double t = boost::math::quantile(boost::math::students_t(count - 1), 0.975);
  const double half = t * std::sqrt(squares / (count - 1) / count);
  figure.ci95 = {figure.mean - half, figure.mean + half};
  return figure;
}

std::optional<Figure> figureOf(std::span<const std::optional<double>> samples) {
  std::vector<double> observed;
  for (const auto& sample : samples)
    if (sample) observed.push_back(*sample);
  if (observed.empty()) return std::nullopt;
  return figureOf(observed);
}

std::optional<double> relativePrecision(const Figure& figure) {
  if (!figure.ci95) return std::nullopt;
  const double half = (figure.ci95->second - figure.ci95->first) / 2;
  if (half == 0) return 0.0;
  return figure.mean == 0 ? std::numeric_limits<double>::infinity() : half / std::abs(figure.mean);
}

}  // namespace virga::simulator
