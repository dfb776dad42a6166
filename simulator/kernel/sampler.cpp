#include "simulator/kernel/sampler.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>
#include <variant>
#include <vector>

#include "simulator/kernel/laws.h"
#include "simulator/kernel/rounding.h"

namespace virga::simulator {

namespace {

constexpr int kFewestBits = 4;
constexpr int kMostBits = 9;
constexpr double kTolerance = 3e-8;

// One end of a cell: the value there and what it would gain over the cell at that slope.
struct Node {
  double value, gain;
};

template <class Law>
Quantile quantileAt(const Law& law, bool upper, double tail) {
  return upper ? law.upper(tail) : law.lower(tail);
}

Node nodeAt(const Quantile& quantile, double width) {
  if (!(quantile.value < static_cast<double>(Sampler::kLongest))) return {static_cast<double>(Sampler::kLongest), 0};
  return {roundToThirtyBits(quantile.value), roundToThirtyBits(-quantile.slope * width)};
}

// Outwards from the median an octave's cells are equally wide; this is the tail probability at the cell's start.
double tailAt(std::size_t cell, int bits) {
  const auto octave = static_cast<int>(cell >> bits);
  const auto part = static_cast<double>(cell & ((std::size_t{1} << bits) - 1)) / static_cast<double>(std::size_t{1} << bits);
  return std::ldexp(1 - part / 2, -1 - octave);
}

double widthOf(std::size_t cell, int bits) { return std::ldexp(1.0, -2 - static_cast<int>(cell >> bits) - bits); }

struct Cubic {
  double c0, c1, c2, c3;
  double at(double t) const { return c0 + t * (c1 + t * (c2 + t * c3)); }
};

// Hermite's cubic with the slopes bounded to three times the chord's, which keeps it monotone (Fritsch and Carlson 1980).
Cubic hermite(Node from, Node to) {
  const double rise = to.value - from.value;
  const double least = std::min(0.0, 3 * rise);
  const double most = std::max(0.0, 3 * rise);
  const double first = std::clamp(from.gain, least, most);
  const double last = std::clamp(to.gain, least, most);
  return {from.value, first, 3 * rise - 2 * first - last, first + last - 2 * rise};
}

// Whether cells of that fineness are good enough, by the middles of the outermost cell of each octave, where the law
// bends most.
template <class Law>
bool fineEnough(const Law& law, int bits, int octaves) {
  for (int octave = 0; octave < octaves; ++octave)
    for (const bool upper : {false, true}) {
      const auto cell = (static_cast<std::size_t>(octave + 1) << bits) - 1;
      const double middle = (tailAt(cell, bits) + tailAt(cell + 1, bits)) / 2;
      const double exact = std::min(quantileAt(law, upper, middle).value, static_cast<double>(Sampler::kLongest));
      const double width = widthOf(cell, bits);
      const Cubic cubic = hermite(nodeAt(quantileAt(law, upper, tailAt(cell, bits)), width),
                                  nodeAt(quantileAt(law, upper, tailAt(cell + 1, bits)), width));
      const double error = std::abs(cubic.at(0.5) - exact);
      if (error > kTolerance * exact + 0.05) return false;
    }
  return true;
}

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

// What all laws are tabulated at: 2^30 ns, about a second.
constexpr double kUnit = 0x1p30;

// A family and what else than its size tells its laws apart.
using Shape = std::pair<char, double>;
Shape shapeOf(const ExponentialLaw&) { return {'e', 0}; }
Shape shapeOf(const LognormalLaw& law) { return {'l', law.sigma}; }
Shape shapeOf(const GammaLaw& law) { return {'g', law.shape}; }
Shape shapeOf(const WeibullLaw& law) { return {'w', law.shape}; }

double nanosecondsOf(model::Duration duration) { return static_cast<double>(duration.nanoseconds); }

}  // namespace

Sampler::Sampler(const model::Distribution& distribution, double scale) {
  const auto constant = [this](double value) { offset_ = mean_ = std::min(value, static_cast<double>(kLongest)); };
  const auto lognormally = [&](LognormalLaw law) {
    law.median *= scale;
    mean_ = law.mean();
    if (!(law.median > 0) || !(law.sigma > 0)) return constant(law.median);
    tabulate(LognormalLaw{kUnit, law.sigma}, law.median / kUnit);
  };
  std::visit(Overloaded{
                 [&](const model::Constant& law) { constant(nanosecondsOf(law.value) * scale); },
                 [&](const model::Uniform& law) {
                   offset_ = nanosecondsOf(law.min) * scale;
                   span_ = nanosecondsOf(law.max) * scale - offset_;
                   mean_ = offset_ + span_ / 2;
                 },
                 [&](const model::Exponential& law) {
                   mean_ = nanosecondsOf(law.mean) * scale;
                   if (mean_ > 0) tabulate(ExponentialLaw{kUnit}, mean_ / kUnit);
                 },
                 [&](const model::LognormalMeanP95& law) { lognormally(lognormal(law)); },
                 [&](const model::LognormalMedianP99& law) { lognormally(lognormal(law)); },
                 [&](const model::LognormalMedianSigma& law) { lognormally(lognormal(law)); },
                 [&](const model::Gamma& law) {
                   mean_ = nanosecondsOf(law.mean) * scale;
                   const double variation = law.cv * law.cv;
                   if (mean_ > 0) tabulate(GammaLaw{1 / variation, kUnit * variation}, mean_ / kUnit);
                 },
                 [&](const model::Weibull& law) {
                   const WeibullLaw scaled{law.shape, nanosecondsOf(law.scale) * scale};
                   mean_ = scaled.mean();
                   if (scaled.scale > 0) tabulate(WeibullLaw{law.shape, kUnit}, scaled.scale / kUnit);
                 },
                 [&](const model::Empirical& law) { setEmpirical(law, scale); },
             },
             distribution);
}

double Sampler::empirical(double u) const {
  const Point* const next = std::upper_bound(points_, points_ + pointCount_, u,
                                             [](double share, const Point& point) { return share < point.share; });
  if (next == points_) return points_->value;
  const Point& point = next[-1];
  return point.value + point.slope * (u - point.share);
}

void Sampler::setEmpirical(const model::Empirical& law, double scale) {
  if (law.quantiles.empty()) return;
  auto points = std::make_shared<std::vector<Point>>();
  points->reserve(law.quantiles.size());
  for (const auto& [share, duration] : law.quantiles) points->push_back({share.value, nanosecondsOf(duration) * scale, 0});
  // The first and the last bound the law: what lies beyond them is at them.
  mean_ = points->front().value * points->front().share + points->back().value * (1 - points->back().share);
  for (std::size_t i = 0; i + 1 < points->size(); ++i) {
    Point& point = (*points)[i];
    const Point& next = (*points)[i + 1];
    const double width = next.share - point.share;
    mean_ += width * (point.value + next.value) / 2;
    if (width > 0) point.slope = (next.value - point.value) / width;
  }
  points_ = points->data();
  pointCount_ = points->size();
  table_ = std::move(points);
}

template <class Law>
void Sampler::tabulate(const Law& law, double factor) {
  struct Table {
    std::vector<Cell> cells;
    int bits;
  };
  static std::mutex mutex;
  static std::map<Shape, std::weak_ptr<const Table>> known;
  const std::lock_guard lock(mutex);
  auto& entry = known[shapeOf(law)];
  auto table = entry.lock();
  if (!table) {
    int bits = kFewestBits;
    while (bits < kMostBits && !fineEnough(law, bits, kOctaves)) ++bits;
    const auto half = static_cast<std::size_t>(kOctaves) << bits;
    auto made = std::make_shared<Table>();
    made->bits = bits;
    made->cells.reserve(2 * half);
    for (const bool upper : {false, true}) {
      Quantile from = quantileAt(law, upper, 0.5);
      for (std::size_t cell = 0; cell < half; ++cell) {
        const Quantile to = quantileAt(law, upper, tailAt(cell + 1, bits));
        const double width = widthOf(cell, bits);
        const Cubic cubic = hermite(nodeAt(from, width), nodeAt(to, width));
        made->cells.push_back({cubic.c0, cubic.c1, cubic.c2, cubic.c3});
        from = to;
      }
    }
    table = std::move(made);
    entry = table;
  }
  factor_ = factor;
  cells_ = table->cells.data();
  upperCells_ = table->cells.size() / 2;
  cellShift_ = 52 - table->bits;
  table_ = std::move(table);
}

}  // namespace virga::simulator
