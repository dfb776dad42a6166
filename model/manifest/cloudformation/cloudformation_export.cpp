#include "model/manifest/cloudformation/cloudformation_export.h"

#include <set>
#include <utility>

#include "model/manifest/cloudformation/cloudformation_texts.h"
#include "model/manifest/cloudformation/expand_serverless.h"
#include "model/manifest/sam/sam_export.h"
#include "model/manifest/sam/sam_template.h"

namespace virga::model {

tl::expected<Manifest, Problems> exportCloudformation(const Architecture& architecture, const Catalog& catalog) {
  auto serverless = exportSam(architecture, catalog);
  if (!serverless) return serverless;

  Problems told;  // exportSam has told the same
  const auto plans = planFunctions(architecture, catalog, told);
  SamContext sam{architecture, catalog, plans, told, LogicalIds(architecture)};
  sam.services = planServices(architecture, catalog, told);
  Manifest manifest;
  manifest.notes = std::move(serverless->notes);
  const Tree plain = expandServerless(samTemplate(sam), manifest.notes);
  manifest.files.push_back({"template.yaml", toTemplateYaml(plain)});
  const std::set<std::string> ofSam = {"template.yaml", "samconfig.toml", "README.md", ".gitignore"};
  for (auto& file : serverless->files)
    if (ofSam.count(file.path) == 0) manifest.files.push_back(std::move(file));
  if (!plans.empty()) manifest.files.push_back({"package.sh", packageScript(sam), true});
  manifest.files.push_back({"README.md", cloudformationReadme(sam, plain.at("Parameters"), manifest.notes)});
  manifest.files.push_back({".gitignore", "build/\nnode_modules/\n__pycache__/\ntarget/\n"});
  return manifest;
}

}  // namespace virga::model
