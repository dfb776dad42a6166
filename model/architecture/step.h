#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/architecture/component_ref.h"
#include "model/architecture/distribution.h"
#include "model/units/byte_size.h"

namespace virga::model {

// Whether a step happens once an invocation or once for each message of its batch.
enum class Per { invocation, message };

// What a call does at the other side; stores price and time reads and writes apart.
enum class Operation { read, write, query, remove };

struct Step;
using Steps = std::vector<Step>;

// CPU work, stated as time on one full vCPU; less CPU (by memory) stretches it.
struct ComputeStep {
  Distribution work = Constant{};
  Per per = Per::invocation;
  bool operator==(const ComputeStep&) const = default;
};

// Further attempts after a failed, throttled or timed-out one. The wait before the n-th retry is backoff · 2^(n-1).
struct Retry {
  int attempts = 1;  // retries, 1 … 100
  Duration backoff;
  bool operator==(const Retry&) const = default;
};

// Circuit breaker on one edge: opens when `failures` happened within `within`; while open (for `open`) calls fail at
// once; then one probe decides whether it closes.
struct Breaker {
  int failures = 5;
  Duration within = seconds(30);
  Duration open = seconds(20);
  bool operator==(const Breaker&) const = default;
};

// A synchronous request: the invocation waits, without using CPU, for the answer. Failure after the retries fails the
// invocation.
struct CallStep {
  ComponentRef to;
  Operation operation = Operation::read;
  ByteSize size = kibibytes(1);  // payload or item
  Per per = Per::invocation;
  std::optional<Duration> timeout;
  std::optional<Retry> retry;
  std::optional<Breaker> breaker;
  bool operator==(const CallStep&) const = default;
};

// Hands a message to a queue; waits only for the queue's acceptance. Sent to a function: an asynchronous invocation.
struct SendStep {
  ComponentRef to;
  ByteSize size = kibibytes(1);
  Per per = Per::invocation;
  bool operator==(const SendStep&) const = default;
};

// All branches start together; the step ends when the last one has. One failed branch fails the step at once.
struct ParallelStep {
  std::vector<Steps> branches;
  bool operator==(const ParallelStep&) const;
};

struct BranchOption;
// Exactly one option is taken, by probability. Shares sum to at most 100 %; what is missing does nothing.
struct BranchStep {
  std::vector<BranchOption> options;
  bool operator==(const BranchStep&) const;
};

struct Step {
  std::variant<ComputeStep, CallStep, SendStep, ParallelStep, BranchStep> what;
  bool operator==(const Step&) const = default;
};

struct BranchOption {
  Share share;
  Steps steps;
  bool operator==(const BranchOption&) const = default;
};

inline bool ParallelStep::operator==(const ParallelStep& other) const { return branches == other.branches; }
inline bool BranchStep::operator==(const BranchStep& other) const { return options == other.options; }

}  // namespace virga::model
