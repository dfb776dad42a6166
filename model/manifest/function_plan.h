#pragma once

#include <cstdint>
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
  std::string method;  // "POST" or "ANY"
  std::string path;    // "/orders/{id}"
};

struct ConsumerUse {
  ComponentId queue;
  Consumer consumer;
};

// All that the rest of a design means for one function, apart from any target's notation.
struct FunctionPlan {
  const Component* component = nullptr;
  const Function* function = nullptr;
  std::vector<RouteUse> routes;
  std::vector<ConsumerUse> consumers;
  bool invoked = false;           // called or started by functions or clients
  bool started = false;           // asynchronously
  std::vector<Action> actions;    // the leaf steps, depth first
  std::vector<Use> uses;          // without repetition, in step order; a cache's origin is read after the cache
  std::vector<std::string> keys;  // fields that an input must have, for its own steps and on the way on
  std::int64_t inputLimit = 0;    // bytes; the least that the takers of the input allow
  std::string inputLimitReason;
};

// Plans of all functions in file order. The architecture must outlive them. Steps and routes that can't be carried out
// are added to `problems`.
std::vector<FunctionPlan> planFunctions(const Architecture& architecture, const Catalog& catalog, Problems& problems);

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
