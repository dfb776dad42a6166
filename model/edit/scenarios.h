#pragma once

#include <string>

#include "model/edit/edit.h"

// Pure edits of a project's scenarios.
namespace virga::model {

// Adds a scenario under a fresh name, as the last one: a copy of `like`, or one hour as drawn if that is empty.
Edited addScenario(const Architecture& architecture, const std::string& like = {});

Edited removeScenario(const Architecture& architecture, const std::string& name);

// Replaces the scenario `name`; the new value may have another name. Refuses what a project file may not say.
Edited setScenario(const Architecture& architecture, const std::string& name, Scenario value);

}  // namespace virga::model
