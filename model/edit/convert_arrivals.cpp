#include "model/edit/convert_arrivals.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace virga::model {
namespace {

struct MeanRate {
  double operator()(const ConstantArrivals& a) const { return a.rate.perSecond; }
  double operator()(const PoissonArrivals& a) const { return a.rate.perSecond; }
  double operator()(const ProfileArrivals& a) const {
    if (a.points.empty()) return 0;
    double area = 0;
    for (std::size_t i = 1; i < a.points.size(); ++i)
      area += (a.points[i].at - a.points[i - 1].at).seconds() *
              (a.points[i].rate.perSecond + a.points[i - 1].rate.perSecond) / 2;
    const double span = (a.points.back().at - a.points.front().at).seconds();
    return span > 0 ? area / span : a.points.front().rate.perSecond;
  }
  double operator()(const BurstyArrivals& a) const {
    const double on = mean(a.on).seconds(), off = mean(a.off).seconds();
    return on + off > 0 ? (a.rate.perSecond * on + a.base.perSecond * off) / (on + off) : a.rate.perSecond;
  }
  double operator()(const EveryArrivals& a) const { return a.interval.nanoseconds > 0 ? 1 / a.interval.seconds() : 0; }
  double operator()(const CronArrivals&) const { return 1.0 / 60; }
  double operator()(const ClosedArrivals& a) const {
    const double think = mean(a.think).seconds();
    return think > 0 ? a.users / think : 1;
  }
  double operator()(const TraceArrivals&) const { return 1; }
  double operator()(const CountsArrivals&) const { return 1; }
};

// Four digits.
double rounded(double value) {
  if (!(value > 0)) return 0;
  const double step = std::pow(10, std::floor(std::log10(value)) - 3);
  return std::stod(fmt::format("{:.6g}", std::round(value / step) * step));  // no tail of binary digits
}

}  // namespace

double meanRate(const Arrivals& arrivals) { return std::visit(MeanRate{}, arrivals); }

Arrivals withWay(const Arrivals& arrivals, std::size_t way, Duration span) {
  if (way == arrivals.index()) return arrivals;
  const double mean = meanRate(arrivals);
  const Rate rate{rounded(mean)};
  switch (way) {
    case 0: return ConstantArrivals{rate};
    case 1: return PoissonArrivals{rate};
    case 2: return ProfileArrivals{{{Duration{}, rate}, {{span.nanoseconds / 2}, rate}, {span, rate}}, {}};
    case 3: {
      BurstyArrivals bursty;
      const double on = model::mean(bursty.on).seconds(), off = model::mean(bursty.off).seconds();
      bursty.rate = {rounded(mean * (on + off) / on)};
      return bursty;
    }
    case 4: return EveryArrivals{mean > 1e-9 ? Duration{std::max<std::int64_t>(1, std::llround(1e9 / mean))} : hours(1), {}};
    case 5: return CronArrivals{"* * * * *", "UTC"};
    case 6: {
      const Duration think = seconds(1);
      const double users = std::clamp(std::round(mean * think.seconds()), 1.0, 1e7);
      return ClosedArrivals{static_cast<int>(users), Constant{think}};
    }
    case 7: return TraceArrivals{};
    case 8: return CountsArrivals{};
    default: return arrivals;
  }
}

}  // namespace virga::model
