#pragma once

#include <cstdint>
#include <vector>

namespace virga::simulator {

// A function's steps, compiled to a flat list of operations. What an operation needs is in tables of the function,
// addressed by `arg`.
enum class OpType : std::uint8_t { compute, call, send, fork, choose, jump, end };

struct Op {
  OpType type = OpType::end;
  bool perMessage = false;
  std::uint32_t arg = 0;      // compute: sampler · call, send: edge · fork, choose: table · jump: target
  std::uint32_t ordinal = 0;  // number of the operation in the function: addresses its random draws
};

// Entry points of a fork's branches.
struct ForkTable {
  std::vector<std::uint32_t> entries;
};

// Options of a choice: taken if the draw is below `cumulative`; past the last one the choice does nothing.
struct ChoiceTable {
  struct Option {
    double cumulative;
    std::uint32_t entry;
  };
  std::vector<Option> options;
  std::uint32_t after = 0;
};

}  // namespace virga::simulator
