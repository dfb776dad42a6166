#pragma once

#include <string_view>

namespace virga::model {

// Whether the provider starts functions of the runtime ("java21", as catalogs list them) from a snapshot. Providers without
// snapshots have none; one that takes them of everything, as `custom` does, has all.
bool takesSnapshots(std::string_view provider, std::string_view runtime);

// Whether two runtimes are of one language: "java21" and "java25".
bool sameLanguage(std::string_view one, std::string_view other);

}  // namespace virga::model
