#include "app/cli/scenario_choice.h"

#include <algorithm>

#include "app/cli/messages.h"
#include "model/project/scenario_settings.h"

namespace virga::cli {

tl::expected<void, std::string> chooseScenario(model::Architecture& architecture, const std::string& name,
                                               const std::vector<model::Setting>& settings) {
  auto chosen = architecture.scenarios.begin();
  if (!name.empty()) {
    chosen = std::find_if(architecture.scenarios.begin(), architecture.scenarios.end(),
                          [&](const auto& scenario) { return scenario.name == name; });
    if (chosen == architecture.scenarios.end()) {
      std::vector<std::string> known;
      for (const auto& scenario : architecture.scenarios) known.push_back(scenario.name);
      return tl::unexpected(unknownName("scenario", name, known));
    }
  }
  if (chosen == architecture.scenarios.end()) return {};
  model::setInScenario(*chosen, settings);
  return {};
}

const model::Scenario* scenarioOf(const model::Architecture& architecture, const std::string& name) {
  for (const auto& scenario : architecture.scenarios)
    if (name.empty() || scenario.name == name) return &scenario;
  return nullptr;
}

}  // namespace virga::cli
