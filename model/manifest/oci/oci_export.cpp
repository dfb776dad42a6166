#include "model/manifest/oci/oci_export.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/oci/oci_handlers.h"
#include "model/manifest/oci/oci_plan.h"
#include "model/manifest/oci/oci_stack.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/protection_notes.h"

namespace virga::model {

namespace {

bool isEmpty(const OciPlan& plan) {
  return plan.functions.empty() && plan.queues.empty() && plan.streams.empty() && plan.topics.empty() &&
         plan.buckets.empty() && plan.tables.empty() && plan.databases.empty() && plan.caches.empty() &&
         plan.secrets.empty();
}

// Dead-letter queues of others alone aren't made.
std::vector<ExportedAlarm> watched(const Architecture& architecture, const OciPlan& plan, Problems& notes) {
  auto alarms = exportedAlarms(architecture, "oci", notes);
  std::erase_if(alarms, [&](const ExportedAlarm& exported) {
    const ComponentId& id = exported.component->id;
    if (!std::holds_alternative<Queue>(exported.component->kind) ||
        std::any_of(plan.queues.begin(), plan.queues.end(), [&](const OciQueue& queue) { return queue.id == id; }))
      return false;
    notes.push_back(
        {Severity::warning, "alarm-unwatched", "", 0, 0, "alarms",
         fmt::format("the alarm on {} of '{}' isn't in the export: OCI Queue keeps dead letters in the queue that "
                     "they come from, and has no metric of them",
                     nameOf(exported.alarm.metric), id),
         "look at the queue's dead letters in the console"});
    return true;
  });
  if (!alarms.empty())
    notes.push_back({Severity::info, "no-dashboard", "", 0, 0, "alarms",
                     "the alarms are in the stack, and no dashboard: the console has charts of each resource's metrics",
                     ""});
  return alarms;
}

tl::expected<Manifest, Problems> exportOci(const Architecture& architecture, const Catalog& catalog, OciLayout layout) {
  Problems problems;
  const auto plans = planFunctions(architecture, catalog, problems);
  for (auto& problem : ociProblems(architecture, catalog, plans)) problems.push_back(std::move(problem));
  for (auto& note : protectionNotes(architecture, "oci")) problems.push_back(std::move(note));
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));

  Manifest manifest;
  OciPlan plan = planOci(architecture, catalog, plans, manifest.notes);
  plan.alarms = watched(architecture, plan, manifest.notes);
  if (isEmpty(plan))
    return tl::unexpected(Problems{{Severity::error, "empty", "", 0, 0, "components",
                                    "nothing in the design is to be deployed", "add a function, queue or table"}});
  for (auto& problem : problems) manifest.notes.push_back(std::move(problem));
  const bool fn = layout == OciLayout::fnProject;
  if (fn) manifest.files.push_back({"app.yaml", fnAppYaml(plan)});
  for (const OciFunction& function : plan.functions)
    manifest.files.push_back({"functions/" + function.plan->component->id + "/func.yaml", fnFuncYaml(plan, function)});
  for (const FunctionPlan& function : plans) {
    auto files = handlerFiles(architecture, function, OciHandlers());
    if (!files) {
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
      continue;
    }
    for (auto& file : *files) manifest.files.push_back(std::move(file));
  }
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  const OciStack stack = ociStack(plan);
  for (ManifestFile& file : terraform::filesOf(stack.project))
    if (file.path != ".gitignore") manifest.files.push_back({(fn ? "stack/" : "") + file.path, std::move(file.content)});
  if (fn) manifest.files.push_back({"stack/schema.yaml", ociStackForm(stack)});
  manifest.files.push_back({"README.md", ociReadme(plan, layout, manifest.notes)});
  manifest.files.push_back({".gitignore", "node_modules/\n__pycache__/\n.terraform/\n*.tfstate*\n*.tfplan\n*.tfvars\n"});
  return manifest;
}

}  // namespace

tl::expected<Manifest, Problems> exportFn(const Architecture& architecture, const Catalog& catalog) {
  return exportOci(architecture, catalog, OciLayout::fnProject);
}

tl::expected<Manifest, Problems> exportTerraformOci(const Architecture& architecture, const Catalog& catalog) {
  return exportOci(architecture, catalog, OciLayout::terraform);
}

}  // namespace virga::model
