#pragma once

#include <optional>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "ui/calibrate/cdf_curve.h"

namespace virga::ui {

// How durations of the function are distributed by the design: its computation, stretched to what its memory buys of a
// vCPU. Nothing where it does more than compute, or the law is one of a file. The catalog is that of the project's plan.
std::optional<CdfCurve> presentLawOf(const model::Architecture& architecture, const model::Catalog& catalog,
                                     const model::ComponentId& function);

}  // namespace virga::ui
