#include "simulator/calibrate/service_law.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "simulator/calibrate/quantile_law.h"
#include "simulator/calibrate/value_sample.h"

namespace virga::simulator {

namespace {

constexpr double kAboutTheSame = 0.01;  // of the median, from the 1st to the 99th percentile

}  // namespace

std::optional<ServiceLaw> fitServiceLaw(std::vector<double> sorted, std::uint64_t values) {
  if (sorted.empty()) return std::nullopt;
  ServiceLaw law;
  law.values = values;
  const auto positive = std::upper_bound(sorted.begin(), sorted.end(), 0.0);
  if (positive != sorted.begin() && positive != sorted.end()) {
    law.resolutionMs = *positive;
    std::fill(sorted.begin(), positive, law.resolutionMs / 2);
  }
  law.sorted = std::move(sorted);
  const double spread = sampleQuantile(law.sorted, 0.99) - sampleQuantile(law.sorted, 0.01);
  law.constant = spread <= kAboutTheSame * sampleQuantile(law.sorted, 0.5);
  if (law.constant || law.sorted.size() < kFewestToFit) return law;
  for (const auto family : {LawFamily::exponential, LawFamily::lognormal, LawFamily::gamma, LawFamily::weibull})
    if (auto fit = fitLikelihood(family, law.sorted)) {
      const auto goodness = goodnessOf(*fit, law.sorted);
      law.tried.push_back({std::move(*fit), goodness});
    }
  std::stable_sort(law.tried.begin(), law.tried.end(),
                   [](const TriedLaw& a, const TriedLaw& b) { return a.fit.bic < b.fit.bic; });
  for (std::size_t i = 0; i < law.tried.size() && !law.chosen; ++i)
    if (law.tried[i].goodness.holds && model::validate(lawOf(law.tried[i].fit, 1))) law.chosen = i;
  return law;
}

model::Distribution ServiceLaw::law(double scale) const {
  if (constant) return model::Constant{roundedTime(sampleQuantile(sorted, 0.5) * scale)};
  if (chosen) return lawOf(tried[*chosen].fit, scale);
  if (sorted.size() < 2 || sorted.front() == sorted.back())
    return model::Constant{roundedTime(sampleQuantile(sorted, 0.5) * scale)};
  return quantileLaw(sorted, scale);
}

double ServiceLaw::lawMeanMs() const { return mean(law(1)).milliseconds(); }

double ServiceLaw::shareAt(double ms) const {
  if (chosen) return lawShare(tried[*chosen].fit, ms);
  const auto upTo = std::upper_bound(sorted.begin(), sorted.end(), ms) - sorted.begin();
  return static_cast<double>(upTo) / static_cast<double>(sorted.size());
}

std::string ServiceLaw::text() const {
  if (sorted.size() < kFewestToFit)
    return fmt::format("as logged: {} too few to fit a law",
                       sorted.size() == 1 ? std::string("1 time is") : fmt::format("{} times are", sorted.size()));
  if (constant) return "constant: 98 % of the times are within 1 % of each other";
  const auto described = [](const TriedLaw& law) {
    const auto p = law.goodness.pValue ? fmt::format(", p {:.2f}", *law.goodness.pValue) : std::string();
    return fmt::format("KS distance {:.3f}{}, p99 {:+.1f} %", law.goodness.distance, p, law.goodness.errorP99 * 100);
  };
  if (chosen) {
    const auto& law = tried[*chosen];
    return fmt::format("{} ({})", familyName(law.fit.family), described(law));
  }
  if (tried.empty()) return "quantiles as logged: no law could be fitted";
  return fmt::format("quantiles as logged: the best law, {}, doesn't hold ({})", familyName(tried.front().fit.family),
                     described(tried.front()));
}

}  // namespace virga::simulator
