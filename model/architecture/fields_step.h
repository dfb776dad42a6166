#pragma once

#include "model/architecture/fields.h"
#include "model/architecture/step.h"

// The fields of steps. The first field of each kind of step names it.
namespace virga::model {

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Per>{"invocation", "message"};
template <>
inline constexpr std::array<std::string_view, 4> kEnumNames<Operation>{"read", "write", "query", "remove"};

inline constexpr Duration kLongestTimeout = days(366);
inline constexpr ByteSize kLargestSize = gibibytes(1024);

template <>
inline constexpr auto kFields<Shift> = std::tuple{
    field("to", &Shift::to, "Share at the end."),
    field("from", &Shift::from, "Simulated time at which the share begins to move."),
    field("over", &Shift::over, "Time that it takes."),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<BackoffGrowth>{"exponential", "constant"};
template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Jitter>{"none", "equal", "full"};
template <>
inline constexpr auto kFields<Retry> = std::tuple{
    field("attempts", &Retry::attempts, "Further attempts after the first.").shown().between(1, 100),
    field("backoff", &Retry::backoff, "Wait before the first retry.").atMost(kLongestTimeout),
    field("growth", &Retry::growth, "The wait doubles from retry to retry, or stays."),
    field("cap", &Retry::cap, "Longest wait; none: no bound.").atMost(kLongestTimeout),
    field("jitter", &Retry::jitter, "Randomness of the wait: none, half of it, or all of it."),
    field("budget", &Retry::budget, "Retries of an instance over its first attempts, at most; none: no bound."),
};
template <>
inline constexpr auto kFields<Breaker> = std::tuple{
    field("failures", &Breaker::failures, "Failures that open the breaker.").shown().between(1, 1'000'000),
    field("within", &Breaker::within, "Time in which the failures must fall.").shown().above(0),
    field("open", &Breaker::open, "Time that the breaker stays open before it probes.")
        .shown()
        .above(0)
        .atMost(kLongestTimeout),
    field("probes", &Breaker::probes, "Successful probes that close it again.").between(1, 1'000),
};

template <>
inline constexpr auto kFields<ComputeStep> = std::tuple{
    field("compute", &ComputeStep::work, "CPU work, as time on one full vCPU.").required(),
    field("per", &ComputeStep::per, "Once an invocation, or for each message of its batch."),
};
template <>
inline constexpr auto kFields<CallStep> = std::tuple{
    field("call", &CallStep::to, "Component that is called; the invocation waits for the answer.")
        .required()
        .to(kinds<Function, ObjectStore, NosqlDb, SqlDb, Cache, Workflow, SecretStore, External, ContainerService>()),
    field("operation", &CallStep::operation, "What the call does at a store."),
    field("size", &CallStep::size, "Payload or item.").between(bytes(0), kLargestSize),
    field("per", &CallStep::per, "Once an invocation, or for each message of its batch."),
    field("timeout", &CallStep::timeout, "Longest wait for one attempt.").between(nanoseconds(1), kLongestTimeout),
    field("retry", &CallStep::retry, "Further attempts after a failed one."),
    field("breaker", &CallStep::breaker, "Circuit breaker on this call."),
    field("catch", &CallStep::caught, "What is done instead when the call has failed; none: the invocation fails."),
};
template <>
inline constexpr auto kFields<SendStep> = std::tuple{
    field("send", &SendStep::to, "What gets a message; a function is invoked asynchronously.")
        .required()
        .to(kinds<WebsocketApi, Function, Queue, Topic, Stream, EventBus, Workflow>()),
    field("size", &SendStep::size, "Size of the message.").between(bytes(0), kLargestSize),
    field("per", &SendStep::per, "Once an invocation, or for each message of its batch."),
};
template <>
inline constexpr auto kFields<ParallelStep> = std::tuple{
    field("parallel", &ParallelStep::branches, "Branches that start together; each a step or a list of steps.").required(),
};
template <>
inline constexpr auto kFields<WaitForStep> = std::tuple{
    field("wait-for", &WaitForStep::count, "Branches that must end before the step does.").required().between(1, 10'000),
    field("of", &WaitForStep::branches, "Branches that start together; each a step or a list of steps.").required(),
};
template <>
inline constexpr auto kFields<LoopStep> = std::tuple{
    field("loop", &LoopStep::times, "Rounds, one after the other.").required().between(0, 1'000'000),
    field("steps", &LoopStep::steps, "What each round does."),
};
template <>
inline constexpr auto kFields<MapStep> = std::tuple{
    field("map", &MapStep::items, "Items that the steps are done for.").required().between(0, 1'000'000),
    field("limit", &MapStep::limit, "Items at a time; 0: all at once.").between(0, 1'000'000),
    field("steps", &MapStep::steps, "What is done for each."),
};
template <>
inline constexpr auto kFields<WaitStep> = std::tuple{
    field("wait", &WaitStep::time, "Time that passes without using CPU.").required(),
};
template <>
inline constexpr auto kFields<BranchOption> = std::tuple{
    field("share", &BranchOption::share, "Probability of this option.").required(),
    field("shift", &BranchOption::shift, "Moves the share over time."),
    field("steps", &BranchOption::steps, "What it does."),
};
template <>
inline constexpr auto kFields<BranchStep> = std::tuple{
    field("branch", &BranchStep::options, "Options of which one is taken; what is missing to 100 % does nothing.")
        .required(),
};

}  // namespace virga::model
