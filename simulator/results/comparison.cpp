#include "simulator/results/comparison.h"

#include <algorithm>

namespace virga::simulator {

std::string nameOf(const ComparedPlatform& platform) {
  return platform.planName.empty() ? platform.providerName : platform.providerName + " " + platform.planName;
}

const ComparedFigure* findFigure(const ComparedScenario& scenario, std::string_view name, std::string_view flow) {
  for (const auto& figure : scenario.figures)
    if (figure.name == name && figure.flow == flow) return &figure;
  return nullptr;
}

std::vector<std::string> flowsOf(const ComparedScenario& scenario) {
  std::vector<std::string> flows;
  for (const auto& figure : scenario.figures)
    if (!figure.flow.empty() && std::find(flows.begin(), flows.end(), figure.flow) == flows.end())
      flows.push_back(figure.flow);
  return flows;
}

}  // namespace virga::simulator
