#pragma once

#include "model/import/design_builder.h"

namespace virga::model {

// Sets the limit of an API that states none beside its rate: the burst of a design is taken for what a second lets through,
// and reported. Rates above 1e9/s are left out.
void throttleWithoutBurst(DesignBuilder& design, const ComponentId& api, Rate rate, const Place& at);

}  // namespace virga::model
