#include "model/import/import.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/edit/edit.h"
#include "model/import/aws_design.h"
#include "model/import/cfn_template.h"
#include "model/import/serverless_source.h"
#include "model/import/yaml_source.h"

namespace virga::model {
namespace {

namespace fs = std::filesystem;

Problem sourceProblem(const fs::path& path, std::string id, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), path.generic_string(), 0, 0, "", std::move(message), std::move(hint)};
}

bool isSam(const SourceValue& root) {
  for (const SourceValue* transform : root["Transform"].each())
    if (transform->text.starts_with("AWS::Serverless")) return true;
  return false;
}

// The template that a folder holds, by the names that the tools look for.
tl::expected<fs::path, Problems> fileOf(const fs::path& source) {
  std::error_code error;
  if (!fs::is_directory(source, error)) return source;
  static constexpr std::array kNames{"serverless.yml", "serverless.yaml", "serverless.json",
                                     "template.yaml",  "template.yml",    "template.json"};
  for (const char* name : kNames)
    if (fs::is_regular_file(source / name, error)) return source / name;
  return tl::unexpected(Problems{sourceProblem(source, "no-template", "the folder holds no template of a known name",
                                               fmt::format("name the file, or use one of: {}", fmt::join(kNames, ", ")))});
}

void addSource(const SourceValue& root, const fs::path& file, const std::string& format, DesignBuilder& design) {
  Problems& report = design.result.report;
  std::string name = file.has_parent_path() ? file.parent_path().filename().string() : file.stem().string();
  std::string description;
  if (format == "serverless") {
    const ServerlessTemplate service = readServerless(root, file, report);
    if (!service.name.empty()) name = service.name;
    CloudResources cloud = readCfnTemplate(service.root, file, report);
    if (service.provider != "aws" && !service.provider.empty()) {
      design.result.design.target.provider = service.provider == "google"  ? "gcp"
                                             : service.provider == "azure" ? "azure"
                                                                           : "custom";
      report.push_back(
          problemAt(root["provider"].at, Severity::warning, "other-provider",
                    fmt::format("the provider '{}' is understood for its functions and HTTP events alone", service.provider),
                    "what else the service describes isn't in the design"));
    }
    deriveAwsDesign(cloud, design);
  } else {
    CloudResources cloud = readCfnTemplate(root, file, report);
    description = cloud.description;
    deriveAwsDesign(cloud, design);
  }
  Architecture& architecture = design.result.design;
  if (architecture.name.empty()) {
    for (const char c : name) architecture.name += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (architecture.name.empty() || architecture.name == "." || architecture.name == "..")
      architecture.name = "Imported design";
    for (const char c : description) architecture.description += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c;
    while (architecture.description.ends_with('\n')) architecture.description.pop_back();
  }
}

}  // namespace

const std::vector<ImportFormat>& importFormats() {
  static const std::vector<ImportFormat> formats{
      {"sam", "AWS Serverless Application Model: a template in YAML or JSON"},
      {"cloudformation", "AWS CloudFormation: a template in YAML or JSON"},
      {"serverless", "Serverless Framework: a serverless.yml"},
  };
  return formats;
}

tl::expected<Imported, Problems> importDesign(const std::vector<fs::path>& sources, const std::string& format) {
  const auto& formats = importFormats();
  if (!format.empty() &&
      std::none_of(formats.begin(), formats.end(), [&](const auto& known) { return known.id == format; })) {
    std::vector<std::string> ids;
    for (const auto& known : formats) ids.push_back(known.id);
    return tl::unexpected(
        Problems{{Severity::error, "unknown-format", "", 0, 0, "", fmt::format("there is no import format '{}'", format),
                  fmt::format("choose one of: {}", fmt::join(ids, ", "))}});
  }
  if (sources.empty())
    return tl::unexpected(Problems{{Severity::error, "no-source", "", 0, 0, "", "no source is named", ""}});
  DesignBuilder design;
  design.result.design.target.provider = "aws";
  for (const auto& source : sources) {
    const auto file = fileOf(source);
    if (!file) return tl::unexpected(file.error());
    const auto root = readSource(*file);
    if (!root) return tl::unexpected(root.error());
    const std::string found = isServerlessService(*root) ? "serverless"
                              : isCfnTemplate(*root)     ? (isSam(*root) ? "sam" : "cloudformation")
                                                         : "";
    if (found.empty())
      return tl::unexpected(Problems{sourceProblem(*file, "unknown-content", "this is of no format that can be imported",
                                                   "a template has Resources with AWS types; a service has provider and "
                                                   "functions")});
    const bool fits = format.empty() || format == found || (format == "cloudformation" && found == "sam");
    if (!fits)
      return tl::unexpected(Problems{sourceProblem(*file, "other-format", fmt::format("this is {}, not {}", found, format),
                                                   "leave the format out to have it recognised")});
    addSource(*root, *file, found, design);
  }
  if (!design.result.design.components.empty())
    design.result.report.push_back({Severity::info, "traffic-to-state", "", 0, 0, "",
                                    "no source says how much traffic there is, nor how long functions compute",
                                    "add a client, and compute steps to the functions"});
  design.result.design = tidyUp(design.result.design, true);
  return std::move(design.result);
}

}  // namespace virga::model
