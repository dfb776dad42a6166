#include "model/manifest/google/google_export.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/manifest/google/gcloud_script.h"
#include "model/manifest/google/google_metrics.h"
#include "model/manifest/google/google_plan.h"
#include "model/manifest/google/google_readme.h"
#include "model/manifest/google/google_terraform.h"
#include "model/manifest/google/google_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/http/service_handlers.h"
#include "model/manifest/plain_yaml.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/protection_notes.h"

namespace virga::model {

namespace {

// With ${PROJECT_ID} and the like, which the deployment fills in.
std::string withNames(const std::string& text) {
  return withMarks(
      text,
      [](const std::string& name) {
        return name == "project"  ? std::string("${PROJECT_ID}")
               : name == "region" ? std::string("${REGION}")
                                  : "${" + name + "}";
      },
      [](const std::string& plain) { return plain; });
}

nlohmann::ordered_json namedTree(const nlohmann::ordered_json& tree) {
  if (tree.is_string()) return withNames(tree.get<std::string>());
  nlohmann::ordered_json out = tree;
  if (tree.is_structured())
    for (auto& item : out) item = namedTree(item);
  return out;
}

struct Planned {
  GooglePlan plan;
  Manifest manifest;  // what both formats hold
};

tl::expected<Planned, Problems> planned(const Architecture& architecture, const Catalog& base) {
  const auto catalog = withPlan(base, architecture);
  if (!catalog) return tl::unexpected(catalog.error());
  Problems problems;
  const auto functions = planFunctions(architecture, *catalog, problems);
  Planned made;
  const auto services = planServices(architecture, *catalog, problems);
  for (auto& note : protectionNotes(architecture, "gcp")) problems.push_back(std::move(note));
  made.plan = planGoogle(architecture, *catalog, functions, services, problems);
  if (architecture.components.empty())
    problems.push_back({Severity::error, "empty", "", 0, 0, "components", "the design has no components", "add one"});
  if (hasErrors(problems)) return tl::unexpected(onceOfSeverity(problems, true));
  for (const FunctionPlan& function : functions)
    if (function.function->runtime == "go")
      problems.push_back({Severity::info, "go-sum", "", 0, 0, function.component->id,
                          "the sums of the libraries are not in the export: go mod tidy asks the Go checksum database for "
                          "them once, and go.sum is to be kept with the code",
                          ""});
  made.manifest.notes = onceOfSeverity(problems, false);
  for (const auto& gateway : made.plan.gateways)
    made.manifest.files.push_back({"gateway/" + gateway.name + ".yaml", toYaml(namedTree(gateway.document))});
  for (const auto& workflow : made.plan.workflows)
    made.manifest.files.push_back({"workflows/" + workflow.name + ".yaml", toYaml(workflow.definition)});
  const auto add = [&](tl::expected<std::vector<ManifestFile>, Problems> files) {
    if (!files)
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
    else
      for (auto& file : *files) made.manifest.files.push_back(std::move(file));
  };
  const GoogleHandlers platform;
  for (const FunctionPlan& function : functions) add(handlerFiles(architecture, function, platform));
  for (const FunctionPlan& service : services) add(handlerFiles(architecture, service, ServiceHandlers(platform)));
  if (hasErrors(problems)) return tl::unexpected(onceOfSeverity(problems, true));
  return made;
}

void watch(const Architecture& architecture, GooglePlan& plan, Problems& notes) {
  plan.alarms = exportedAlarms(architecture, "gcp", notes);
  std::erase_if(plan.alarms, [&](const ExportedAlarm& exported) {
    const bool missing = googleMetric(plan, exported).filter.empty();
    if (missing)
      notes.push_back({Severity::warning, "alarm-unwatched", "", 0, 0, "alarms",
                       fmt::format("the alarm on {} of '{}' isn't in the export: functions of the 1st generation have no "
                                   "metric of that",
                                   nameOf(exported.alarm.metric), exported.alarm.on.id),
                       "watch duration-p99"});
    return missing;
  });
  if (!plan.alarms.empty()) plan.apis.insert("monitoring.googleapis.com");
}

}  // namespace

tl::expected<Manifest, Problems> exportGcloud(const Architecture& architecture, const Catalog& catalog) {
  auto made = planned(architecture, catalog);
  if (!made) return tl::unexpected(made.error());
  auto& [plan, manifest] = *made;
  if (!architecture.alarms.empty())
    manifest.notes.push_back({Severity::info, "alarms-in-terraform", "", 0, 0, "alarms",
                              "the script makes no alarms and no dashboard; the format terraform has them", ""});
  manifest.files.insert(manifest.files.begin(), {"deploy.sh", gcloudScript(plan), true});
  std::string deploy = "```sh\ngcloud auth login\nPROJECT_ID=my-project ";
  for (const auto& setting : plan.settings) deploy += setting.name + "=https://example.com/ ";
  deploy += "./deploy.sh\n```\n\nIt creates what is missing and sets what is there; run it again after every change.\n";
  manifest.files.push_back({"README.md", googleReadme(plan, manifest.notes, deploy)});
  manifest.files.push_back({".gitignore", "build/\nnode_modules/\n__pycache__/\n"});
  return std::move(manifest);
}

tl::expected<Manifest, Problems> exportGoogleTerraform(const Architecture& architecture, const Catalog& catalog) {
  auto made = planned(architecture, catalog);
  if (!made) return tl::unexpected(made.error());
  auto& [plan, manifest] = *made;
  watch(architecture, plan, manifest.notes);
  const std::string deploy =
      "```sh\n./package.sh\nterraform init\nterraform apply -var project_id=my-project -var release=\"$(git rev-parse "
      "HEAD)\"\n"
      "```\n\n`package.sh` packs the code of each function; another `release` deploys it anew.\n";
  auto project = googleTerraform(plan);
  project.readme = googleReadme(plan, manifest.notes, deploy);
  auto files = terraform::filesOf(project);
  files.push_back({"package.sh", packageScript(plan), true});
  for (auto& file : manifest.files) files.push_back(std::move(file));
  manifest.files = std::move(files);
  return std::move(manifest);
}

}  // namespace virga::model
