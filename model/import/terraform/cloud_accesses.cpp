// What functions do to other components: by the roles that their identities have, and by what their environment names.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "model/import/terraform/cloud_design.h"
#include "model/import/terraform/cloud_environment.h"
#include "model/import/terraform/cloud_use.h"
#include "model/import/terraform/oracle_policies.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

// By words of the roles' names (cloud.google.com/iam/docs/roles-permissions, learn.microsoft.com/azure/role-based-access-
// control/built-in-roles; 2026). Roles to take messages make no step: what takes them is a consumer.
std::optional<CloudRight> rightOf(const std::string& role) {
  struct Known {
    const char* name;
    CloudRight right;
  };
  static constexpr std::array known = {
      Known{"roles/pubsub.publisher", {false, false, false, true}},
      Known{"roles/run.invoker", {false, false, false, true}},
      Known{"roles/cloudfunctions.invoker", {false, false, false, true}},
      Known{"roles/workflows.invoker", {false, false, false, true}},
      Known{"roles/cloudtasks.enqueuer", {false, false, false, true}},
      Known{"roles/storage.objectViewer", {true, false, false, false}},
      Known{"roles/storage.objectCreator", {false, true, false, false}},
      Known{"roles/storage.objectUser", {true, true, true, false}},
      Known{"roles/storage.objectAdmin", {true, true, true, false}},
      Known{"roles/storage.admin", {true, true, true, false}},
      Known{"roles/datastore.viewer", {true, false, false, false}},
      Known{"roles/datastore.user", {true, true, true, false}},
      Known{"roles/cloudsql.client", {true, true, false, false}},
      Known{"roles/secretmanager.secretAccessor", {true, false, false, false}},
      Known{"Azure Service Bus Data Sender", {false, false, false, true}},
      Known{"Azure Event Hubs Data Sender", {false, false, false, true}},
      Known{"EventGrid Data Sender", {false, false, false, true}},
      Known{"Storage Queue Data Message Sender", {false, false, false, true}},
      Known{"Storage Queue Data Contributor", {false, false, false, true}},
      Known{"Storage Blob Data Reader", {true, false, false, false}},
      Known{"Storage Blob Data Contributor", {true, true, true, false}},
      Known{"Storage Blob Data Owner", {true, true, true, false}},
      Known{"Storage Table Data Reader", {true, false, false, false}},
      Known{"Storage Table Data Contributor", {true, true, true, false}},
      Known{"Key Vault Secrets User", {true, false, false, false}},
      Known{"Web PubSub Service Owner", {false, false, false, true}},
  };
  for (const Known& candidate : known)
    if (role == candidate.name) return candidate.right;
  return {};
}

// Identities that a value names: service accounts and the functions' own.
std::set<ComponentId> holdersOf(const CloudDesign& cloud, const HclExpression& value) {
  std::set<ComponentId> holders;
  const auto look = [&](const auto& self, const HclExpression& expression) -> void {
    if (expression.isReference() && expression.path.size() > 1)
      if (const auto known = cloud.identities.find(expression.path[0] + "." + expression.path[1]);
          known != cloud.identities.end())
        holders.insert(known->second.begin(), known->second.end());
    for (const HclExpression& item : expression.items) self(self, item);
  };
  look(look, value);
  return holders;
}

void grant(CloudDesign& cloud, const TerraformResource& resource) {
  std::string role;
  for (const char* key : {"role", "role_definition_name"})
    if (const auto* value = valueAt(resource.values, key); value && value->kind == Kind::string) role = value->text;
  std::set<ComponentId> holders;
  for (const char* key : {"member", "members", "principal_id"})
    if (const auto* value = valueAt(resource.values, key))
      for (const ComponentId& id : holdersOf(cloud, *value)) holders.insert(id);
  if (role.empty() || holders.empty()) return;
  cloud.understood.insert(CloudDesign::addressOf(resource));
  const auto right = rightOf(role);
  if (!right) return;
  std::vector<ComponentId> targets;
  for (const char* key :
       {"topic", "bucket", "secret_id", "name", "service", "cloud_function", "workflow", "scope", "queue", "condition"})
    if (const auto* value = valueAt(resource.values, key))
      for (const ComponentId& id : cloud.named(*value)) targets.push_back(id);
  for (const ComponentId& holder : holders)
    for (const ComponentId& target : targets) useByRight(cloud, holder, target, *right, cloud.placeOf(resource));
}

bool hasStepTo(CloudDesign& cloud, const ComponentId& from, const ComponentId& to) {
  const Steps* steps = cloud.design.stepsOf(from);
  if (!steps) return false;
  for (const Step& step : *steps) {
    const auto* call = std::get_if<CallStep>(&step.what);
    const auto* send = std::get_if<SendStep>(&step.what);
    if ((call && call->to.id == to) || (send && send->to.id == to)) return true;
  }
  return false;
}

// What an environment names and no role tells of: what is done to it is assumed.
void environment(CloudDesign& cloud, const TerraformResource& resource, const ComponentId& id) {
  for (const EnvironmentVariable& variable : environmentOf(resource))
    for (const ComponentId& target : cloud.named(*variable.value)) {
      if (target == id || hasStepTo(cloud, id, target)) continue;
      const ComponentKind& kind = cloud.design.component(target).kind;
      // What the function consumes is in its environment too.
      if (const auto* queue = std::get_if<Queue>(&kind);
          queue &&
          std::any_of(queue->consumers.begin(), queue->consumers.end(), [&](const Consumer& c) { return c.to.id == id; }))
        continue;
      if (!canCall(kind) && !canSend(kind)) continue;
      useByRight(cloud, id, target, {true, false, false, true}, cloud.placeOf(resource));
      cloud.design.assumed(
          cloud.placeOf(resource),
          fmt::format("that '{}' uses '{}' is taken from its environment; what it does there isn't said", id, target));
    }
}

}  // namespace

void useByRight(CloudDesign& cloud, const ComponentId& from, const ComponentId& to, const CloudRight& right,
                const Place& at) {
  if (from == to) return;
  const ComponentKind& kind = cloud.design.component(to).kind;
  if (canSend(kind) && !canCall(kind)) {
    if (right.hands || right.writes) cloud.design.use(from, to, Operation::write, false, at);
    return;
  }
  if (!canCall(kind)) return;
  if (right.hands) cloud.design.use(from, to, Operation::read, true, at);
  if (right.reads) cloud.design.use(from, to, Operation::read, true, at);
  if (right.writes) cloud.design.use(from, to, Operation::write, true, at);
}

void addCloudAccesses(CloudDesign& cloud) {
  noteDynamicGroups(cloud);
  for (const TerraformResource& resource : cloud.project.resources)
    if (!resource.data && resource.type == "oci_identity_policy") addOraclePolicy(cloud, resource);
  for (const TerraformResource& resource : cloud.project.resources)
    if (!resource.data && (resource.type.find("_iam_") != std::string::npos || resource.type == "azurerm_role_assignment"))
      grant(cloud, resource);
  for (const TerraformResource& resource : cloud.project.resources) {
    if (resource.data) continue;
    const auto known = cloud.components.find(CloudDesign::addressOf(resource));
    if (known == cloud.components.end() || !cloud.design.stepsOf(known->second)) continue;
    const ComponentId id = known->second;
    environment(cloud, resource, id);
    callOutside(cloud, resource, id);
  }
}

}  // namespace virga::model
