#pragma once

#include <string_view>

#include "model/architecture/architecture.h"
#include "model/project/reader.h"
#include "model/project/tree.h"

// What a project file keeps of the drawing beside the components: `layout`, `groups`, `bends` and `pinned`.
namespace virga::model {

void readDrawing(Reader& reader, const Tree& root, Architecture& architecture);

// Appends the four entries, in canonical order.
void writeDrawing(Tree& root, const Architecture& architecture);

}  // namespace virga::model
