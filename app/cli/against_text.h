#pragma once

#include <string>

#include "simulator/results/paired.h"

namespace virga::cli {

// What another setting changes, for people: each flow's latency, cold-start shares and the bill, with the difference and
// its interval.
std::string againstText(const simulator::Against& against, const std::string& currency);

}  // namespace virga::cli
