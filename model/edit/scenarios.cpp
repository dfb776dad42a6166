#include "model/edit/scenarios.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/project/project_file.h"

namespace virga::model {
namespace {

auto find(const std::vector<Scenario>& scenarios, const std::string& name) {
  return std::find_if(scenarios.begin(), scenarios.end(), [&](const Scenario& s) { return s.name == name; });
}

std::string missing(const std::string& name) { return fmt::format("there is no scenario '{}'", name); }

// The reader knows all that a scenario must hold to; what it wouldn't read back is refused.
Edited checked(Architecture architecture) {
  auto read = readProject(writeProject(architecture), "");
  if (read) return architecture;
  for (const auto& problem : read.error())
    if (problem.severity == Severity::error) return tl::unexpected(problem.message);
  return architecture;
}

}  // namespace

Edited addScenario(const Architecture& architecture, const std::string& like) {
  Scenario scenario;
  std::string stem = "scenario";
  if (!like.empty()) {
    const auto model = find(architecture.scenarios, like);
    if (model == architecture.scenarios.end()) return tl::unexpected(missing(like));
    scenario = *model;
    stem = like;
  }
  scenario.name = stem;
  for (int number = 2; find(architecture.scenarios, scenario.name) != architecture.scenarios.end(); ++number)
    scenario.name = fmt::format("{}-{}", stem, number);
  Architecture result = architecture;
  result.scenarios.push_back(std::move(scenario));
  return checked(std::move(result));
}

Edited removeScenario(const Architecture& architecture, const std::string& name) {
  Architecture result = architecture;
  if (std::erase_if(result.scenarios, [&](const Scenario& s) { return s.name == name; }) == 0)
    return tl::unexpected(missing(name));
  return result;
}

Edited setScenario(const Architecture& architecture, const std::string& name, Scenario value) {
  const auto old = find(architecture.scenarios, name);
  if (old == architecture.scenarios.end()) return tl::unexpected(missing(name));
  if (value.name != name && find(architecture.scenarios, value.name) != architecture.scenarios.end())
    return tl::unexpected(fmt::format("there is already a scenario '{}'", value.name));
  Architecture result = architecture;
  result.scenarios[static_cast<std::size_t>(old - architecture.scenarios.begin())] = std::move(value);
  return checked(std::move(result));
}

}  // namespace virga::model
