#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/messaging.h"

namespace virga::model {

// The cron expressions of five fields, in numbers alone, that together start at the times of the schedule: one of a cron
// schedule; of an interval that divides the day as many as it takes ("every 90 min" is two). Sunday is 0. The error says
// why there are none: an interval that doesn't divide the day starts at no fixed times of it.
tl::expected<std::vector<std::string>, std::string> cronLines(const Schedule& schedule);

}  // namespace virga::model
