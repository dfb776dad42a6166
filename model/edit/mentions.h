#pragma once

#include <algorithm>
#include <functional>
#include <variant>

#include "model/architecture/architecture.h"

// Where a project names components without an edge: settings of checks, alarms and grants.
namespace virga::model {

// Calls visit(ref) for each; `ref` may be changed.
template <typename Visit>
void forEachMention(Architecture& architecture, const Visit& visit) {
  for (auto& component : architecture.components)
    if (auto* function = std::get_if<Function>(&component.kind))
      for (auto& grant : function->grants)
        if (grant.on) visit(*grant.on);
  for (auto& setting : architecture.checks)
    if (setting.at) visit(*setting.at);
  for (auto& alarm : architecture.alarms) visit(alarm.on);
}

// Without what is said of components that are gone.
inline void dropMentions(Architecture& architecture, const std::function<bool(const ComponentId&)>& isGone) {
  for (auto& component : architecture.components)
    if (auto* function = std::get_if<Function>(&component.kind))
      std::erase_if(function->grants, [&](const Grant& grant) { return grant.on && isGone(grant.on->id); });
  std::erase_if(architecture.checks, [&](const CheckSetting& setting) { return setting.at && isGone(setting.at->id); });
  std::erase_if(architecture.alarms, [&](const Alarm& alarm) { return isGone(alarm.on.id); });
}

}  // namespace virga::model
