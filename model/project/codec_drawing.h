#pragma once

#include "model/architecture/architecture.h"
#include "model/project/reader.h"
#include "model/project/tree.h"

// What a project file keeps of the drawing beside the components' places: groups, bends and pinned components.
namespace virga::model {

// Reads the three keys into the architecture; their references are checked with all others.
void readDrawing(Reader& reader, const Tree& root, Architecture& architecture);

// Adds the three keys, in their canonical order.
void writeDrawing(Tree& root, const Architecture& architecture);

}  // namespace virga::model
