#pragma once

#include <functional>

#include "model/architecture/architecture.h"

// Keeps what the drawing holds beside the cards true while the components change.
namespace virga::model {

// Drops the bends of lines that no edge makes any more.
void dropLostBends(Architecture& architecture);

// Takes a component out of groups, bends and the pinned ones wherever `isGone` says so; a group without members goes.
void forgetInDrawing(Architecture& architecture, const std::function<bool(const ComponentId&)>& isGone);

// The component's new name in groups, bends and the pinned ones.
void renameInDrawing(Architecture& architecture, const ComponentId& from, const ComponentId& to);

}  // namespace virga::model
