#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"

// Components as text of the project format, so that they go from window to window and into editors.
namespace virga::model {

// A project file with these components, the edges among them, their places and whole groups; what leads to other components
// is left out, and so are scenarios and providers. Empty for no components.
std::string copyComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

struct Pasted {
  Architecture architecture;
  std::vector<ComponentId> ids;  // of the new components
};

// Adds the components of a project text, under fresh names where theirs are taken (checkout-2). With a corner, their
// upper left one comes to stand there; else they keep their places, moved down and right as far as they would cover
// others. The error says why the text isn't a project.
tl::expected<Pasted, std::string> pasteComponents(const Architecture& architecture, std::string_view text,
                                                  const Position* corner = nullptr);

// Adds copies of the components: the same steps, routes and settings, the edges among them between the copies, and those
// that lead to other components to the same ones.
Pasted duplicateComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

}  // namespace virga::model
