#pragma once

#include <string>

namespace virga::model {

// The JSON Schema (draft 2020-12) of a provider's catalog file, and of an overlay over one. What a schema can't say — that
// a source is one of the file's, that tiers rise, that ids are given once — the readers check.
std::string catalogSchema();
std::string overlaySchema();

}  // namespace virga::model
