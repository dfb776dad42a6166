#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "model/manifest/manifest.h"

namespace virga::cli {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string file, format, provider, output;
  bool force = false;
};

using Result = tl::expected<void, std::string>;

// Before the first file is written: none of them may exist or be out of place.
Result checkFiles(const std::vector<model::ManifestFile>& files, const ExportOptions& options) {
  std::error_code error;
  const fs::path folder = options.output;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error))
    return tl::unexpected(fmt::format("{} is not a folder", options.output));
  std::vector<std::string> existing;
  for (const auto& file : files) {
    const fs::path path = folder / file.path;
    if (fs::is_directory(path, error)) return tl::unexpected(fmt::format("{} is a folder", path.string()));
    if (fs::exists(path, error)) existing.push_back(path.string());
  }
  if (existing.empty() || options.force) return {};
  return tl::unexpected(fmt::format("{}{} exist{}; add --force to overwrite", existing.front(),
                                    existing.size() > 1 ? fmt::format(" and {} more", existing.size() - 1) : "",
                                    existing.size() > 1 ? "" : "s"));
}

Result writeFile(const fs::path& path, const model::ManifestFile& file, bool force) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    return tl::unexpected(fmt::format("can't make the folder {}: {}", path.parent_path().string(), error.message()));
  if (auto written = write({path.string(), force}, file.content); !written) return written;
  if (file.executable) {
    constexpr auto kMayRun = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    fs::permissions(path, kMayRun, fs::perm_options::add, error);
    if (error) return tl::unexpected(fmt::format("{}: {}", path.string(), error.message()));
  }
  return {};
}

Exit badInput(const std::string& message) {
  printError(message);
  return Exit::badInput;
}

Exit runExport(const ExportOptions& options) {
  const auto& formats = model::manifestFormats();
  const auto format =
      std::find_if(formats.begin(), formats.end(), [&](const auto& known) { return known.id == options.format; });
  if (format == formats.end()) {
    std::vector<std::string> ids;
    for (const auto& known : formats) ids.push_back(known.id);
    return badInput(unknownName("format", options.format, ids));
  }
  const auto input = readProjectInput(options.file, options.provider);
  if (!input) {
    printProblems(input.error());
    return Exit::badInput;
  }
  if (!format->provider.empty() && format->provider != input->catalog.provider)
    return badInput(fmt::format("{} is a format of {}, and the project is looked at for {}; add --provider {}", format->id,
                                format->provider, input->catalog.provider, format->provider));
  const auto manifest = model::exportManifest(format->id, input->architecture, input->catalog);
  if (!manifest) {
    printProblems(manifest.error());
    return Exit::badInput;
  }
  if (auto fit = checkFiles(manifest->files, options); !fit) return badInput(fit.error());

  std::vector<fs::path> created;
  for (const auto& file : manifest->files) {
    const fs::path path = fs::path(options.output) / file.path;
    std::error_code error;
    const bool isNew = !fs::exists(path, error);
    if (auto written = writeFile(path, file, options.force); !written) {
      for (const auto& earlier : created) fs::remove(earlier, error);
      return badInput(written.error());
    }
    if (isNew) created.push_back(path);
  }
  for (const auto& file : manifest->files) fmt::print("{}\n", (fs::path(options.output) / file.path).generic_string());
  printProblems(manifest->notes);
  return Exit::done;
}

}  // namespace

Run addExport(CLI::App& verb) {
  auto options = std::make_shared<ExportOptions>();
  verb.add_option("FILE", options->file, "Project file, or - for standard input")->required();
  verb.add_option("--format", options->format, "Format; virga formats lists them")->required();
  verb.add_option("--provider", options->provider, "Provider to export for; default: the project's target");
  verb.add_option("--output", options->output, "Folder for the files; made if it isn't there")
      ->required()
      ->check(refuseEmpty);
  verb.add_flag("--force", options->force, "Overwrite files that exist");
  return [options] { return runExport(*options); };
}

}  // namespace virga::cli
