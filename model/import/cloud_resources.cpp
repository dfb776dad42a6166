#include "model/import/cloud_resources.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace virga::model {

namespace fs = std::filesystem;

const CloudResource* CloudResources::find(std::string_view wanted) const {
  const auto found = std::find_if(resources.begin(), resources.end(), [&](const auto& one) { return one.name == wanted; });
  return found == resources.end() ? nullptr : &*found;
}

Problem problemAt(const Place& at, Severity severity, std::string id, std::string message, std::string hint) {
  return {severity, std::move(id), at.file ? *at.file : "", at.line, at.column, "", std::move(message), std::move(hint)};
}

bool isWithin(const fs::path& root, const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  if (error) return false;
  const fs::path base = fs::weakly_canonical(root, error);
  if (error) return false;
  const auto [end, rest] = std::mismatch(base.begin(), base.end(), real.begin(), real.end());
  return end == base.end() || (std::next(end) == base.end() && end->empty());
}

fs::path fileWithin(const fs::path& root, const fs::path& folder, const std::string& name) {
  if (name.empty() || name.find("://") != std::string::npos || fs::path(name).is_absolute()) return {};
  std::error_code error;
  const fs::path file = fs::weakly_canonical(folder / name, error);
  return !error && isWithin(root, file) && fs::is_regular_file(file, error) ? file : fs::path();
}

}  // namespace virga::model
