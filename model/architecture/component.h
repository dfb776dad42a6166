#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/architecture/arrivals.h"
#include "model/architecture/component_ref.h"
#include "model/architecture/step.h"
#include "model/units/byte_size.h"
#include "model/units/rate.h"
#include "model/units/share.h"

namespace virga::model {

// Token bucket: refilled continuously at `rate`, holds at most `burst` tokens, starts full; a request without a token
// is throttled.
struct Throttle {
  Rate rate;
  int burst = 1;  // >= 1
  bool operator==(const Throttle&) const = default;
};

// One kind of request that a client sends. The target is an http-api (then with a route), a function or a queue.
struct Flow {
  ComponentRef to;
  std::string route;  // "POST /orders" for an http-api, else empty
  Arrivals arrivals = PoissonArrivals{Rate{1}};
  ByteSize payload = kibibytes(1);
  bool operator==(const Flow&) const = default;
};

struct Client {
  std::vector<Flow> sends;
  bool operator==(const Client&) const = default;
};

struct Route {
  std::string route;  // "METHOD /path" or "ANY /path"; parameters as {id}
  ComponentRef to;    // a function
  bool operator==(const Route&) const = default;
};

struct ApiAuth {
  ComponentRef with;  // an `auth` component
  bool operator==(const ApiAuth&) const = default;
};

struct Cors {
  std::vector<std::string> origins;
  bool operator==(const Cors&) const = default;
};

struct HttpApi {
  std::optional<Throttle> throttle;  // none: the provider's default
  std::optional<ApiAuth> auth;
  std::optional<Cors> cors;
  std::optional<Duration> timeout;  // integration timeout; none: the provider's limit
  std::vector<Route> routes;
  bool operator==(const HttpApi&) const = default;
};

// User directory and token issuer; an API that names it verifies a token on each request.
struct Auth {
  std::optional<Distribution> latency;  // of one verification; none: the provider's
  std::int64_t monthlyActiveUsers = 0;  // for the bill
  bool operator==(const Auth&) const = default;
};

enum class CpuArchitecture { x86_64, arm64 };

struct Function {
  std::string runtime;  // as `virga catalog` lists them: nodejs22, python3.12, java21, …
  CpuArchitecture architecture = CpuArchitecture::x86_64;
  ByteSize memory = mebibytes(512);
  Duration timeout = seconds(30);
  ByteSize package = mebibytes(5);
  std::optional<Distribution> extraInit;      // own work at start: frameworks, connections
  std::optional<int> reservedConcurrency;     // guaranteed to and at most for this function; 0 switches it off
  std::optional<int> provisionedConcurrency;  // instances kept initialised
  std::optional<int> instanceConcurrency;     // invocations at once in one instance; none: the provider's
  Share errors;                               // invocations that fail after their steps
  ByteSize response = kibibytes(1);
  Steps steps;
  bool operator==(const Function&) const = default;
};

struct Consumer {
  ComponentRef to;  // a function
  int batch = 10;
  Duration window;  // gathers up to this long before it hands over a batch that isn't full; 0: at once
  std::optional<int> maxConcurrency;
  bool operator==(const Consumer&) const = default;
};

struct Queue {
  Duration visibility = seconds(30);
  Duration retention = days(4);
  int maxReceives = 3;                     // then to the dead-letter queue, if there is one
  std::optional<ComponentRef> deadLetter;  // another queue; none: tried again until the retention ends
  std::vector<Consumer> consumers;
  bool operator==(const Queue&) const = default;
};

enum class Capacity { onDemand, provisioned };

// Key-value or document table.
struct NosqlDb {
  Capacity billing = Capacity::onDemand;
  std::optional<int> readUnits, writeUnits;  // provisioned: per second
  std::string partitionKey = "id";
  ByteSize storage;
  std::optional<Distribution> readLatency, writeLatency;  // none: the provider's
  bool operator==(const NosqlDb&) const = default;
};

struct Cache {
  Share hits{1};  // reads answered from the cache
  std::optional<ComponentRef>
      origin;  // what a miss reads: a nosql-db, object-store or external; none: a miss costs nothing more
  ByteSize storage = gibibytes(1);
  std::optional<Distribution> latency;
  bool operator==(const Cache&) const = default;
};

// A third party or a legacy system that Virga knows only from outside.
struct External {
  Distribution latency = Constant{milliseconds(100)};
  Share errors;
  std::optional<Throttle> throttle;
  bool operator==(const External&) const = default;
};

struct ObjectStore {
  ByteSize storage;
  std::optional<Distribution> readLatency, writeLatency;
  bool operator==(const ObjectStore&) const = default;
};

using ComponentKind = std::variant<Client, HttpApi, Function, Queue, ObjectStore, NosqlDb, Cache, Auth, External>;

struct Component {
  ComponentId id;
  std::string description;
  ComponentKind kind;
  bool operator==(const Component&) const = default;
};

}  // namespace virga::model
