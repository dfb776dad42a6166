#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/architecture/distribution.h"

namespace virga::model {

// Reads a distribution as a catalog writes it: "5 ms", "{lognormal: {median: 4 ms, p99: 20 ms}}".
tl::expected<Distribution, std::string> parseDistribution(std::string_view text);

}  // namespace virga::model
