#pragma once

#include "model/architecture/architecture.h"
#include "model/project/reader.h"
#include "model/project/tree.h"

// A whole project as a tree, both ways.
namespace virga::model {

inline constexpr int kFormatVersion = 1;

// The keys at the top of a project file, in canonical order.
const std::vector<std::string>& topLevelKeys();

// Reads what can be read; the reader tells the rest. References are checked, scenarios' settings aren't tried out.
Architecture readDocument(Reader& reader, const Tree& root);

// Whether an empty line stands above the value of a key at the top.
bool standsApart(std::string_view key, const Tree& value);

// The canonical tree, with defaults in it, marked as such.
Tree writeDocument(const Architecture& architecture);

// One component of a project's tree, with its references checked against `others` (which may hold its older self).
Component readComponentOf(Reader& reader, const Tree& root, const ComponentId& id, const std::vector<Component>& others);

void readComponent(Reader& reader, const Tree& tree, Component& component);
Tree writeComponent(const Component& component);

// Why a text can't be the name of a component, or empty.
std::string componentIdFault(std::string_view id);

}  // namespace virga::model
