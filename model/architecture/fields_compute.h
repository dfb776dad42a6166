#pragma once

#include "model/architecture/component.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_gateway.h"
#include "model/architecture/fields_step.h"

// The fields of what runs steps, or stands for somebody else's.
namespace virga::model {

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<CpuArchitecture>{"x86_64", "arm64"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Packaging>{"zip", "image"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<InstanceStart>{"initialise", "snapshot"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Network>{"public", "vpc"};

template <>
inline constexpr auto kFields<Function> = std::tuple{
    field("runtime", &Function::runtime, "Language runtime as the catalog lists it: nodejs22, python3.12, java21.")
        .required()
        .as(TextForm::word),
    field("architecture", &Function::architecture, "Instruction set."),
    field("memory", &Function::memory, "Memory of one instance; on most platforms CPU follows it.")
        .shown()
        .between(mebibytes(1), gibibytes(1024)),
    field("timeout", &Function::timeout, "Longest execution.").shown().between(nanoseconds(1), kLongestTimeout),
    field("packaging", &Function::packaging, "Deployed as a zip package or as a container image."),
    field("package", &Function::package, "Size of the deployment package or image.").between(bytes(0), gibibytes(1024)),
    field("start", &Function::start,
          "A new instance initialises itself, or is restored from a snapshot that was taken after that (SnapStart)."),
    field("extra-init", &Function::extraInit,
          "Own work of initialisation: frameworks, connections. It takes as long with any memory; a snapshot holds it."),
    field("network", &Function::network, "Whether instances are attached to a virtual private network."),
    field("memory-used", &Function::memoryUsed, "Memory in use while nothing runs: runtime, code, caches; none: 0.")
        .between(bytes(0), gibibytes(1024)),
    field("memory-per-invocation", &Function::memoryPerInvocation,
          "Memory that each running invocation adds; an instance that runs out of memory is ended. None: 0.")
        .between(bytes(0), gibibytes(1024)),
    field("reserved-concurrency", &Function::reservedConcurrency,
          "Concurrency guaranteed to and at most for this function; 0 switches it off.")
        .between(0, 10'000'000),
    field("provisioned-concurrency", &Function::provisionedConcurrency, "Instances that are kept initialised.")
        .between(0, 10'000'000),
    field("instance-concurrency", &Function::instanceConcurrency, "Invocations at once in one instance.")
        .between(1, 100'000),
    field("errors", &Function::errors, "Share of the invocations that fail after their steps."),
    field("response", &Function::response, "Size of the answer.").between(bytes(0), kLargestSize),
    field("logs", &Function::logs, "Logs that each invocation writes, for the bill; none: 0.")
        .between(bytes(0), kLargestSize),
    field("duplicates", &Function::duplicates, "What a second delivery of the same message does."),
    field("sinks", &Function::sinks, "What its code builds out of input, beside what its calls say."),
    field("grants", &Function::grants, "Permissions that it has, beyond what the steps need."),
    field("steps", &Function::steps, "What one invocation does, in order."),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<WorkflowType>{"standard", "express"};

template <>
inline constexpr auto kFields<Workflow> = std::tuple{
    field("type", &Workflow::type, "Long and exactly once, or short and many."),
    field("timeout", &Workflow::timeout, "Longest execution.").between(nanoseconds(1), kLongestTimeout),
    field("payload", &Workflow::payload, "Data passed from state to state, for the bill.").between(bytes(0), kLargestSize),
    field("states", &Workflow::states, "What one execution does, in order; a call is a task."),
};

template <>
inline constexpr auto kFields<Autoscaling> = std::tuple{
    field("max-servers", &Autoscaling::maxServers, "Most servers.").shown().between(1, 1'000'000),
    field("target", &Autoscaling::target, "Busy share of all slots that is aimed at.").above(0),
    field("every", &Autoscaling::every, "Time between two looks at the load.").above(0),
    field("cooldown", &Autoscaling::cooldown, "Time that the load stays low before a server goes."),
    field("start", &Autoscaling::start, "Time until a new server takes requests."),
};
template <>
inline constexpr auto kFields<ContainerService> = std::tuple{
    field("servers", &ContainerService::servers, "Servers that always run.").shown().between(1, 1'000'000),
    field("autoscaling", &ContainerService::autoscaling, "Adds servers under load; none: their number is fixed."),
    field("vcpus", &ContainerService::vcpus, "vCPUs of a server.").above(0),
    field("memory", &ContainerService::memory, "Memory of a server.").between(mebibytes(1), gibibytes(1024)),
    field("concurrency", &ContainerService::concurrency, "Requests at once in one server.").shown().between(1, 1'000'000),
    field("queue-limit", &ContainerService::queueLimit, "Requests that may wait for a server; none: all.")
        .between(0, 1'000'000'000),
    field("timeout", &ContainerService::timeout, "Longest time of one request, its wait included.")
        .between(nanoseconds(1), kLongestTimeout),
    field("errors", &ContainerService::errors, "Share of the requests that fail after their steps."),
    field("logs", &ContainerService::logs, "Logs that each request writes, for the bill; none: 0.")
        .between(bytes(0), kLargestSize),
    field("steps", &ContainerService::steps, "What one request does, in order."),
};

template <>
inline constexpr auto kFields<External> = std::tuple{
    field("latency", &External::latency, "Time of one answer."),
    field("errors", &External::errors, "Share of the requests that fail."),
    field("throttle", &External::throttle, "Requests that it accepts; none: all."),
    field("transport", &External::transport, "How requests travel to it."),
    field("location", &External::location, "Where it keeps data: eu, us, ch; none: not known.").as(TextForm::word),
};

}  // namespace virga::model
