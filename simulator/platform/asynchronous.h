#pragma once

#include <cstdint>

#include "simulator/platform/records.h"

namespace virga::simulator {

struct World;

// Asynchronous invocations, which the platform keeps and tries again.
void invokeAsync(World& world, std::uint32_t function, std::uint64_t id, std::uint16_t hops);
void asyncAgain(World& world, std::uint32_t event);
void asyncAnswered(World& world, std::uint32_t event, Outcome outcome);

}  // namespace virga::simulator
