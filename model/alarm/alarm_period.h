#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/units/duration.h"

namespace virga::model {

// Reads the time over which a datapoint is taken, as project files take it: 10 s … 1 d. The error says what would be right.
tl::expected<Duration, std::string> parseAlarmPeriod(std::string_view text);

}  // namespace virga::model
