#include "ui/export/manifest_writer.h"

#include <algorithm>
#include <system_error>

#include "model/io/file.h"

namespace virga::ui {

namespace {

namespace fs = std::filesystem;

bool staysInside(const fs::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

}  // namespace

std::vector<std::string> filesThatDiffer(const model::Manifest& manifest, const fs::path& folder) {
  std::vector<std::string> differing;
  for (const auto& file : manifest.files) {
    std::error_code error;
    const auto path = folder / file.path;
    if (!fs::exists(fs::symlink_status(path, error))) continue;
    const auto present = model::readFile(path);
    if (!present || *present != file.content) differing.push_back(file.path);
  }
  return differing;
}

tl::expected<void, std::string> writeManifest(const model::Manifest& manifest, const fs::path& folder) {
  for (const auto& file : manifest.files)
    if (!staysInside(file.path)) return tl::unexpected("'" + file.path + "' leads out of the folder");
  for (const auto& file : manifest.files) {
    const auto path = folder / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return tl::unexpected(path.parent_path().string() + ": " + error.message());
    if (auto written = model::writeFileAtomically(path, file.content); !written) return written;
    if (!file.executable) continue;
    fs::permissions(path, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add,
                    error);
    if (error) return tl::unexpected(path.string() + ": " + error.message());
  }
  return {};
}

}  // namespace virga::ui
