#pragma once

#include <nlohmann/json.hpp>

namespace virga::model {

// The $defs that quantities and distributions are described by in every schema: duration, size, rate, share, distribution.
nlohmann::ordered_json quantityDefinitions();

}  // namespace virga::model
