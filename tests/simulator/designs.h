#pragma once

#include <string>
#include <utility>

#include "tests/truth/laboratory.h"

// Runs small designs under one scenario of their own.
namespace virga::designs {

inline simulator::Result simulated(const std::string& components, const std::string& scenario,
                                   const std::string& provider = "custom",
                                   const simulator::SimulationOptions& options = {}) {
  const auto text = fmt::format(
      "virga: 1\nname: small\n{}providers:\n  custom: {{cold-start: 0 s}}\nscenarios:\n  run: {}\n", components, scenario);
  const auto project = model::readProject(text, "small.virga.yaml");
  if (!project) {
    for (const auto& problem : project.error()) qWarning("%s", toText(problem).c_str());
    qFatal("the design can't be read");
  }
  const auto catalog = model::loadCatalog(provider);
  if (!catalog) qFatal("no catalog");
  auto result = simulator::simulate(*project, *catalog, options);
  if (!result) {
    if (const auto* problems = std::get_if<model::Problems>(&result.error()))
      for (const auto& problem : *problems) qWarning("%s", toText(problem).c_str());
    qFatal("the design doesn't run");
  }
  return std::move(*result);
}

inline double mean(const simulator::Result& result, const std::string& component, const std::string& name) {
  return truth::figure(result, component, name).mean;
}

inline double metered(const simulator::Result& result, const std::string& component, const std::string& item) {
  for (const auto& usage : result.usage.items)
    if (usage.component == component && usage.item == item) return usage.quantity.convert_to<double>();
  qFatal("%s isn't metered in %s", component.c_str(), item.c_str());
}

inline std::string bytes(simulator::Result result) {
  result.wallSeconds = 0;
  return toJson(result);
}

}  // namespace virga::designs
