#include "model/project/names.h"

#include <fmt/format.h>

namespace virga::model {

namespace {
constexpr std::size_t kLongestName = 100;
}

std::string nameFault(std::string_view name) {
  if (name.empty()) return "a name can't be empty";
  if (name.size() > kLongestName) return fmt::format("a name has at most {} bytes", kLongestName);
  for (const char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return "a name can't have control characters";
  return {};
}

}  // namespace virga::model
