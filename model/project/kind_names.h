#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/architecture/fields.h"

namespace virga::model {

// A default component of the kind with this index in ComponentKind.
ComponentKind kindOfIndex(std::size_t index);

std::string kindNameOf(std::size_t index);

std::optional<std::size_t> kindIndexOf(std::string_view name);

// The names of all kinds, in the order of ComponentKind.
const std::vector<std::string>& allKindNames();

// "a function", "an auth".
std::string withArticle(const std::string& name);

// "a function", "one of nosql-db, cache, external".
std::string kindSetText(KindSet targets);

}  // namespace virga::model
