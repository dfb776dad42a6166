#pragma once

#include <string>

#include "model/problem.h"
#include "simulator/experiment/replication.h"
#include "simulator/platform/world.h"

namespace virga::simulator {

// The id of the flow's client, whose random streams carry the flow's number, too.
std::string clientOf(const CompiledFlow& flow);

// The id of the component at which the event happens, for people; empty where it is at no single one. The event must not
// have been dispatched yet.
std::string placeOf(const World& world, const Event& event);

// Records of whatever is on its way: requests, invocations, messages with an identity of their own, deliveries.
std::uint64_t inFlight(const World& world);

// What to tell people.
model::Problem problemOf(const TimeStandsStill& still);

}  // namespace virga::simulator
