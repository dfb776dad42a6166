#include "model/checks/check_settings.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/checks/rule_catalog.h"
#include "model/nearest_name.h"

namespace virga::model {
namespace {

bool means(const CheckSetting& setting, const Problem& problem) {
  return setting.check == problem.id && (!setting.at || setting.at->id == problem.path.substr(0, problem.path.find('.')));
}

// Whether the check's findings come and go with the provider.
bool isOfProviders(const std::string& check) {
  Problem finding;
  finding.id = check;
  return isOfProvider(finding);
}

// Whether the check's findings are of runs alone.
bool isOfRuns(const std::string& check) { return check.starts_with("run-"); }

// What is to be said of a setting itself.
void reviewSetting(const CheckSetting& setting, const std::string& path, bool isNeeded, Problems& problems) {
  const auto tell = [&](Severity severity, const char* id, std::string message, std::string hint, std::string nearest = {}) {
    problems.push_back({severity, id, {}, 0, 0, path, std::move(message), std::move(hint), std::move(nearest)});
  };
  const auto& catalog = ruleCatalog();
  if (catalog && !catalog->find(setting.check)) {
    const auto near = nearestName(setting.check, catalog->ids());
    tell(Severity::warning, "check-unknown", fmt::format("there is no check '{}'", setting.check),
         near.empty() ? "virga check --rules lists them" : fmt::format("did you mean '{}'?", near), near);
  } else if (!isNeeded && !isOfProviders(setting.check) && !isOfRuns(setting.check)) {
    tell(Severity::info, "check-unneeded",
         fmt::format("nothing is found by '{}'{} that this could change", setting.check,
                     setting.at ? fmt::format(" at '{}'", setting.at->id) : ""),
         "take the setting away");
  }
}

// The findings as the settings have them; marks those that mean one.
CheckFindings settled(const std::vector<CheckSetting>& settings, Problems found, std::vector<bool>& needed) {
  CheckFindings findings;
  for (auto& problem : found) {
    for (std::size_t i = 0; i < settings.size(); ++i)
      if (means(settings[i], problem)) needed[i] = true;
    const auto* setting = settingOf(settings, problem);
    if (setting && setting->severity) problem.severity = *setting->severity;
    if (setting && !setting->ignore.empty())
      findings.ignored.push_back({std::move(problem), setting->ignore});
    else
      findings.problems.push_back(std::move(problem));
  }
  return findings;
}

}  // namespace

const CheckSetting* settingOf(const std::vector<CheckSetting>& settings, const Problem& problem) {
  const CheckSetting* holds = nullptr;
  for (const auto& setting : settings)
    if (means(setting, problem) && (!holds || (setting.at && !holds->at))) holds = &setting;
  return holds;
}

CheckFindings withSettingsOfRunChecks(const std::vector<CheckSetting>& settings, Problems found) {
  std::vector<bool> needed(settings.size());
  return settled(settings, std::move(found), needed);
}

CheckFindings withSettingsOfChecks(const std::vector<CheckSetting>& settings, Problems found) {
  std::vector<bool> needed(settings.size());
  auto findings = settled(settings, std::move(found), needed);
  if (settings.empty()) return findings;
  if (const auto& catalog = ruleCatalog(); !catalog)
    findings.problems.insert(findings.problems.end(), catalog.error().begin(), catalog.error().end());
  for (std::size_t i = 0; i < settings.size(); ++i)
    reviewSetting(settings[i], fmt::format("checks.{}.check", i), needed[i], findings.problems);
  return findings;
}

}  // namespace virga::model
