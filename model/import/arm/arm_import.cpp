#include "model/import/arm/arm_import.h"

#include <algorithm>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/import/arm/azure_design.h"
#include "model/io/file.h"

namespace virga::model {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kFileMax = 16U << 20;

bool isTemplate(const std::string& text) {
  return text.find("deploymentTemplate.json") != std::string::npos && text.find("\"resources\"") != std::string::npos;
}

// Templates lie in the folder itself or one below it; those of nested deployments are within them.
std::vector<fs::path> jsonFilesOf(const fs::path& folder, Problems& report) {
  std::vector<fs::path> files;
  std::error_code failed;
  const auto list = [&](const fs::path& where) {
    for (fs::directory_iterator entry(where, failed), end; !failed && entry != end; entry.increment(failed)) {
      if (!entry->is_regular_file(failed) || entry->is_symlink(failed)) continue;
      if (entry->path().extension() == ".json") files.push_back(entry->path());
      if (entry->path().extension() == ".bicep")
        report.push_back({Severity::warning, "bicep-not-read", entry->path().string(), 0, 0, "", "Bicep isn't read",
                          "make ARM of it with `bicep build` and import that"});
    }
  };
  list(folder);
  for (const char* inner : {"infra", "infrastructure", "deploy", "arm", "templates"})
    if (fs::is_directory(folder / inner, failed)) list(folder / inner);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

tl::expected<Imported, Problems> importArm(const fs::path& source) {
  DesignBuilder design;
  Problems& report = design.result.report;
  std::error_code failed;
  const bool folder = fs::is_directory(source, failed);
  std::vector<ArmResource> resources;
  std::vector<FunctionApp> apps;
  for (const fs::path& file : folder ? jsonFilesOf(source, report) : std::vector<fs::path>{source}) {
    if (const auto size = fs::file_size(file, failed); !failed && size > kFileMax) {
      if (folder) {
        report.push_back(
            {Severity::warning, "too-large", file.string(), 0, 0, "",
             fmt::format("the file has {} MiB and is left out; at most {} are read", size >> 20, kFileMax >> 20),
             "import it alone if it is a template"});
        continue;
      }
      return tl::unexpected(Problems{{Severity::error, "too-large", file.string(), 0, 0, "",
                                      fmt::format("the file has {} MiB; at most {} are read", size >> 20, kFileMax >> 20),
                                      "import what describes the system alone"}});
    }
    const auto text = readFile(file);
    if (!text) {
      if (folder) {
        report.push_back({Severity::warning, "unreadable", file.string(), 0, 0, "", text.error(), ""});
        continue;
      }
      return tl::unexpected(Problems{{Severity::error, "unreadable", file.string(), 0, 0, "", text.error(), ""}});
    }
    if (folder && !isTemplate(*text)) continue;
    auto read = readArmTemplate(*text, file.string());
    if (!read) return tl::unexpected(read.error());
    for (const Problem& problem : read->report) report.push_back(problem);
    for (const ArmParameter& parameter : read->parameters)
      design.toFill("",
                    parameter.description.empty() ? fmt::format("parameter {}", parameter.name)
                                                  : fmt::format("parameter {}: {}", parameter.name, parameter.description),
                    {std::make_shared<const std::string>(parameter.file), parameter.line, 1});
    for (ArmResource& resource : read->resources) resources.push_back(std::move(resource));
  }
  // Bicep beside the ARM that was read tells nothing more.
  std::erase_if(report, [&](const Problem& problem) {
    return problem.id == "bicep-not-read" && std::any_of(resources.begin(), resources.end(), [&](const ArmResource& read) {
             return fs::path(read.file).parent_path() == fs::path(problem.file).parent_path();
           });
  });
  if (folder) apps = functionAppsIn(source, report);
  if (resources.empty() && apps.empty())
    return tl::unexpected(Problems{{Severity::error, "not-azure", source.string(), 0, 0, "",
                                    "there is no ARM template and no function app in the folder",
                                    "import a folder with azuredeploy.json or host.json"}});
  AzureDesign azure{resources, apps, design};
  addAzureComponents(azure);
  addAzureEdges(azure);
  addAzureBindings(azure);
  design.settleApiCalls();
  Architecture& result = design.result.design;
  result.target.provider = "azure";
  result = tidyUp(result, false);
  return std::move(design.result);
}

}  // namespace virga::model
