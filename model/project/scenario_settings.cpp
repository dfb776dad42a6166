#include "model/project/scenario_settings.h"

namespace virga::model {

void setInScenario(Scenario& scenario, const std::vector<Setting>& settings) {
  for (const auto& setting : settings) {
    if (setting.path.starts_with("scenarios.")) continue;
    std::erase_if(scenario.set, [&](const auto& own) { return own.path == setting.path; });
    scenario.set.push_back(setting);
  }
}

}  // namespace virga::model
