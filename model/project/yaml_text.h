#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "model/problem.h"
#include "model/project/tree.h"

namespace virga::model {

inline constexpr std::size_t kLargestProjectBytes = 16U << 20;
inline constexpr int kDeepestNesting = 100;

// The one document of a YAML text, with the origin of every value. Refused, each with its place: text that isn't UTF-8
// or has NUL bytes, more than 16 MiB, nesting beyond kDeepestNesting, syntax errors, several documents, anchors,
// aliases, merge keys, tags, keys that aren't scalars. Keys that occur twice are all kept.
tl::expected<Tree, Problem> parseYaml(std::string_view text, std::string_view fileName);

}  // namespace virga::model
