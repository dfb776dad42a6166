#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::model {

// What a function does with one component, from the drawn edges.
struct DrawnAccess {
  ComponentId on;
  std::set<GrantedAccess> kinds;  // never `administer`: nothing that is drawn needs it
  bool operator==(const DrawnAccess&) const = default;
};

// The least privilege of one function: its role needs this and no more.
struct FunctionAccess {
  ComponentId function;
  std::vector<DrawnAccess>
      accesses;  // by first use; what is called by an address alone (external, container-service) isn't there
  bool operator==(const FunctionAccess&) const = default;

  const DrawnAccess* find(const ComponentId& on) const;
};

// Of all functions, in file order. Reading a queue takes the messages off it, so its consumer reads and removes; where a
// stream's consumer reports what it gave up, it sends.
std::vector<FunctionAccess> functionAccesses(const Architecture& architecture);

// "read", "administer", as project files write it.
std::string accessName(GrantedAccess access);

}  // namespace virga::model
