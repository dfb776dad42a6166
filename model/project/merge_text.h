#pragma once

#include <string>
#include <string_view>

#include "model/project/tree.h"

namespace virga::model {

// The text of a project made by changing an older text as little as possible: entries of block maps that say the same
// keep their lines, with their order, comments and blank lines; the others are written anew, with the comments that
// still have a place. `oldRaw` is the tree as it stands in `oldText`, `oldFull` and `newFull` are the canonical trees
// with their defaults. The caller checks that the result reads as what was meant.
std::string mergeText(std::string_view oldText, const Tree& oldRaw, const Tree& oldFull, const Tree& newFull);

}  // namespace virga::model
