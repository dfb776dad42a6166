#pragma once

#include <cstdint>

#include "simulator/platform/records.h"

namespace virga::simulator {

struct World;

// The steps of invocations.
void startSteps(World& world, std::uint32_t invocation);
void answerStep(World& world, std::uint32_t strand, Outcome outcome);
void callAgain(World& world, std::uint32_t strand);
void computed(World& world, std::uint32_t cpu);
void endStrands(World& world, std::uint32_t invocation);

}  // namespace virga::simulator
