#pragma once

#include <string>

#include "simulator/alarms/propose.h"

namespace virga::cli {

// What virga alarms prints: the proposals with their rates of false alarms, what they notice, and what is left out.
std::string alarmsText(const simulator::AlarmProposals& proposals);

}  // namespace virga::cli
