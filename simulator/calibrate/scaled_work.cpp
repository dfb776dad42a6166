#include "simulator/calibrate/scaled_work.h"

#include <cmath>
#include <type_traits>

#include "model/project/choice_view.h"
#include "model/project/field_view.h"
#include "simulator/calibrate/likelihood_fit.h"

namespace virga::simulator {

namespace {

model::Duration scaledTime(model::Duration time, double factor) { return roundedTime(time.milliseconds() * factor); }

bool isComputation(const model::FieldView& field) {
  return field.type == model::FieldView::Type::distribution && field.path.ends_with(".compute");
}

}  // namespace

model::Distribution scaledLaw(const model::Distribution& law, double factor) {
  const auto scaled = [factor](model::Duration time) { return scaledTime(time, factor); };
  return std::visit(
      [&](auto stated) -> model::Distribution {
        using Law = decltype(stated);
        if constexpr (std::is_same_v<Law, model::Constant>) {
          stated.value = scaled(stated.value);
        } else if constexpr (std::is_same_v<Law, model::Uniform>) {
          stated.min = scaled(stated.min);
          stated.max = scaled(stated.max);
        } else if constexpr (std::is_same_v<Law, model::LognormalMeanP95>) {
          stated.mean = scaled(stated.mean);
          stated.p95 = scaled(stated.p95);
        } else if constexpr (std::is_same_v<Law, model::LognormalMedianP99>) {
          stated.median = scaled(stated.median);
          stated.p99 = scaled(stated.p99);
        } else if constexpr (std::is_same_v<Law, model::LognormalMedianSigma>) {
          stated.median = scaled(stated.median);
        } else if constexpr (std::is_same_v<Law, model::Weibull>) {
          stated.scale = scaled(stated.scale);
        } else if constexpr (std::is_same_v<Law, model::Empirical>) {
          for (auto& [share, time] : stated.quantiles) time = scaled(time);
        } else {
          stated.mean = scaled(stated.mean);
        }
        return stated;
      },
      law);
}

std::vector<std::string> computationsOf(const model::Architecture& architecture, const model::ComponentId& function) {
  std::vector<std::string> paths;
  for (const auto& field : model::fieldViews(architecture, function))
    if (isComputation(field)) paths.push_back(field.path);
  return paths;
}

std::vector<model::Setting> scaledWork(const model::Architecture& architecture, const model::ComponentId& function,
                                       double factor) {
  std::vector<model::Setting> settings;
  for (const auto& field : model::fieldViews(architecture, function)) {
    if (!isComputation(field)) continue;
    const auto law = model::parseLaw(field.text.empty() ? field.defaultText : field.text);
    if (law) settings.push_back({field.path, model::toText(scaledLaw(*law, factor))});
  }
  return settings;
}

std::optional<double> factorFor(double wanted, double atOne, double other, double atOther) {
  const double slope = (atOther - atOne) / (other - 1);
  if (!(slope > 0)) return std::nullopt;
  const double factor = 1 + (wanted - atOne) / slope;
  if (!(factor > 0) || !std::isfinite(factor)) return std::nullopt;
  return factor;
}

}  // namespace virga::simulator
