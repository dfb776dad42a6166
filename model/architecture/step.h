#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/architecture/component_ref.h"
#include "model/architecture/distribution.h"
#include "model/architecture/shift.h"
#include "model/units/byte_size.h"

namespace virga::model {

// Whether a step happens once an invocation or once for each message of its batch.
enum class Per { invocation, message };

// What a call does at the other side; stores price and time reads and writes apart.
enum class Operation { read, write, query, remove };

// CPU work, stated as time on one full vCPU; less CPU (by memory) stretches it.
struct ComputeStep {
  Distribution work = Constant{};
  Per per = Per::invocation;
  bool operator==(const ComputeStep&) const = default;
};

enum class BackoffGrowth { exponential, constant };

// What randomness does to a wait: nothing, anything from half to all of it, or anything from 0 to all of it. (Brooker,
// Exponential Backoff And Jitter, AWS Architecture Blog, 2015.)
enum class Jitter { none, equal, full };

// Further attempts after a failed, throttled or timed-out one. The wait before the n-th retry is backoff · 2^(n-1), or
// the backoff each time, and never more than the cap.
struct Retry {
  int attempts = 1;  // retries, 1 … 100
  Duration backoff;
  BackoffGrowth growth = BackoffGrowth::exponential;
  std::optional<Duration> cap = {};
  Jitter jitter = Jitter::none;
  std::optional<Share> budget = {};  // retries of an instance over its first attempts, at most; none: no bound
  bool operator==(const Retry&) const = default;
};

// Circuit breaker on one edge: opens when `failures` happened within `within`; while open (for `open`) calls fail at
// once; then probes, one at a time, are let through, and it closes after `probes` successful ones in a row.
struct Breaker {
  int failures = 5;
  Duration within = seconds(30);
  Duration open = seconds(20);
  int probes = 1;
  bool operator==(const Breaker&) const = default;
};

struct Step;
using Steps = std::vector<Step>;

// A synchronous request: the invocation waits, without using CPU, for the answer. Failure after the retries fails the
// invocation, or does the steps of `caught` instead and goes on.
struct CallStep {
  ComponentRef to;
  Operation operation = Operation::read;
  ByteSize size = kibibytes(1);  // payload or item
  Per per = Per::invocation;
  std::optional<Duration> timeout;
  std::optional<Retry> retry;
  std::optional<Breaker> breaker;
  std::optional<Steps> caught;  // `catch`
  bool operator==(const CallStep&) const;
};

// Hands a message to a queue, topic, stream, bus or connection; waits only for its acceptance. Sent to a function: an
// asynchronous invocation; to a workflow: an execution.
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

// All branches start together; the step ends when `count` of them have, and the rest goes on unwatched. It fails once too
// many have failed for `count` to be reached.
struct WaitForStep {
  int count = 1;  // 1 … the number of branches
  std::vector<Steps> branches;
  bool operator==(const WaitForStep&) const;
};

// The steps, one round after the other.
struct LoopStep {
  int times = 1;
  Steps steps;
  bool operator==(const LoopStep&) const;
};

// The steps once for each item, at most `limit` items at a time; ends when the last item is done. One failed item fails
// the step at once.
struct MapStep {
  int items = 1;
  int limit = 0;  // 0: all at once
  Steps steps;
  bool operator==(const MapStep&) const;
};

// Lets time pass without using CPU.
struct WaitStep {
  Distribution time = Constant{};
  bool operator==(const WaitStep&) const = default;
};

struct BranchOption;
// Exactly one option is taken, by probability. Shares sum to at most 100 %; what is missing does nothing.
struct BranchStep {
  std::vector<BranchOption> options;
  bool operator==(const BranchStep&) const;
};

struct Step {
  std::variant<ComputeStep, CallStep, SendStep, ParallelStep, WaitForStep, BranchStep, LoopStep, MapStep, WaitStep> what;
  bool operator==(const Step&) const;
};

struct BranchOption {
  Share share;
  Steps steps;
  std::optional<Shift> shift = {};  // moves the share over time
  bool operator==(const BranchOption&) const = default;
};

inline bool CallStep::operator==(const CallStep& other) const = default;
inline bool WaitForStep::operator==(const WaitForStep& other) const = default;
inline bool LoopStep::operator==(const LoopStep& other) const = default;
inline bool MapStep::operator==(const MapStep& other) const = default;
inline bool ParallelStep::operator==(const ParallelStep& other) const { return branches == other.branches; }
inline bool BranchStep::operator==(const BranchStep& other) const { return options == other.options; }
inline bool Step::operator==(const Step& other) const { return what == other.what; }

}  // namespace virga::model
