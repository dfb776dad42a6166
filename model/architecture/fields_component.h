#pragma once

#include "model/architecture/component.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_step.h"
#include "model/architecture/fields_time.h"

// The fields of components.
namespace virga::model {

template <>
inline constexpr auto kFields<Throttle> = std::tuple{
    field("rate", &Throttle::rate, "Requests per time that are let through in the long run.")
        .required()
        .between(0, kMaxRate),
    field("burst", &Throttle::burst, "Requests that may come at once.").shown().between(1, 1'000'000'000),
};

template <>
inline constexpr auto kFields<Flow> = std::tuple{
    field("to", &Flow::to, "Component that gets the requests.").required().to(kinds<HttpApi, Function, Queue>()),
    field("route", &Flow::route, "Method and path at an HTTP API: POST /orders.").as(TextForm::route),
    field("arrivals", &Flow::arrivals, "How the requests come."),
    field("payload", &Flow::payload, "Size of one request.").between(bytes(0), kLargestSize),
};
template <>
inline constexpr auto kFields<Client> = std::tuple{
    field("sends", &Client::sends, "Kinds of requests that the client sends."),
};

template <>
inline constexpr auto kFields<Route> = std::tuple{
    field("route", &Route::route, "Method and path: POST /orders, ANY /items/{id}.").required().as(TextForm::route),
    field("to", &Route::to, "Function that answers.").required().to(kinds<Function>()),
};
template <>
inline constexpr auto kFields<ApiAuth> = std::tuple{
    field("with", &ApiAuth::with, "User directory whose tokens are verified.").required().to(kinds<Auth>()),
};
template <>
inline constexpr auto kFields<Cors> = std::tuple{
    field("origins", &Cors::origins, "Origins that browsers may call from.").required(),
};
template <>
inline constexpr auto kFields<HttpApi> = std::tuple{
    field("throttle", &HttpApi::throttle, "Token bucket; none: the provider's default."),
    field("auth", &HttpApi::auth, "Token verification on each request."),
    field("cors", &HttpApi::cors, "Cross-origin rules."),
    field("timeout", &HttpApi::timeout, "Integration timeout; none: the provider's limit.")
        .between(nanoseconds(1), kLongestTimeout),
    field("routes", &HttpApi::routes, "What answers which requests."),
};

template <>
inline constexpr auto kFields<Auth> = std::tuple{
    field("latency", &Auth::latency, "Time of one verification; none: the provider's."),
    field("monthly-active-users", &Auth::monthlyActiveUsers, "Users of a month, for the bill.").between(0, 1e12),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<CpuArchitecture>{"x86_64", "arm64"};

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
    field("package", &Function::package, "Size of the deployment package.").between(bytes(0), gibibytes(1024)),
    field("extra-init", &Function::extraInit, "Own work at start: frameworks, connections."),
    field("reserved-concurrency", &Function::reservedConcurrency,
          "Concurrency guaranteed to and at most for this function; 0 switches it off.")
        .between(0, 10'000'000),
    field("provisioned-concurrency", &Function::provisionedConcurrency, "Instances that are kept initialised.")
        .between(0, 10'000'000),
    field("instance-concurrency", &Function::instanceConcurrency, "Invocations at once in one instance.")
        .between(1, 100'000),
    field("errors", &Function::errors, "Share of the invocations that fail after their steps."),
    field("response", &Function::response, "Size of the answer.").between(bytes(0), kLargestSize),
    field("steps", &Function::steps, "What one invocation does, in order."),
};

template <>
inline constexpr auto kFields<Consumer> = std::tuple{
    field("to", &Consumer::to, "Function that gets the batches.").required().to(kinds<Function>()),
    field("batch", &Consumer::batch, "Most messages in one invocation.").shown().between(1, 10'000),
    field("window", &Consumer::window, "Longest wait for a batch to fill; 0 s: none.").between(seconds(0), hours(1)),
    field("max-concurrency", &Consumer::maxConcurrency, "Most invocations at once from this queue.").between(1, 10'000'000),
};
template <>
inline constexpr auto kFields<Queue> = std::tuple{
    field("visibility", &Queue::visibility, "Time that a received message stays hidden from others.")
        .between(seconds(0), kLongestTimeout),
    field("retention", &Queue::retention, "Age at which messages expire.").between(seconds(1), days(3660)),
    field("max-receives", &Queue::maxReceives, "Receives after which a message goes to the dead-letter queue.")
        .between(1, 1'000'000),
    field("dead-letter", &Queue::deadLetter, "Queue for messages that failed too often.").to(kinds<Queue>()),
    field("consumers", &Queue::consumers, "Functions that take the messages."),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Capacity>{"on-demand", "provisioned"};

inline constexpr ByteSize kLargestStorage = gibibytes(8'000'000);

template <>
inline constexpr auto kFields<NosqlDb> = std::tuple{
    field("billing", &NosqlDb::billing, "Paid per request, or capacity kept ready."),
    field("read-units", &NosqlDb::readUnits, "Provisioned reads per second.").between(1, 1e9),
    field("write-units", &NosqlDb::writeUnits, "Provisioned writes per second.").between(1, 1e9),
    field("partition-key", &NosqlDb::partitionKey, "Attribute that spreads the items over partitions."),
    field("storage", &NosqlDb::storage, "Data kept, for the bill.").between(bytes(0), kLargestStorage),
    field("read-latency", &NosqlDb::readLatency, "Time of one read; none: the provider's."),
    field("write-latency", &NosqlDb::writeLatency, "Time of one write; none: the provider's."),
};
template <>
inline constexpr auto kFields<Cache> = std::tuple{
    field("hits", &Cache::hits, "Share of the reads that the cache answers."),
    field("origin", &Cache::origin, "What a miss reads; none: a miss costs nothing more.")
        .to(kinds<ObjectStore, NosqlDb, External>()),
    field("storage", &Cache::storage, "Size of the cache.").between(bytes(0), kLargestStorage),
    field("latency", &Cache::latency, "Time of one access; none: the provider's."),
};
template <>
inline constexpr auto kFields<External> = std::tuple{
    field("latency", &External::latency, "Time of one answer."),
    field("errors", &External::errors, "Share of the requests that fail."),
    field("throttle", &External::throttle, "Requests that it accepts; none: all."),
};
template <>
inline constexpr auto kFields<ObjectStore> = std::tuple{
    field("storage", &ObjectStore::storage, "Data kept, for the bill.").between(bytes(0), kLargestStorage),
    field("read-latency", &ObjectStore::readLatency, "Time of one read; none: the provider's."),
    field("write-latency", &ObjectStore::writeLatency, "Time of one write; none: the provider's."),
};

// One sentence about a kind, in the order of ComponentKind.
inline constexpr std::array<std::string_view, std::variant_size_v<ComponentKind>> kKindHelp{
    "Sends requests from outside.",
    "HTTP API: routes requests to functions.",
    "Code that runs on demand.",
    "Message queue with consumers.",
    "Files and blobs.",
    "Key-value or document table.",
    "In-memory cache.",
    "User directory and token issuer.",
    "A third party or a legacy system, known only from outside.",
};

}  // namespace virga::model
