#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/architecture/scenario.h"

namespace virga::model {

// Where values went: old path of a value → new path, or nothing where it was removed.
using PathChanges = std::vector<std::pair<std::string, std::optional<std::string>>>;

// Lets the settings follow: of the changes whose old path a setting's path starts with, the longest applies.
void applyPathChanges(std::vector<Setting>& settings, const PathChanges& changes);

// Renames the component where a setting's value names it: "orders" at "checkout.steps.0.call", also inside flow text.
void renameInValues(std::vector<Setting>& settings, const ComponentId& from, const ComponentId& to);

// Whether the value of the setting names the component.
bool valueNames(const Setting& setting, const ComponentId& id);

}  // namespace virga::model
