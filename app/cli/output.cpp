#include "app/cli/output.h"

#include <cstdio>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "model/io/file.h"

namespace virga::cli {

namespace fs = std::filesystem;

tl::expected<void, std::string> checkWritable(const OutputTarget& target, const std::vector<std::string>& inputs) {
  if (!target.wanted() || target.isStandardOutput()) return {};
  const fs::path path = target.name;
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status)) return tl::unexpected(fmt::format("{} is a folder; name a file", target.name));
  if (fs::exists(status)) {
    for (const auto& input : inputs)
      if (fs::equivalent(path, input, error))
        return tl::unexpected(fmt::format("{} is what is read; name another file", target.name));
    if (!target.force) return tl::unexpected(fmt::format("{} exists; add --force to overwrite it", target.name));
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, error)) return tl::unexpected(fmt::format("there is no folder {}", folder.string()));
  if (::access(folder.c_str(), W_OK) != 0)
    return tl::unexpected(fmt::format("no permission to write in the folder {}", folder.string()));
  return {};
}

std::string refuseEmpty(const std::string& value) { return value.empty() ? "a name is missing" : ""; }

tl::expected<void, std::string> write(const OutputTarget& target, std::string_view content) {
  if (!target.wanted()) return {};
  if (target.isStandardOutput()) {
    if (std::fwrite(content.data(), 1, content.size(), stdout) != content.size())
      return tl::unexpected(std::string("standard output can't be written"));
    return {};
  }
  if (auto writable = checkWritable(target); !writable) return writable;
  return model::writeFileAtomically(target.name, content);
}

}  // namespace virga::cli
