#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/project/tree.h"

namespace virga::model {

// The lines of a text without their line feeds.
std::vector<std::string_view> linesOf(std::string_view text);

bool isBlankLine(std::string_view line);
bool isCommentLine(std::string_view line);
std::size_t indentOf(std::string_view line);

// `text` (YAML) with the comments that stand in the lines `from` to `to` (excluded, counted from 0) of the old text:
// above the entry or item that they stood above, behind the line that they stood behind. An entry is known again by its
// key, an item by its first entry or value. Comments of what is gone are gone.
std::string withComments(const std::string& text, const std::vector<std::string_view>& oldLines, const TreeEntry& oldEntry,
                         std::size_t from, std::size_t to);

}  // namespace virga::model
