#include "simulator/optimise/kriging.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <Eigen/Cholesky>

namespace virga::simulator {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

// Bounds of the logarithms, and the prior's centre and deviation.
constexpr double kLeastLength = -3, kMostLength = 3, kUsualLength = -0.5, kLengthDeviation = 1.2;
constexpr double kLeastNugget = -14, kMostNugget = 1, kUsualNugget = -9, kNuggetDeviation = 4;

MatrixXd coordinatesOf(const GridFactors& factors, const std::vector<GridPoint>& points) {
  MatrixXd out(static_cast<Eigen::Index>(factors.size()), static_cast<Eigen::Index>(points.size()));
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t d = 0; d < factors.size(); ++d) {
      const double scale = factors[d].ordered && factors[d].levels > 1 ? static_cast<double>(factors[d].levels - 1) : 1;
      out(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(i)) = static_cast<double>(points[i][d]) / scale;
    }
  return out;
}

// Squared distances by one factor.
MatrixXd squaresOf(const GridFactor& factor, const Eigen::RowVectorXd& a, const Eigen::RowVectorXd& b) {
  const MatrixXd apart = a.transpose().replicate(1, b.size()) - b.replicate(a.size(), 1);
  if (factor.ordered) return apart.cwiseAbs2();
  return (apart.array() != 0).cast<double>().matrix();
}

MatrixXd matern52(const MatrixXd& squares) {
  const Eigen::ArrayXXd r = (5 * squares.array()).sqrt();
  return ((1 + r + r.square() / 3) * (-r).exp()).matrix();
}

// Covariance of the observations without the variance, and what follows from it.
struct Solution {
  Eigen::LLT<MatrixXd> cholesky;
  VectorXd weights;  // R⁻¹ (y - mean)
  VectorXd ones;     // L⁻¹ 1
  double onesSquared = 0, mean = 0, variance = 0;
  double score = -std::numeric_limits<double>::infinity();  // logarithm of the posterior, but for a constant
};

double prior(const KrigingParameters& parameters) {
  const auto square = [](double value, double usual, double deviation) {
    return (value - usual) * (value - usual) / (deviation * deviation);
  };
  double sum = square(parameters.logNugget, kUsualNugget, kNuggetDeviation);
  for (const double length : parameters.logLengths) sum += square(length, kUsualLength, kLengthDeviation);
  return -sum / 2;
}

Solution solve(const std::vector<MatrixXd>& squares, const VectorXd& values, const KrigingParameters& parameters) {
  const auto n = values.size();
  MatrixXd distances = MatrixXd::Zero(n, n);
  for (std::size_t d = 0; d < squares.size(); ++d) distances += squares[d] * std::exp(-2 * parameters.logLengths[d]);
  MatrixXd correlations = matern52(distances);
  correlations.diagonal().array() += std::exp(parameters.logNugget);
  Solution solution;
  solution.cholesky.compute(correlations);
  if (solution.cholesky.info() != Eigen::Success) return solution;
  const auto lower = solution.cholesky.matrixL();
  solution.ones = lower.solve(VectorXd::Ones(n));
  const VectorXd scaled = lower.solve(values);
  solution.onesSquared = solution.ones.squaredNorm();
  solution.mean = solution.ones.dot(scaled) / solution.onesSquared;
  const VectorXd residual = scaled - solution.mean * solution.ones;
  solution.variance = std::max(residual.squaredNorm() / static_cast<double>(n), 1e-300);
  solution.weights = solution.cholesky.matrixU().solve(residual);
  const double halfLogDeterminant = solution.cholesky.matrixLLT().diagonal().array().log().sum();
  solution.score = -0.5 * static_cast<double>(n) * std::log(solution.variance) - halfLogDeterminant + prior(parameters);
  return solution;
}

// Steps along one parameter after the other, halved where none is better (Hooke and Jeeves without their leaps).
std::pair<KrigingParameters, double> climb(const std::vector<MatrixXd>& squares, const VectorXd& values,
                                           KrigingParameters at, double step) {
  constexpr double kFinest = 0.2;
  double score = solve(squares, values, at).score;
  const auto dimensions = at.logLengths.size();
  for (; step >= kFinest; step /= 2)
    for (std::size_t d = 0; d <= dimensions; ++d) {
      double& parameter = d < dimensions ? at.logLengths[d] : at.logNugget;
      // The noise spans more.
      const double size = d < dimensions ? step : 3 * step;
      const double least = d < dimensions ? kLeastLength : kLeastNugget, most = d < dimensions ? kMostLength : kMostNugget;
      const double before = parameter;
      for (const double to : {before - size, before + size}) {
        const double own = std::exchange(parameter, std::clamp(to, least, most));
        const double other = solve(squares, values, at).score;
        if (other > score)
          score = other;
        else
          parameter = own;
      }
    }
  return {std::move(at), score};
}

KrigingParameters search(const std::vector<MatrixXd>& squares, const VectorXd& values, const KrigingParameters* from) {
  const auto start = [&](double length, double nugget) {
    return KrigingParameters{std::vector<double>(squares.size(), length), nugget};
  };
  constexpr double kCoarse = 1.6, kFine = 0.4;
  std::vector<std::pair<KrigingParameters, double>> found;
  if (from) {
    found.push_back(climb(squares, values, *from, kFine));
  } else {
    found.push_back(climb(squares, values, start(kUsualLength, kUsualNugget), kCoarse));
    found.push_back(climb(squares, values, start(1, -3), kCoarse));
    found.push_back(climb(squares, values, start(-1.5, -12), kCoarse));
  }
  return std::max_element(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

}  // namespace

struct Kriging::State {
  GridFactors factors;
  MatrixXd points;
  KrigingParameters parameters;
  Solution solution;
  double offset = 0, scale = 1;  // the values are solved for in standard units
  bool flat = false;
};

Kriging::Kriging(std::unique_ptr<State> state) : state_(std::move(state)) {}
Kriging::Kriging(Kriging&&) noexcept = default;
Kriging& Kriging::operator=(Kriging&&) noexcept = default;
Kriging::~Kriging() = default;

Kriging Kriging::fit(const GridFactors& factors, const std::vector<GridPoint>& points, std::span<const double> values,
                     const KrigingParameters* from, bool searching) {
  auto state = std::make_unique<State>();
  state->factors = factors;
  state->points = coordinatesOf(factors, points);
  VectorXd scaled = Eigen::Map<const VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
  state->offset = scaled.mean();
  scaled.array() -= state->offset;
  state->scale = std::sqrt(scaled.squaredNorm() / static_cast<double>(values.size()));
  state->parameters = from ? *from : KrigingParameters{std::vector<double>(factors.size(), kUsualLength), kUsualNugget};
  state->flat = !(state->scale > 1e-12 * std::max(1.0, std::abs(state->offset)));
  if (state->flat) return Kriging(std::move(state));
  scaled /= state->scale;
  std::vector<MatrixXd> squares;
  for (std::size_t d = 0; d < factors.size(); ++d) {
    const Eigen::RowVectorXd row = state->points.row(static_cast<Eigen::Index>(d));
    squares.push_back(squaresOf(factors[d], row, row));
  }
  if (searching) state->parameters = search(squares, scaled, from);
  state->solution = solve(squares, scaled, state->parameters);
  return Kriging(std::move(state));
}

std::vector<Prediction> Kriging::at(const std::vector<GridPoint>& points) const {
  const auto& [factors, known, parameters, solution, offset, scale, flat] = *state_;
  std::vector<Prediction> out(points.size(), {offset, 0});
  if (flat || points.empty()) return out;
  const MatrixXd there = coordinatesOf(factors, points);
  MatrixXd distances = MatrixXd::Zero(known.cols(), there.cols());
  for (std::size_t d = 0; d < factors.size(); ++d) {
    const auto row = static_cast<Eigen::Index>(d);
    distances += squaresOf(factors[d], known.row(row), there.row(row)) * std::exp(-2 * parameters.logLengths[d]);
  }
  const MatrixXd correlations = matern52(distances);
  const MatrixXd scaled = solution.cholesky.matrixL().solve(correlations);
  const VectorXd means = (correlations.transpose() * solution.weights).array() + solution.mean;
  const VectorXd explained = scaled.colwise().squaredNorm();
  const VectorXd unbiased = (1 - (scaled.transpose() * solution.ones).array()).square() / solution.onesSquared;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto column = static_cast<Eigen::Index>(i);
    const double variance = std::max(0.0, 1 - explained(column) + unbiased(column)) * solution.variance;
    out[i] = {offset + scale * means(column), scale * std::sqrt(variance)};
  }
  return out;
}

const KrigingParameters& Kriging::parameters() const { return state_->parameters; }
bool Kriging::isFlat() const { return state_->flat; }

}  // namespace virga::simulator
