#pragma once

#include <compare>
#include <string>

namespace virga::model {

// The name of a component: its key under `components`, [a-z][a-z0-9-]*, at most 63 characters, unique in a project.
using ComponentId = std::string;

// A field that names another component. Own type, so that renaming and removing a component finds every use.
struct ComponentRef {
  ComponentId id;

  auto operator<=>(const ComponentRef&) const = default;
};

}  // namespace virga::model
