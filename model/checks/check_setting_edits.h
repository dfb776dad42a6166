#pragma once

#include <optional>
#include <string>

#include "model/edit/edit.h"
#include "model/problem.h"

namespace virga::model {

// For whose findings a setting of a check is made.
enum class SettingScope {
  component,  // that the finding is at; where it is at none: everywhere
  everywhere  // what says otherwise of single components goes, but not the reasons to ignore them
};

// Whether a setting can change the finding: it is one of a rule, and not about a setting itself.
bool canBeSet(const Problem& problem);

// The design with a setting that leaves the finding out, for the reason. An error where the reason is empty.
Edited ignoreFinding(const Architecture& architecture, const Problem& problem, const std::string& reason,
                     SettingScope scope = SettingScope::component);

// The design in which the setting that leaves the finding out does so no more. An error where none does.
Edited heedFinding(const Architecture& architecture, const Problem& problem);

// The design in which the finding has the severity; nothing: the rule's own. That it is ignored stays so.
Edited setSeverity(const Architecture& architecture, const Problem& problem, std::optional<Severity> severity,
                   SettingScope scope = SettingScope::component);

}  // namespace virga::model
