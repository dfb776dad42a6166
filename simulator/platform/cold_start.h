#pragma once

#include <cstdint>
#include <optional>

#include "simulator/kernel/sampler.h"

namespace virga::simulator {

struct World;
struct Instance;
struct CompiledFunction;
struct FunctionState;
struct FunctionStreams;

// How an instance of a function starts.
struct CompiledStart {
  std::int64_t firstCall = 0;        // ns that the first execution takes longer, measured at the function's memory
  Sampler provision, init;           // init: or the restore from a snapshot
  std::optional<Sampler> extraInit;  // own work of initialisation; it takes as long with any memory
  std::int64_t attach = 0;           // ns to the virtual private network
  std::int64_t initTimeout = -1;     // ns; -1: none
  bool retriesInInvocation = false;  // after that timeout initialisation begins again within the first execution
  bool initBilled = true;

  double mean() const {  // ns
    return provision.mean() + init.mean() + (extraInit ? extraInit->mean() : 0.0) + static_cast<double>(attach);
  }
};

// Time of one cold start.
struct ColdStartTime {
  std::int64_t provision, init;  // ns; init: at most its timeout
  std::int64_t again = 0;        // ns of initialisation that the first execution begins with
  bool fails = false;            // the instance never gets ready
};
// n and k address the draws.
ColdStartTime drawColdStart(const CompiledFunction& function, const FunctionStreams& streams, std::uint64_t n,
                            std::uint32_t k);
// Leaves in the instance what of its start is still to come.
void beginStart(FunctionState& state, Instance& instance, const ColdStartTime& time);

// The invocation's execution in its instance, which is ready: it takes its memory, waits for what a first execution does
// beside its steps, and does its steps. An instance that can't serve it ends with all that it runs.
void executionStarts(World& world, std::uint32_t invocation);
// The execution is over and gives its memory back.
void leaveMemory(World& world, std::uint32_t invocation);
// Whether the instance is gone once it runs nothing more.
bool isEnding(const Instance& instance);

}  // namespace virga::simulator
