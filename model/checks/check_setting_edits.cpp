#include "model/checks/check_setting_edits.h"

#include <algorithm>

#include "model/checks/check_settings.h"
#include "model/checks/rule_catalog.h"

namespace virga::model {
namespace {

bool saysNothing(const CheckSetting& setting) { return !setting.severity && setting.ignore.empty(); }

// Where a setting of the scope is to stand; none: it is for all.
std::optional<ComponentRef> placeOf(const Architecture& architecture, const Problem& problem, SettingScope scope) {
  const auto id = problem.path.substr(0, problem.path.find('.'));
  if (scope == SettingScope::everywhere || !architecture.find(id)) return std::nullopt;
  return ComponentRef{id};
}

// The setting of the check at that place, a new one where there is none.
CheckSetting& settingAt(std::vector<CheckSetting>& settings, const std::string& check,
                        const std::optional<ComponentRef>& place) {
  const auto found = std::find_if(settings.begin(), settings.end(), [&](const CheckSetting& setting) {
    return setting.check == check && setting.at == place;
  });
  if (found != settings.end()) return *found;
  return settings.emplace_back(CheckSetting{check, place, std::nullopt, {}});
}

// Takes away what would keep a setting for all from holding at single components.
void giveWay(std::vector<CheckSetting>& settings, const std::string& check) {
  std::erase_if(settings,
                [&](const CheckSetting& setting) { return setting.check == check && setting.at && setting.ignore.empty(); });
}

}  // namespace

bool canBeSet(const Problem& problem) {
  const auto& catalog = ruleCatalog();
  return problem.file.empty() && !problem.id.starts_with("check-") && catalog && catalog->find(problem.id);
}

Edited ignoreFinding(const Architecture& architecture, const Problem& problem, const std::string& reason,
                     SettingScope scope) {
  if (reason.find_first_not_of(" \t\n") == std::string::npos) return tl::unexpected(std::string("a reason is needed"));
  Architecture result = architecture;
  const auto place = placeOf(architecture, problem, scope);
  if (!place) giveWay(result.checks, problem.id);
  settingAt(result.checks, problem.id, place).ignore = reason;
  return result;
}

Edited heedFinding(const Architecture& architecture, const Problem& problem) {
  Architecture result = architecture;
  const auto* holds = settingOf(architecture.checks, problem);
  if (!holds || holds->ignore.empty()) return tl::unexpected("nothing ignores '" + problem.id + "' here");
  auto& setting = result.checks[static_cast<std::size_t>(holds - architecture.checks.data())];
  setting.ignore.clear();
  std::erase_if(result.checks, saysNothing);
  return result;
}

Edited setSeverity(const Architecture& architecture, const Problem& problem, std::optional<Severity> severity,
                   SettingScope scope) {
  Architecture result = architecture;
  const auto place = placeOf(architecture, problem, scope);
  if (!place) giveWay(result.checks, problem.id);
  settingAt(result.checks, problem.id, place).severity = severity;
  std::erase_if(result.checks, saysNothing);
  return result;
}

}  // namespace virga::model
