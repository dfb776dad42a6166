#include "simulator/results/offered.h"

namespace virga::simulator {

double offeredOf(std::string_view kind, double counted, double throttles, double errors) {
  if (kind == "function" || kind == "workflow" || kind == "container-service") return counted + throttles;
  if (kind == "topic" || kind == "stream") return counted + throttles + errors;
  return counted;
}

double offeredOf(const ComponentResult& component) {
  for (const auto* name : {"invocations", "executions", "requests", "messages", "published", "put"})
    if (const auto counted = valueOf(component.figures, name))
      return offeredOf(component.kind, *counted, meanOf(component.figures, "throttles"),
                       meanOf(component.figures, "errors"));
  return 0;
}

}  // namespace virga::simulator
