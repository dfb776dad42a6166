#include "ui/calibrate/present_law.h"

#include <algorithm>
#include <variant>

#include "simulator/calibrate/propose.h"
#include "simulator/kernel/sampler.h"

namespace virga::ui {

std::optional<CdfCurve> presentLawOf(const model::Architecture& architecture, const model::Catalog& catalog,
                                     const model::ComponentId& id) {
  constexpr int kPoints = 300;
  const auto* component = architecture.find(id);
  const auto* function = component ? std::get_if<model::Function>(&component->kind) : nullptr;
  if (!function || function->steps.empty() || !simulator::onlyComputes(*function)) return std::nullopt;
  const auto& law = std::get<model::ComputeStep>(function->steps.front().what).work;
  if (const auto* empirical = std::get_if<model::Empirical>(&law); empirical && !empirical->file.empty())
    return std::nullopt;
  const double part = std::min(1.0, catalog.vcpus(function->memory));
  if (part <= 0) return std::nullopt;
  const simulator::Sampler sampler(law, 1 / part);
  CdfCurve curve;
  for (int i = 0; i < kPoints; ++i) {
    const double share = (i + 0.5) / kPoints;
    curve.ms.push_back(sampler.value(share) * 1e-6);
    curve.shares.push_back(share);
  }
  return curve;
}

}  // namespace virga::ui
