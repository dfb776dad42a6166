#include "model/import/import.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/edit/edit.h"
#include "model/import/arm/arm_import.h"
#include "model/import/aws_design.h"
#include "model/import/cfn_template.h"
#include "model/import/openapi_import.h"
#include "model/import/serverless_source.h"
#include "model/import/terraform/terraform_import.h"
#include "model/import/yaml_source.h"

namespace virga::model {
namespace {

namespace fs = std::filesystem;

constexpr std::array kTemplateNames{"serverless.yml", "serverless.yaml", "serverless.json",
                                    "template.yaml",  "template.yml",    "template.json"};

Problem sourceProblem(const fs::path& path, std::string id, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), path.generic_string(), 0, 0, "", std::move(message), std::move(hint)};
}

bool isSam(const SourceValue& root) {
  for (const SourceValue* transform : root["Transform"].each())
    if (transform->text.starts_with("AWS::Serverless")) return true;
  return false;
}

// Which of the formats that are a whole folder a source is in; empty: none of them.
std::string folderFormatOf(const fs::path& source) {
  std::error_code error;
  const auto isTerraform = [](const fs::path& path) {
    const std::string name = path.filename().string();
    return name.ends_with(".tf") || name.ends_with(".tf.json") || name.ends_with(".tofu");
  };
  if (!fs::is_directory(source, error)) {
    if (isTerraform(source)) return "terraform";
    // The schema that templates of ARM name stands in their first lines.
    std::ifstream file(source, std::ios::binary);
    std::string head(4'096, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    return head.find("deploymentTemplate.json") != std::string::npos ? "arm" : "";
  }
  for (const char* file : {"host.json", "azuredeploy.json", "infra/azuredeploy.json", "deploy/azuredeploy.json"})
    if (fs::exists(source / file, error)) return "arm";
  for (fs::directory_iterator entry(source, error), end; !error && entry != end; entry.increment(error))
    if (isTerraform(entry->path())) return "terraform";
  for (fs::directory_iterator entry(source, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_directory(error) && fs::exists(entry->path() / "host.json", error)) return "arm";
  return "";
}

// The template that a folder holds, by the names that the tools look for.
tl::expected<fs::path, Problems> fileOf(const fs::path& source) {
  std::error_code error;
  if (!fs::is_directory(source, error)) return source;
  for (const char* name : kTemplateNames)
    if (fs::is_regular_file(source / name, error)) return source / name;
  return tl::unexpected(
      Problems{sourceProblem(source, "no-template", "the folder holds no template of a known name",
                             fmt::format("name the file, or use one of: {}", fmt::join(kTemplateNames, ", ")))});
}

void addSource(const SourceValue& root, const fs::path& file, const std::string& format, DesignBuilder& design) {
  Problems& report = design.result.report;
  std::string name = file.has_parent_path() ? file.parent_path().filename().string() : file.stem().string();
  std::string description;
  if (format == "openapi") {
    addOpenapi(root, design);
    if (const std::string& title = root["info"]["title"].text; !title.empty()) name = title;
  } else if (format == "serverless") {
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

void addTrafficNote(const Architecture& design, Problems& report) {
  if (!design.components.empty())
    report.push_back({Severity::info, "traffic-to-state", "", 0, 0, "",
                      "no source says how much traffic there is, nor how long functions compute",
                      "add a client, and compute steps to the functions"});
}

// A design without a name of its own is called like its folder or file.
void nameAfter(const fs::path& source, Architecture& design) {
  std::error_code error;
  const fs::path whole = fs::absolute(source, error).lexically_normal();
  const fs::path folder = fs::is_directory(source, error) ? whole : whole.parent_path();
  std::string name = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return c < 0x20; }, ' ');
  design.name = name.empty() ? "Imported design" : name;
}

}  // namespace

const std::vector<ImportFormat>& importFormats() {
  static const std::vector<ImportFormat> formats{
      {"sam", "AWS Serverless Application Model: a template in YAML or JSON"},
      {"cloudformation", "AWS CloudFormation: a template in YAML or JSON"},
      {"serverless", "Serverless Framework: a serverless.yml"},
      {"terraform", "Terraform or OpenTofu: a folder of .tf and .tf.json files, or one of them"},
      {"arm", "Azure Resource Manager: a template in JSON, or a folder with it and the function apps' function.json"},
      {"openapi", "OpenAPI 3 or Swagger 2: the API with its routes, and functions to answer them"},
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
  if (sources.size() == 1) {
    std::error_code error;
    const bool named = std::any_of(kTemplateNames.begin(), kTemplateNames.end(),
                                   [&](const char* name) { return fs::is_regular_file(sources.front() / name, error); });
    const std::string whole = !format.empty() ? format : named ? "" : folderFormatOf(sources.front());
    if (whole == "terraform" || whole == "arm") {
      auto imported = whole == "arm" ? importArm(sources.front()) : importTerraform(sources.front());
      if (imported) {
        nameAfter(sources.front(), imported->design);
        addTrafficNote(imported->design, imported->report);
      }
      return imported;
    }
  }
  DesignBuilder design;
  design.result.design.target.provider = "aws";
  for (const auto& source : sources) {
    const auto file = fileOf(source);
    if (!file) return tl::unexpected(file.error());
    const auto root = readSource(*file);
    if (!root) return tl::unexpected(root.error());
    const std::string found = isOpenapi(*root)             ? "openapi"
                              : isServerlessService(*root) ? "serverless"
                              : isCfnTemplate(*root)       ? (isSam(*root) ? "sam" : "cloudformation")
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
  design.settleApiCalls();
  addTrafficNote(design.result.design, design.result.report);
  design.result.design = tidyUp(design.result.design, true);
  return std::move(design.result);
}

}  // namespace virga::model
