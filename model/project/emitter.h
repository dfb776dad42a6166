#pragma once

#include <string>
#include <string_view>

#include "model/project/tree.h"

namespace virga::model {

// The value of a key on its own: a scalar as it may stand behind a key, lists and maps in flow style.
std::string valueText(const Tree& tree);

// A key as it stands in a block map.
std::string keyText(std::string_view key);

// The lines of one entry of a block map, each indented and ended with a line feed.
std::string entryText(std::string_view key, const Tree& value, std::size_t indent);

}  // namespace virga::model
