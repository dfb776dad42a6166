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
inline constexpr auto kFields<Retry> = std::tuple{
    field("attempts", &Retry::attempts, "Further attempts after the first.").shown().between(1, 100),
    field("backoff", &Retry::backoff, "Wait before the first retry; doubled before each next one.").atMost(kLongestTimeout),
};
template <>
inline constexpr auto kFields<Breaker> = std::tuple{
    field("failures", &Breaker::failures, "Failures that open the breaker.").shown().between(1, 1'000'000),
    field("within", &Breaker::within, "Time in which the failures must fall.").shown().above(0),
    field("open", &Breaker::open, "Time that the breaker stays open before it probes.")
        .shown()
        .above(0)
        .atMost(kLongestTimeout),
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
        .to(kinds<Function, ObjectStore, NosqlDb, Cache, External>()),
    field("operation", &CallStep::operation, "What the call does at a store."),
    field("size", &CallStep::size, "Payload or item.").between(bytes(0), kLargestSize),
    field("per", &CallStep::per, "Once an invocation, or for each message of its batch."),
    field("timeout", &CallStep::timeout, "Longest wait for one attempt.").between(nanoseconds(1), kLongestTimeout),
    field("retry", &CallStep::retry, "Further attempts after a failed one."),
    field("breaker", &CallStep::breaker, "Circuit breaker on this call."),
};
template <>
inline constexpr auto kFields<SendStep> = std::tuple{
    field("send", &SendStep::to, "Queue that gets a message, or function that is invoked asynchronously.")
        .required()
        .to(kinds<Function, Queue>()),
    field("size", &SendStep::size, "Size of the message.").between(bytes(0), kLargestSize),
    field("per", &SendStep::per, "Once an invocation, or for each message of its batch."),
};
template <>
inline constexpr auto kFields<ParallelStep> = std::tuple{
    field("parallel", &ParallelStep::branches, "Branches that start together; each a step or a list of steps.").required(),
};
template <>
inline constexpr auto kFields<BranchOption> = std::tuple{
    field("share", &BranchOption::share, "Probability of this option.").required(),
    field("steps", &BranchOption::steps, "What it does."),
};
template <>
inline constexpr auto kFields<BranchStep> = std::tuple{
    field("branch", &BranchStep::options, "Options of which one is taken; what is missing to 100 % does nothing.")
        .required(),
};

}  // namespace virga::model
