#pragma once

#include <string>
#include <vector>

#include "model/architecture/architecture.h"

namespace virga::simulator {

// What brings a function its invocations.
struct EntryFlows {
  std::vector<std::string> flows;  // paths of clients' flows whose every request is one: "shoppers.sends.0"
  std::vector<std::string>
      others;  // components that invoke it in other numbers: queues, callers, schedules, shares of routes
};

EntryFlows entryFlows(const model::Architecture& architecture, const model::ComponentId& function);

}  // namespace virga::simulator
