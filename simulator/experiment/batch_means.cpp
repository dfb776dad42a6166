#include "simulator/experiment/batch_means.h"

#include <cmath>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

namespace virga::simulator {
namespace {

constexpr double kNormal90 = 1.2815515655446004;  // 90 % quantile of the standard normal law
constexpr double kRounding = 1e-12;               // a deviation of less than this part of the mean is none

// Whether neighbours deviate from the mean, which is 0, alike.
bool correlated(std::span<const double> deviations, double squares) {
  double steps = 0;
  for (std::size_t i = 1; i < deviations.size(); ++i)
    steps += (deviations[i] - deviations[i - 1]) * (deviations[i] - deviations[i - 1]);
  const auto n = static_cast<double>(deviations.size());
  return 1 - steps / (2 * squares) > kNormal90 * std::sqrt((n - 2) / (n * n - 1));
}

}  // namespace

std::optional<double> batchHalfWidth(std::span<const Accumulated> soFar) {
  if (soFar.size() < 3 || soFar.back().weight <= 0) return std::nullopt;
  const auto n = static_cast<double>(soFar.size());
  const double ratio = soFar.back().sum / soFar.back().weight, usual = soFar.back().weight / n;
  std::vector<double> deviations;
  double squares = 0;
  Accumulated before;
  for (const auto& now : soFar) {
    const double deviation = ((now.sum - before.sum) - ratio * (now.weight - before.weight)) / usual;
    deviations.push_back(deviation);
    squares += deviation * deviation;
    before = now;
  }
  if (squares <= n * (kRounding * ratio) * (kRounding * ratio)) return 0.0;
  if (correlated(deviations, squares)) return std::nullopt;
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 0.975);
  return t * std::sqrt(squares / (n - 1) / n);
}

void addBatchIntervals(Result& result, const ReplicationResult& run) {
  std::size_t figure = 0;
  const auto add = [&](std::vector<NamedFigure>& figures) {
    for (auto& named : figures) {
      const auto at = figure++;
      if (!named.figure) continue;
      std::vector<Accumulated> soFar;
      for (const auto& edge : run.edges)
        if (edge[at]) soFar.push_back(*edge[at]);
      if (soFar.size() != run.edges.size()) continue;
      if (const auto half = batchHalfWidth(soFar))
        named.figure->ci95 = {named.figure->mean - *half, named.figure->mean + *half};
    }
  };
  for (auto& component : result.components) add(component.figures);
  for (auto& flow : result.flows) add(flow.figures);
}

}  // namespace virga::simulator
