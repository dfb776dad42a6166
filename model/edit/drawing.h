#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/edit/edit.h"

// Pure edits of what a project says of its drawing alone: groups, bends and pins.
namespace virga::model {

// Frames the components under the title, or under "title 2" and so on where it is taken. They leave the groups that they
// are in. Refuses no components and titles that a file can't hold.
Edited groupComponents(const Architecture& architecture, const std::set<ComponentId>& ids, const std::string& title);

// The components' groups lose their frames.
Edited ungroupComponents(const Architecture& architecture, const std::set<ComponentId>& ids);

// Refuses unknown groups and taken or ill-formed titles.
Edited renameGroup(const Architecture& architecture, const std::string& from, const std::string& to);

// The group that the component is in; null: none.
const Group* groupOf(const Architecture& architecture, const ComponentId& id);

Edited setPinned(const Architecture& architecture, const std::set<ComponentId>& ids, bool pinned);

// Gives the line from one component to another corners of its own; none: the drawing finds them again.
Edited setBend(const Architecture& architecture, const ComponentId& from, const ComponentId& to,
               std::vector<Position> points);
const Bend* bendOf(const Architecture& architecture, const ComponentId& from, const ComponentId& to);

// Drops the corners of lines that lead from or to one of the components.
void removeBendsAt(Architecture& architecture, const std::set<ComponentId>& ids);

// Lets the corners follow where both ends of a line moved by the same way.
void carryBends(Architecture& architecture, const std::map<ComponentId, Position>& shifts);

// Drops members, bends and pins of what an edit took away. What led nowhere before stays as the file has it.
void dropStaleDrawing(Architecture& architecture, const Architecture& before);

}  // namespace virga::model
