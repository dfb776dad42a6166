#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// What a function does to another component.
enum class Access { read, write, query, remove, send, invoke, start, request };

struct Use {
  ComponentId target;
  Access access = Access::read;
  auto operator<=>(const Use&) const = default;
};

// One leaf step of a function, to become one named piece of code.
struct Action {
  std::vector<std::string> words;  // "write", "orders": writeOrders or write_orders; unique in the function
  std::optional<Use> use;          // none: own computing
  Per per = Per::invocation;
  Duration work;  // mean of the computing
  std::optional<Duration> timeout;
  std::optional<Retry> retry;
  std::optional<Breaker> breaker;
};

struct RouteUse {
  ComponentId api;
  std::string method;   // "POST" or "ANY"
  std::string path;     // "/orders/{id}"
  bool shared = false;  // another component answers a part of the requests
};

struct ConsumerUse {
  ComponentId queue;
  Consumer consumer;
};

// A consumer of a stream's records or of a table's changes.
struct StreamUse {
  ComponentId source;
  bool changes = false;  // of a table
  StreamConsumer consumer;
};

// A route of a websocket-api.
struct SocketUse {
  ComponentId api;
  std::string route;
};

// All that the rest of a design means for one function, or for the code of one container service, apart from any target's
// notation.
struct FunctionPlan {
  const Component* component = nullptr;
  const Function* function = nullptr;
  const ContainerService* service = nullptr;  // null for a function
  std::shared_ptr<const Function> code;       // of a service; what `function` points to
  std::vector<RouteUse> routes;
  std::vector<ConsumerUse> consumers;
  std::vector<StreamUse> streams;
  std::vector<SocketUse> sockets;
  std::vector<ComponentId> topics;     // subscribed to
  std::vector<ComponentId> buses;      // target of a rule of theirs
  std::vector<ComponentId> stores;     // told of their objects
  std::vector<ComponentId> schedules;  // started by them
  bool invoked = false;                // called or started by functions, workflows or clients
  bool byClients = false;              // called by clients without an API in between
  bool started = false;                // asynchronously
  std::vector<Action> actions;         // the leaf steps, depth first
  std::vector<Use> uses;               // without repetition, in step order; a cache's origin is read after the cache
  std::vector<std::string> keys;       // fields that an input must have, for its own steps and on the way on
  std::int64_t inputLimit = 0;         // bytes; the least that the takers of the input allow
  std::string inputLimitReason;

  // Whether it takes messages or records in batches.
  bool batches() const { return !consumers.empty() || !streams.empty(); }
};

// Plans of all functions in file order. The architecture must outlive them. Steps and routes that can't be carried out
// are added to `problems`.
std::vector<FunctionPlan> planFunctions(const Architecture& architecture, const Catalog& catalog, Problems& problems);

// Plans of all container services in file order. Their code is a function's: the steps and the timeout of the service, with
// the runtime that skeletons of servers are written for. The architecture must outlive them.
std::vector<FunctionPlan> planServices(const Architecture& architecture, const Catalog& catalog, Problems& problems);

// Servers at most: those that always run, or more where the design scales.
int mostServers(const ContainerService& service);
// Of the requests that may wait in all, those of one server.
int waitingPerServer(const ContainerService& service);

// The functions that get what is handed to a component: itself, its consumers, subscribers, targets and tasks, and theirs.
std::vector<ComponentId> receiversOf(const Architecture& architecture, const ComponentId& id);

// The fields that an input handed to a component must have.
std::vector<std::string> keysFor(const Architecture& architecture, const std::vector<FunctionPlan>& plans,
                                 const ComponentId& id);

// The target's value, or null if it has another kind or doesn't exist.
template <class Kind>
const Kind* findKind(const Architecture& architecture, const ComponentId& id) {
  const Component* component = architecture.find(id);
  return component ? std::get_if<Kind>(&component->kind) : nullptr;
}

// "GET /orders/{id}" → id; the '+' of a greedy parameter is left out.
std::vector<std::string> pathParameters(const std::string& route);

// "receipts-dead" split at the hyphens.
std::vector<std::string> wordsOf(const ComponentId& id);

}  // namespace virga::model
