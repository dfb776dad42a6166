#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

// Components as text of the project format, so that they go from window to window and into editors.
namespace virga::model {

struct Copied {
  std::string text;   // empty for no components
  int lostEdges = 0;  // that lead to components which aren't in the text
};

// A project file with these components, the edges among them, what the scenarios set of them, their faults, their places,
// pins and whole groups. What leads to other components is left out, so that the text can be read anywhere.
Copied copyComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

struct Pasted {
  Architecture architecture;
  std::vector<ComponentId> ids;  // of the new components
};

// Adds the components of a project text, under fresh names where theirs are taken (checkout-2); references, settings and
// groups follow. What its scenarios set goes to the scenarios of the same name; no scenarios are added. The upper left card
// comes to stand at the corner, else 40 pixels below and right of its place; from there all move on, down and right, as far
// as they would cover others. The error says why the text isn't a project.
tl::expected<Pasted, std::string> pasteComponents(const Architecture& architecture, std::string_view text,
                                                  const Position* corner = nullptr);

// Adds copies of the components: the same steps, routes and settings, the edges among them between the copies, and, other
// than in a text, those that lead to other components to the same ones. Edges from others lead to the originals only.
Pasted duplicateComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

}  // namespace virga::model
