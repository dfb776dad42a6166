#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/scenario.h"

namespace virga::simulator {

// The instants at which a cron expression's local time comes in the zone during the scenario's run, in ns from its start,
// rising. The error says why there are none: no such zone, a bad expression or start, too many for the memory.
tl::expected<std::shared_ptr<const std::vector<std::int64_t>>, std::string> cronInstants(const std::string& expression,
                                                                                         const std::string& timeZone,
                                                                                         const model::Scenario& scenario);

}  // namespace virga::simulator
