#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/edit/edges.h"

// Pure edits: each takes an architecture and gives a new one, or a sentence that says why not.
namespace virga::model {

using Edited = tl::expected<Architecture, std::string>;

// A new project with one empty client.
Architecture emptyProject();

// The kinds that can be added, by their names in files, in palette order.
const std::vector<std::string>& kindNames();

// A component of the kind with sensible defaults and a fresh id; the new component is the last one.
Edited addComponent(const Architecture& architecture, const std::string& kind, Position position);

// Removes the components and everything in others that names them.
Architecture removeComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

// Renames it everywhere: edges, layout, faults, settings' paths. Refuses taken and ill-formed names.
Edited renameComponent(const Architecture& architecture, const ComponentId& from, const ComponentId& to);

// The corners of lines whose two ends both move by the same way go along.
Architecture moveComponents(const Architecture& architecture, const std::map<ComponentId, Position>& positions);

// Whether drawing an edge from one component to the other makes sense; the error says why not and what would.
tl::expected<EdgeRole, std::string> canConnect(const Architecture& architecture, const ComponentId& from,
                                               const ComponentId& to);

// Whether any edge can lead away from, or to, components of a kind.
bool canBeSource(std::string_view kind);
bool canBeTarget(std::string_view kind);

// Adds what makes the edge: a flow, a route, a call or send step, a consumer, an auth …
Edited connect(const Architecture& architecture, const ComponentId& from, const ComponentId& to);

Edited disconnect(const Architecture& architecture, const Edge& edge);

// Positions for components that have none, or for all: layered from left to right along the edges. In the latter case
// pinned components stay, the others stand round them, and lines whose ends moved lose their bends.
Architecture tidyUp(const Architecture& architecture, bool onlyMissing);

// The same for some components, among themselves and about where they were; the others stay.
Architecture tidyUp(const Architecture& architecture, const std::set<ComponentId>& ids);

}  // namespace virga::model
