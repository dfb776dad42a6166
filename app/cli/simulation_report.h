#pragma once

#include <string>

#include "simulator/results/result.h"

namespace virga::cli {

// The result for people: flows, components by kind, where it queues, and the bill's largest lines.
std::string reportText(const simulator::Result& result);

}  // namespace virga::cli
