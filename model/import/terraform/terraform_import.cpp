#include "model/import/terraform/terraform_import.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "model/edit/edit.h"
#include "model/import/aws_design.h"
#include "model/import/terraform/aws_resources.h"
#include "model/import/terraform/cloud_design.h"
#include "model/import/terraform/cloud_environment.h"
#include "model/import/terraform/cloud_protection.h"

namespace virga::model {

namespace {

// What stands around a system and is no part of a design: networks, keys, builds, names, permissions that were looked at.
bool isSurroundings(const std::string& type) {
  for (const char* part : {"_iam_",
                           "_role_assignment",
                           "_log_group",
                           "_log_analytics",
                           "_application_insights",
                           "_network",
                           "_subnet",
                           "_vpc",
                           "_route_table",
                           "_gateway_attachment",
                           "_security_",
                           "_service_account",
                           "_project_service",
                           "_resource_group",
                           "_service_plan",
                           "_storage_account",
                           "_user_assigned_identity",
                           "_compartment",
                           "_policy",
                           "_dynamic_group",
                           "_artifact_registry",
                           "_bucket_object",
                           "_monitoring_",
                           "_logging_",
                           "_kms_",
                           "_namespace",
                           "_cosmosdb_account",
                           "_cosmosdb_sql_database",
                           "_secret_version",
                           "_api_gateway_gateway",
                           "_apigateway_gateway",
                           "_functions_application",
                           "_dns_",
                           "_compute_"})
    if (type.find(part) != std::string::npos) return true;
  return false;
}

void reportLeftOut(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources) {
    const bool ours = resource.type.rfind("azurerm_", 0) == 0 || resource.type.rfind("google_", 0) == 0 ||
                      resource.type.rfind("oci_", 0) == 0;
    if (resource.data || !ours || cloud.understood.contains(CloudDesign::addressOf(resource)) ||
        isSurroundings(resource.type))
      continue;
    cloud.design.leftOut(cloud.placeOf(resource), fmt::format("{}.{} isn't understood", resource.type, resource.name));
  }
}

// That one of many networks or permissions is imported means nothing to a design.
void forgetSurroundings(CloudDesign& cloud) {
  for (const TerraformResource& resource : cloud.project.resources)
    if (isSurroundings(resource.type))
      std::erase_if(cloud.design.result.report, [&](const Problem& problem) {
        return problem.id == "one-of-many" && problem.file == resource.file && problem.line == resource.line;
      });
}

// The provider with the most resources here.
std::string providerOf(const TerraformProject& project) {
  std::map<std::string, int> counts;
  for (const TerraformResource& resource : project.resources) {
    if (resource.type.rfind("aws_", 0) == 0) ++counts["aws"];
    if (resource.type.rfind("azurerm_", 0) == 0) ++counts["azure"];
    if (resource.type.rfind("google_", 0) == 0) ++counts["gcp"];
    if (resource.type.rfind("oci_", 0) == 0) ++counts["oci"];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? "aws" : most->first;
}

}  // namespace

tl::expected<Imported, Problems> importTerraform(const std::filesystem::path& source) {
  const auto project = readTerraformProject(source);
  if (!project) return tl::unexpected(project.error());
  DesignBuilder design;
  for (const Problem& problem : project->report) design.result.report.push_back(problem);

  CloudResources aws = awsResources(*project, design.result.report);
  aws.root = std::filesystem::is_directory(source) ? source : source.parent_path();
  if (!aws.resources.empty()) deriveAwsDesign(aws, design);

  CloudDesign cloud{*project, design};
  addCloudComponents(cloud);
  readEnvironments(cloud);
  addCloudEdges(cloud);
  addCloudAccesses(cloud);
  addCloudProtection(cloud);
  addOwnUrls(cloud);
  reportLeftOut(cloud);
  forgetSurroundings(cloud);

  for (const TerraformVariable& variable : project->variables)
    design.toFill("",
                  variable.description.empty() ? fmt::format("variable {}", variable.name)
                                               : fmt::format("variable {}: {}", variable.name, variable.description),
                  {std::make_shared<const std::string>(variable.file), variable.line, 1});
  design.settleApiCalls();
  Architecture& result = design.result.design;
  result.target.provider = providerOf(*project);
  result = tidyUp(result, false);
  return std::move(design.result);
}

}  // namespace virga::model
