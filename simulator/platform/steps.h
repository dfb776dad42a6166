#pragma once

#include <cstdint>
#include <vector>

#include "simulator/platform/program.h"
#include "simulator/platform/records.h"

namespace virga::simulator {

struct World;

// platform/steps.cpp: the operations of invocations, strand by strand.
void startSteps(World& world, std::uint32_t invocation);
// Runs operations until the strand waits or ends.
void advance(World& world, std::uint32_t strand);
// The step at the strand's place is done for the message at hand, or altogether.
void nextStep(World& world, std::uint32_t strand, const Op& op);
// The strand can't go on: the step that it is a branch of fails, and the invocation with it, unless a step waits for some
// of its branches only and enough are left.
void strandFails(World& world, std::uint32_t strand);
// What the strand waits for has come.
void answerStep(World& world, std::uint32_t strand, Outcome outcome);
void computed(World& world, std::uint32_t cpu);
void endStrands(World& world, std::uint32_t invocation);

// platform/calls.cpp: what steps ask of others.
// Starts one attempt of the call or send at the strand's place. The answer comes as an event or, where it takes no time,
// through the call stack; in both cases to answerStep.
void startCall(World& world, std::uint32_t strand, const Op& op);
void callAnswered(World& world, std::uint32_t strand, const Op& op, Outcome outcome);
void callAgain(World& world, std::uint32_t strand);

// The messages of the invocation's batch; null where it has none.
const std::vector<std::uint32_t>* batchOf(const World& world, const Invocation& invocation);

// Whose draws a step takes: the strand's, or those of the message at hand.
struct Subject {
  std::uint64_t id;
  std::uint32_t attempt;
};
Subject subjectOf(const World& world, const Invocation& invocation, const Strand& strand, bool perMessage);
inline std::uint32_t drawNumber(std::uint32_t ordinal, std::uint32_t eventAttempt, std::uint32_t callAttempt) {
  return (ordinal & 0xFFFFu) | (eventAttempt & 0xFFu) << 16 | (callAttempt & 0xFFu) << 24;
}

}  // namespace virga::simulator
