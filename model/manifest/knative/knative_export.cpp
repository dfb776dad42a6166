#include "model/manifest/knative/knative_export.h"

#include <utility>

#include <fmt/format.h>

#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/knative/knative_handlers.h"
#include "model/manifest/knative/knative_context.h"
#include "model/manifest/plain_yaml.h"
#include "model/manifest/problem_lists.h"
#include "model/manifest/protection_notes.h"

namespace virga::model {

namespace {

void noteWhatIsApart(const KnativeContext& knative) {
  for (const Component& component : knative.architecture.components) {
    const ComponentId& id = component.id;
    const auto apart = [&](const char* what) {
      knative.note(Severity::info, "deployed-apart", id,
                   fmt::format("'{}' is {} and deployed apart; functions know it by an address and a Secret", id, what));
    };
    if (std::holds_alternative<Client>(component.kind))
      knative.note(Severity::info, "client-not-exported", id,
                   fmt::format("'{}' is a client: it calls the deployed system and isn't part of it", id));
    else if (std::holds_alternative<NosqlDb>(component.kind))
      apart("a database, taken to be MongoDB,");
    else if (std::holds_alternative<SqlDb>(component.kind))
      apart("a database, taken to be PostgreSQL,");
    else if (std::holds_alternative<Cache>(component.kind))
      apart("a cache that speaks as Redis does");
    else if (std::holds_alternative<ObjectStore>(component.kind))
      apart("an object store with the interface of S3");
    else if (const auto* store = std::get_if<SecretStore>(&component.kind); store && store->secrets > 1)
      knative.note(Severity::info, "one-secret", id,
                   fmt::format("'{}' holds {} secrets; functions read one Secret, as one text", id, store->secrets));
  }
}

Tree kustomization(const KnativeContext& knative) {
  Tree tree = Tree::object();
  tree["apiVersion"] = "kustomize.config.k8s.io/v1beta1";
  tree["kind"] = "Kustomization";
  tree["resources"] = Tree::array({"namespace.yaml"});
  if (!knative.addresses.empty()) tree["resources"].push_back("config/addresses.yaml");
  for (const auto& [path, resources] : knative.files()) tree["resources"].push_back(path);
  tree["images"] = Tree::array();
  for (const FunctionPlan& plan : knative.plans) {
    const std::string name = knative.nameOf(plan.component->id);
    tree["images"].push_back({{"name", name}, {"newName", "registry.invalid/" + name}, {"newTag", "1"}});
  }
  return tree;
}

std::string documents(const std::vector<Tree>& resources) {
  std::string text;
  for (const Tree& resource : resources) text += (text.empty() ? "" : "---\n") + toYaml(resource);
  return text;
}

Tree namespaceOf(const KnativeContext& knative) {
  Tree tree = Tree::object();
  tree["apiVersion"] = "v1";
  tree["kind"] = "Namespace";
  tree["metadata"]["name"] = knative.space();
  tree["metadata"]["labels"]["app.kubernetes.io/managed-by"] = "virga";
  return tree;
}

Tree addressesOf(const KnativeContext& knative) {
  Tree tree = Tree::object();
  tree["apiVersion"] = "v1";
  tree["kind"] = "ConfigMap";
  tree["metadata"]["name"] = "addresses";
  tree["metadata"]["namespace"] = knative.space();
  for (const auto& [name, value] : knative.addresses) tree["data"][name] = value;
  return tree;
}

}  // namespace

tl::expected<Manifest, Problems> exportKnative(const Architecture& architecture, const Catalog& catalog) {
  Problems problems;
  auto plans = planFunctions(architecture, catalog, problems);
  for (auto& service : planServices(architecture, catalog, problems)) plans.push_back(std::move(service));
  for (auto& problem : knativeProblems(architecture, catalog, plans)) problems.push_back(std::move(problem));
  for (auto& problem : credentialsForAnyOrigin(architecture)) problems.push_back(std::move(problem));
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));

  Manifest manifest;
  KnativeContext knative(architecture, catalog, plans, manifest.notes);
  noteWhatIsApart(knative);
  addKnativeFunctions(knative);
  addKnativeQueues(knative);
  addKnativeTopics(knative);
  addKnativeStreams(knative);
  addKnativeStores(knative);
  addKnativeSchedules(knative);
  addKnativeGateways(knative);
  addKnativeAlarms(knative, exportedAlarms(architecture, "custom", manifest.notes));
  if (knative.files().empty())
    return tl::unexpected(Problems{{Severity::error, "empty", "", 0, 0, "components",
                                    "nothing in the design is to be deployed", "add a function, queue or topic"}});
  for (auto& problem : problems) manifest.notes.push_back(std::move(problem));
  manifest.files.push_back({"kustomization.yaml", toYaml(kustomization(knative))});
  manifest.files.push_back({"namespace.yaml", toYaml(namespaceOf(knative))});
  if (!knative.addresses.empty()) manifest.files.push_back({"config/addresses.yaml", toYaml(addressesOf(knative))});
  for (const auto& [path, resources] : knative.files()) manifest.files.push_back({path, documents(resources)});
  const int concurrency = knative.settings.instanceConcurrency.value_or(
      static_cast<int>(catalog.optionalNumber("function.instance-concurrency").value_or(1)));
  for (const FunctionPlan& plan : plans) {
    auto files = handlerFiles(architecture, plan, KnativeHandlers(concurrency));
    if (!files) {
      for (auto& problem : files.error()) problems.push_back(std::move(problem));
      continue;
    }
    for (auto& file : *files) manifest.files.push_back(std::move(file));
  }
  if (hasErrors(problems)) return tl::unexpected(errorsOf(problems));
  manifest.files.push_back({"README.md", knativeReadme(knative, manifest.notes)});
  manifest.files.push_back({".gitignore", "node_modules/\n__pycache__/\n"});
  return manifest;
}

}  // namespace virga::model
