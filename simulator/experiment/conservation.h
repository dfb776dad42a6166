#pragma once

#include <optional>
#include <string>

#include "simulator/platform/world.h"

namespace virga::simulator {

// What has come in has gone out or is still there, for every component and at any time:
//  requests    sent = succeeded + failed + throttled + in flight
//  connections asked for = opened + refused + opening; opened = closed + open
//  functions   started = completed + busy
//  containers  arrived = started + refused + waiting
//  queues      sent = deleted + dead-lettered + expired + resident, and no more are visible than are resident
//  services    called = succeeded + failed + throttled
//  streams     put = processed + given up + expired + resident, for each consumer
//  topics      due to a receiver = delivered + failed + under way; so for notifications
//  schedules   deliveries begun = delivered + failed + in flight
//  databases   called = succeeded + failed + refused + throttled + in flight; open connections = those of all holders, and
//              no more than the limit
// Nothing, or a sentence about the first place where that doesn't hold: an error in the program.
std::optional<std::string> conservationBroken(const World& world);

}  // namespace virga::simulator
