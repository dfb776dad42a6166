#include "model/edit/fresh_id.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/project/names.h"

namespace virga::model {

ComponentId idWithEnding(std::string_view stem, std::string_view ending) {
  const auto room = kLongestComponentId - std::min(ending.size(), kLongestComponentId);
  return fmt::format("{}{}", stem.substr(0, room), ending);
}

ComponentId freshId(const Architecture& architecture, const std::string& stem, const std::string& ending) {
  ComponentId id = idWithEnding(stem, ending);
  for (int number = 2; architecture.find(id); ++number) id = idWithEnding(stem, fmt::format("{}-{}", ending, number));
  return id;
}

}  // namespace virga::model
