#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::model {

enum class EdgeRole {
  flow,
  route,
  auth,
  call,
  send,
  consumer,      // of a queue, a stream or a table's changes
  subscription,  // of a topic
  rule,          // of an event bus
  target,        // of a schedule
  notification,  // of an object store
  deadLetter,    // of a queue, or where a stream's consumer reports what it gave up
  origin,
};

// A connection that the components' own values imply.
struct Edge {
  ComponentId from, to;
  EdgeRole role = EdgeRole::call;
  std::string label;  // "POST /orders", "write", "batch 10"; may be empty
  std::string path;   // dotted path of the value that makes it: "checkout.steps.2.parallel.1.call"
  bool operator==(const Edge&) const = default;
};

// All edges, in file order. A reference to a component that does not exist makes none.
std::vector<Edge> edges(const Architecture& architecture);

}  // namespace virga::model
