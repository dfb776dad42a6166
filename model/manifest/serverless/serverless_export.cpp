#include "model/manifest/serverless/serverless_export.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/manifest/cloudformation/expand_serverless.h"
#include "model/manifest/sam/sam_export.h"
#include "model/manifest/sam/sam_template.h"
#include "model/manifest/sam/sam_texts.h"
#include "model/manifest/serverless/framework_names.h"
#include "model/manifest/serverless/service.h"

namespace virga::model {

namespace {

// serviceName in lib/config-schema.js: a letter, then at least one letter, digit or hyphen. Short enough for names of
// functions that begin with it.
std::string serviceName(const Architecture& architecture, const std::vector<FunctionPlan>& plans) {
  constexpr std::size_t kLeast = 12, kFunctionNameMax = 64, kStageAndHyphens = 12;
  std::size_t longest = 0;
  for (const FunctionPlan& plan : plans) longest = std::max(longest, plan.component->id.size());
  const std::size_t wanted =
      longest + kStageAndHyphens < kFunctionNameMax ? kFunctionNameMax - kStageAndHyphens - longest : 0;
  std::string name = stackName(architecture).substr(0, std::max(kLeast, wanted));
  while (name.back() == '-') name.pop_back();
  return name.size() < 2 ? name + "-service" : name;
}

void escapeTexts(Tree& tree) {
  if (tree.is_string())
    tree = withoutVariables(tree.get<std::string>());
  else if (tree.is_structured())
    for (Tree& part : tree) escapeTexts(part);
}

void setProvider(Service& service) {
  const SamContext& sam = service.sam;
  Tree& provider = service.provider;
  provider["name"] = "aws";
  const std::string& region = sam.architecture.target.region;
  if (const std::string known = region.empty() ? sam.catalog.defaultRegion : region; !known.empty())
    provider["region"] = known;
  provider["versionFunctions"] = false;
  provider["logRetentionInDays"] = service.parameters.at("LogRetentionDays").at("Default");
  provider["deploymentBucket"]["blockPublicAccess"] = true;
  const std::string project = sam.tagsOf({}).at("Project");
  for (const char* key : {"tags", "stackTags"}) provider[key]["Project"] = project;
  service.replaced.emplace_back(refTo("LogRetentionDays"), Tree("${self:provider.logRetentionInDays}"));
  service.parameters.erase("LogRetentionDays");
}

// awsLambdaRuntime in lib/plugins/aws/provider.js of serverless 3.40.0, the last of version 3, as far as handlers are
// written for them.
bool inVersion3(const std::string& runtime) {
  static constexpr std::array<std::string_view, 9> kKnown = {
      "nodejs18.x", "nodejs20.x", "python3.9", "python3.10", "python3.11", "java11", "java17", "java21", "provided.al2023"};
  return std::find(kKnown.begin(), kKnown.end(), runtime) != kKnown.end();
}

void noteFramework(const Service& service) {
  std::set<std::string> newer;
  bool routes = false;
  for (const FunctionPlan& plan : service.sam.plans) {
    const std::string runtime = lambdaRuntime(plan.function->runtime);
    if (!inVersion3(runtime)) newer.insert(runtime);
    routes |= !plan.routes.empty();
  }
  if (!newer.empty())
    service.sam.note(Severity::info, "newer-runtime", "",
                     fmt::format("version 3 of the Serverless Framework knows no {}; its fork osls and version 4 do",
                                 fmt::join(newer, ", ")));
  if (routes)
    service.sam.note(Severity::info, "permission-per-api", "",
                     "the Serverless Framework lets the HTTP API invoke a function by any of the API's routes, of which "
                     "only those that are drawn are there");
}

Service madeOf(const SamContext& sam, Tree plain) {
  escapeTexts(plain);
  Service service{sam, serviceName(sam.architecture, sam.plans), plain.at("Resources"), plain.at("Parameters"),
                  plain.contains("Outputs") ? plain.at("Outputs") : Tree::object()};
  for (const char* code : {"CodeBucket", "CodePrefix"}) service.parameters.erase(code);
  setProvider(service);
  liftFunctions(service);
  liftHttpApi(service);
  liftSockets(service);
  liftEvents(service);
  liftBuckets(service);
  settleNames(service);
  return service;
}

}  // namespace

tl::expected<Manifest, Problems> exportServerless(const Architecture& architecture, const Catalog& catalog) {
  auto files = exportSam(architecture, catalog);
  if (!files) return files;

  Problems told;  // exportSam has told the same
  const auto plans = planFunctions(architecture, catalog, told);
  SamContext sam{architecture, catalog, plans, told, LogicalIds(architecture)};
  sam.services = planServices(architecture, catalog, told);
  Problems ofExpansion;  // on what the framework does by itself
  const Tree plain = expandServerless(samTemplate(sam), ofExpansion);
  Manifest manifest;
  manifest.notes = std::move(files->notes);
  told.clear();
  const Service service = madeOf(sam, plain);
  if (!service.problems.empty()) return tl::unexpected(service.problems);
  noteFramework(service);
  for (Problem& note : told) manifest.notes.push_back(std::move(note));

  manifest.files.push_back({"serverless.yml", serviceFile(service)});
  const std::set<std::string> ofSam = {"template.yaml", "samconfig.toml", "README.md", ".gitignore"};
  for (auto& file : files->files)
    if (ofSam.count(file.path) == 0) manifest.files.push_back(std::move(file));
  if (!plans.empty()) manifest.files.push_back({"build.sh", buildScript(sam), true});
  manifest.files.push_back({"README.md", serverlessReadme(service, manifest.notes)});
  manifest.files.push_back({".gitignore", ".serverless/\nbuild/\nnode_modules/\n__pycache__/\ntarget/\n"});
  return manifest;
}

}  // namespace virga::model
