#pragma once

#include <string>

#include <tl/expected.hpp>

#include "simulator/alarms/propose.h"

// What is said of proposed alarms, and how their options are written: the same in each program.
namespace virga::simulator {

// How many false alarms a month may bring, as people write it: 0.000001 … 1,000,000.
tl::expected<double, std::string> parseFalseAlarms(std::string_view text);

// "3 of 5 x 1 min".
std::string datapointsText(const model::Alarm& alarm);

// The most that was seen in the normal, to three figures, in the metric's unit.
std::string mostText(const AlarmProposal& proposal);

// "at most 1.5", or "2 (0.24 to 7.2)": a month, with 95 % confidence.
std::string falseAlarmsText(const FalseAlarms& rate);

// "payments, 10 min to 20 min".
std::string faultText(const Detection& detection);

// "after 3 min", "after 3 min in 4 of 5", "not noticed" or "is on before".
std::string detectionText(const Detection& detection);

// How sure the rates are and what would make them surer, a line each.
std::string howSureText(const AlarmProposals& proposals);

}  // namespace virga::simulator
