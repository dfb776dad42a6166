#include "model/manifest/oci/oci_export.h"

#include <utility>

#include "model/manifest/oci/oci_plan.h"

namespace virga::model {

namespace {

Problems errorsOf(const Problems& problems) {
  Problems errors;
  for (const Problem& problem : problems)
    if (problem.severity == Severity::error) errors.push_back(problem);
  return errors;
}

bool isEmpty(const OciPlan& plan) {
  return plan.functions.empty() && plan.queues.empty() && plan.streams.empty() && plan.topics.empty() &&
         plan.buckets.empty() && plan.tables.empty() && plan.databases.empty() && plan.caches.empty() &&
         plan.secrets.empty();
}

}  // namespace

tl::expected<Manifest, Problems> exportFn(const Architecture& architecture, const Catalog& catalog) {
  Problems problems;
  const auto plans = planFunctions(architecture, catalog, problems);
  for (auto& problem : ociProblems(architecture, catalog, plans)) problems.push_back(std::move(problem));
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));

  Manifest manifest;
  const OciPlan plan = planOci(architecture, catalog, plans, manifest.notes);
  if (isEmpty(plan))
    return tl::unexpected(Problems{{Severity::error, "empty", "", 0, 0, "components",
                                    "nothing in the design is to be deployed", "add a function, queue or table"}});
  for (auto& problem : problems) manifest.notes.push_back(std::move(problem));
  manifest.files.push_back({"app.yaml", fnAppYaml(plan)});
  for (const OciFunction& function : plan.functions)
    manifest.files.push_back({"functions/" + function.plan->component->id + "/func.yaml", fnFuncYaml(plan, function)});
  for (auto& [path, content] : ociStackFiles(plan)) manifest.files.push_back({path, std::move(content)});
  manifest.files.push_back({"README.md", ociReadme(plan, manifest.notes)});
  manifest.files.push_back({".gitignore", "node_modules/\n__pycache__/\n.terraform/\n*.tfstate*\n*.tfvars\n"});
  return manifest;
}

}  // namespace virga::model
