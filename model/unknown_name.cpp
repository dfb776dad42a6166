#include "model/unknown_name.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/nearest_name.h"

namespace virga::model {

std::string unknownName(std::string_view what, std::string_view name, const std::vector<std::string>& known) {
  std::string text = fmt::format("unknown {} '{}'", what, name);
  if (known.empty()) return text + fmt::format("; there is no {} here", what);
  if (const auto near = nearestName(name, known); !near.empty())
    return text + fmt::format("; did you mean '{}'? Known: {}", near, fmt::join(known, ", "));
  return text + fmt::format("; known: {}", fmt::join(known, ", "));
}

}  // namespace virga::model
