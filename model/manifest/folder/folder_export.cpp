#include "model/manifest/folder/folder_export.h"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "model/io/file.h"
#include "model/manifest/folder/text_merge.h"

namespace virga::model {

namespace {

namespace fs = std::filesystem;

fs::path baseFolder(const fs::path& folder, const std::string& format) { return folder / ".virga" / format; }

bool staysInside(const fs::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
}

// A link among the folders on the way would lead elsewhere.
tl::expected<void, std::string> checkPath(const fs::path& folder, const std::string& file) {
  const auto outside = [&] { return tl::unexpected(fmt::format("'{}' leads out of the folder", file)); };
  if (!staysInside(file)) return outside();
  fs::path at = folder;
  const fs::path relative(file);
  for (auto part = relative.begin(); part != relative.end(); ++part) {
    at /= *part;
    std::error_code error;
    const auto status = fs::symlink_status(at, error);
    const bool last = std::next(part) == relative.end();
    if (fs::is_symlink(status)) return outside();
    if (last && fs::is_directory(status)) return tl::unexpected(fmt::format("{} is a folder", at.string()));
    if (!last && fs::exists(status) && !fs::is_directory(status))
      return tl::unexpected(fmt::format("{} is not a folder", at.string()));
  }
  return {};
}

// Nothing where there is no such file.
tl::expected<std::optional<std::string>, std::string> contentOf(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  auto content = readFile(path);
  if (!content) return tl::unexpected(fmt::format("{}: {}", path.string(), content.error()));
  return std::move(*content);
}

FilePlan planned(const ManifestFile& file, const std::optional<std::string>& base,
                 const std::optional<std::string>& present) {
  FilePlan plan{file.path, FileChange::unchanged, present.value_or(""), file.content, file.content, file.executable};
  if (!present) {
    plan.change = base ? FileChange::keep : FileChange::add;  // deleted by hand, or new
    if (base) plan.content.clear();
    plan.isDeleted = base.has_value();
  } else if (*present == file.content) {
    plan.change = FileChange::unchanged;
  } else if (!base) {
    plan.change = FileChange::foreign;
  } else if (*present == *base) {
    plan.change = FileChange::replace;
  } else if (*base == file.content) {
    plan.change = FileChange::keep;
    plan.content = *present;
  } else {
    auto merge = mergeTexts(*base, *present, file.content);
    plan.change = !merge.clean ? FileChange::conflict : merge.text == *present ? FileChange::keep : FileChange::merge;
    plan.content = std::move(merge.text);
  }
  return plan;
}

// Files of the last export, relative to it; none where there was none.
tl::expected<std::vector<std::string>, std::string> lastExported(const fs::path& base) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::exists(base, error)) return files;
  for (fs::recursive_directory_iterator entry(base, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_regular_file(error)) files.push_back(fs::relative(entry->path(), base, error).generic_string());
  if (error) return tl::unexpected(fmt::format("{}: {}", base.string(), error.message()));
  std::sort(files.begin(), files.end());
  return files;
}

tl::expected<void, std::string> writeWhole(const fs::path& path, const std::string& content, bool executable) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    return tl::unexpected(fmt::format("can't make the folder {}: {}", path.parent_path().string(), error.message()));
  if (auto written = writeFileAtomically(path, content); !written) return written;
  if (!executable) return {};
  fs::permissions(path, fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec, fs::perm_options::add,
                  error);
  if (error) return tl::unexpected(fmt::format("{}: {}", path.string(), error.message()));
  return {};
}

tl::expected<void, std::string> removeFile(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) return tl::unexpected(fmt::format("{}: {}", path.string(), error.message()));
  return {};
}

tl::expected<void, std::string> carryOut(const FilePlan& file, const fs::path& folder) {
  switch (file.change) {
    case FileChange::add:
    case FileChange::replace:
    case FileChange::merge: return writeWhole(folder / file.path, file.content, file.executable);
    case FileChange::conflict: return writeWhole(folder / besideName(file.path), file.exported, file.executable);
    case FileChange::remove: return removeFile(folder / file.path);
    case FileChange::unchanged:
    case FileChange::keep:
    case FileChange::foreign: break;
  }
  return {};
}

// What the next export is compared with. A conflict's stays as it was, until one text holds both changes.
tl::expected<void, std::string> keepBase(const FilePlan& file, const fs::path& base) {
  if (file.change == FileChange::conflict || file.change == FileChange::foreign) return {};
  if (file.change == FileChange::remove) return removeFile(base / file.path);
  if (const auto last = contentOf(base / file.path); last && *last == file.exported) return {};
  return writeWhole(base / file.path, file.exported, false);
}

}  // namespace

std::vector<std::string> FolderPlan::withChange(FileChange change) const {
  std::vector<std::string> paths;
  for (const auto& file : files)
    if (file.change == change) paths.push_back(file.path);
  return paths;
}

std::string besideName(const std::string& path) { return path + ".virga-new"; }

tl::expected<FolderPlan, std::string> planFolder(const Manifest& manifest, const std::string& format,
                                                 const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error))
    return tl::unexpected(fmt::format("{} is not a folder", folder.string()));
  const auto base = baseFolder(folder, format);
  FolderPlan plan{format, {}};
  std::set<std::string> exported;
  for (const auto& file : manifest.files) {
    if (auto inside = checkPath(folder, file.path); !inside) return tl::unexpected(inside.error());
    if (auto inside = checkPath(folder, ".virga/" + format + "/" + file.path); !inside)
      return tl::unexpected(inside.error());
    const auto last = contentOf(base / file.path), present = contentOf(folder / file.path);
    if (!last) return tl::unexpected(last.error());
    if (!present) return tl::unexpected(present.error());
    exported.insert(file.path);
    plan.files.push_back(planned(file, *last, *present));
  }
  const auto before = lastExported(base);
  if (!before) return tl::unexpected(before.error());
  for (const auto& path : *before) {
    if (exported.contains(path)) continue;
    if (auto inside = checkPath(folder, path); !inside) return tl::unexpected(inside.error());
    const auto last = contentOf(base / path), present = contentOf(folder / path);
    if (!last) return tl::unexpected(last.error());
    if (!present) return tl::unexpected(present.error());
    if (!*present) continue;
    const bool untouched = *last == *present;
    plan.files.push_back({path, untouched ? FileChange::remove : FileChange::keep, **present,
                          untouched ? std::string() : **present, **last, false, false, false});
  }
  return plan;
}

FolderPlan overwriting(FolderPlan plan) {
  for (auto& file : plan.files) {
    if (file.change == FileChange::unchanged || file.change == FileChange::add || !file.isExported) continue;
    file.change = FileChange::replace;
    file.content = file.exported;
  }
  return plan;
}

tl::expected<void, std::string> carryOut(const FolderPlan& plan, const fs::path& folder) {
  for (const auto& file : plan.files)
    if (auto done = carryOut(file, folder); !done) return done;
  const auto base = baseFolder(folder, plan.format);
  for (const auto& file : plan.files)
    if (auto kept = keepBase(file, base); !kept) return kept;
  return {};
}

std::string diffOf(const FilePlan& file) {
  if (file.change == FileChange::keep || file.change == FileChange::unchanged) return {};
  return unifiedDiff(file.path, file.present, file.content);
}

}  // namespace virga::model
