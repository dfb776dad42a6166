#pragma once

#include <cstdint>
#include <vector>

#include "simulator/platform/moving_share.h"

namespace virga::simulator {

// Steps, compiled to a flat list of operations. What an operation needs is in tables of the function, addressed by `arg`.
//  compute     work on the CPU                        arg: sampler
//  call, send  to another component                   arg: edge
//  caught      end of a call's `catch`: goes on behind the call   arg: the call
//  pause       time without CPU                       arg: sampler
//  transition  from one state of a workflow to the next
//  fork        branches at once, until enough are done            arg: fork
//  repeat      rounds of one branch, some at a time   arg: fork
//  choose      one of several options                 arg: choice
//  jump        arg: the operation to go on with
//  end         of a strand
enum class OpType : std::uint8_t { compute, call, send, caught, pause, transition, fork, repeat, choose, jump, end };

struct Op {
  OpType type = OpType::end;
  bool perMessage = false;
  std::uint32_t arg = 0;
  std::uint32_t ordinal = 0;  // number of the operation in the function: addresses its random draws
};

// Entry points of a fork's branches; of a repetition its only one.
struct ForkTable {
  std::vector<std::uint32_t> entries;
  std::uint32_t needed = 0;  // fork: branches that must be done
  std::uint32_t rounds = 0;  // repeat
  std::uint32_t atOnce = 1;  // repeat: rounds at a time
};

// Options of a choice: taken in order by one draw; past the last one the choice does nothing.
struct ChoiceTable {
  struct Option {
    MovingShare share;
    std::uint32_t entry;
  };
  std::vector<Option> options;
  std::uint32_t after = 0;
};

}  // namespace virga::simulator
