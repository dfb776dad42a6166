#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/architecture/alarm.h"
#include "model/architecture/check_setting.h"
#include "model/architecture/component.h"
#include "model/architecture/protection.h"
#include "model/architecture/provider_settings.h"
#include "model/architecture/scenario.h"

namespace virga::model {

struct Target {
  std::string provider = "aws";
  std::string region;  // empty: the catalog's default region
  bool operator==(const Target&) const = default;
};

// Where a component stands on the canvas, in canvas pixels at 100 %.
struct Position {
  int x = 0;
  int y = 0;
  bool operator==(const Position&) const = default;
};

// Components that the drawing frames together under a title. A component is in one group at most.
struct Group {
  std::string title;                 // unique, not empty
  std::vector<ComponentId> members;  // one or more, in file order
  bool operator==(const Group&) const = default;
};

// Corners that the user gave the line from one component to another, instead of those that the drawing finds.
struct Bend {
  ComponentId from, to;
  std::vector<Position> points;  // one or more, from the source to the target
  bool operator==(const Bend&) const = default;
};

// All that a project file says. A plain value: copied, compared, never shared.
struct Architecture {
  std::string name;
  std::string description;
  Target target;
  std::vector<Component> components;  // in file order; ids unique
  std::vector<Scenario> scenarios;    // the first is the default
  std::vector<ProviderSettings> providers;
  ProtectionSettings protection = {};
  std::vector<CheckSetting> checks = {};
  std::vector<Alarm> alarms = {};
  std::vector<std::pair<ComponentId, Position>> layout;
  std::vector<Group> groups;
  std::vector<Bend> bends;
  std::vector<ComponentId> pinned;  // that tidying up leaves where they are
  bool operator==(const Architecture&) const = default;

  const Component* find(const ComponentId& id) const {
    for (const auto& component : components)
      if (component.id == id) return &component;
    return nullptr;
  }
  Component* find(const ComponentId& id) { return const_cast<Component*>(std::as_const(*this).find(id)); }
};

// The word for a kind in files, UI and results: "http-api", "nosql-db", …
std::string_view kindName(const ComponentKind& kind);

}  // namespace virga::model
