#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "model/architecture/architecture.h"
#include "model/project/reader.h"
#include "model/project/tree.h"

// What a project file keeps of the drawing beside the components: `layout`, `groups`, `bends` and `pinned`.
namespace virga::model {

// The key of the bends of a line: "checkout → payments".
std::string bendKey(const Bend& bend);

void readDrawing(Reader& reader, const Tree& root, Architecture& architecture);

// Appends the four entries, in canonical order.
void writeDrawing(Tree& root, const Architecture& architecture);

}  // namespace virga::model
