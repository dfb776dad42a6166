#pragma once

#include <optional>
#include <string>

#include "model/units/duration.h"

namespace virga::model {

// Reads "PT1M" and "P14D": days, hours, minutes and whole seconds of ISO 8601. Nothing for anything else.
std::optional<Duration> isoDuration(const std::string& text);

}  // namespace virga::model
