#pragma once

#include <string>

#include "simulator/results/advice.h"

namespace virga::cli {

// The advice as a table of scores, the reasons of each, and the verdict in sentences.
std::string adviceText(const simulator::Advice& advice, const simulator::Comparison& comparison);

}  // namespace virga::cli
