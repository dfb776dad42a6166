#include "app/cli/infracost_text.h"

#include <vector>

#include "app/cli/scenario_choice.h"
#include "model/pricing/infracost_usage.h"
#include "model/project/project_file.h"

namespace virga::cli {

std::string infracostText(const ProjectInput& input, const std::string& scenario, const simulator::Result& result) {
  const auto* chosen = scenarioOf(input.architecture, scenario);
  const auto run = model::withSettings(input.architecture, chosen ? chosen->set : std::vector<model::Setting>{});
  const auto& architecture = run ? *run : input.architecture;
  const auto planned = model::withPlan(input.catalog, architecture);
  return model::infracostUsage(result.usage, architecture, planned ? *planned : input.catalog);
}

}  // namespace virga::cli
