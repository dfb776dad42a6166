#pragma once

#include <string>
#include <string_view>

#include "model/architecture/architecture.h"

namespace virga::model {

// The stem with the ending; a stem that is too long for that is cut.
ComponentId idWithEnding(std::string_view stem, std::string_view ending);

// A component's name that isn't taken: the stem with the ending, else with "-2" and so on behind it.
ComponentId freshId(const Architecture& architecture, const std::string& stem, const std::string& ending = {});

}  // namespace virga::model
