#include "model/import/terraform/cloud_throttle.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace virga::model {

void throttleWithoutBurst(DesignBuilder& design, const ComponentId& api, Rate rate, const Place& at) {
  auto* const http = design.as<HttpApi>(api);
  if (!http || rate.perSecond > 1e9) return;
  http->throttle = Throttle{rate, std::max(1, static_cast<int>(std::round(rate.perSecond)))};
  design.assumed(at, fmt::format("the limit of '{}' has no burst beside its rate; what a second lets through is taken: {}",
                                 api, http->throttle->burst));
}

}  // namespace virga::model
