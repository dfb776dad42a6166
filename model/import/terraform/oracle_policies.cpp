#include "model/import/terraform/oracle_policies.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "model/import/terraform/cloud_use.h"
#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

// A statement as one text in small letters up to its references, which are marks.
std::string statementText(const HclExpression& statement) {
  if (statement.kind == Kind::string) return statement.text;
  if (statement.isReference() && statement.path.size() > 1)
    return CloudDesign::mark(statement.path[0] + "." + statement.path[1]);
  std::string text;
  if (statement.kind == Kind::templated)
    for (const HclExpression& item : statement.items) text += statementText(item);
  return text;
}

template <class Component>
bool holds(const ComponentKind& kind) {
  return std::holds_alternative<Component>(kind);
}

struct ResourceType {
  const char* name;
  bool (*isKind)(const ComponentKind&);
  CloudRight use;  // of the verb use; read and inspect read, manage may all
};

// The verbs' and permissions' references of the services (docs.oracle.com/iaas/Content/Identity/policyreference, 2026).
constexpr std::array kTypes = {
    ResourceType{"fn-invocation", holds<Function>, {false, false, false, true}},
    ResourceType{"fn-function", holds<Function>, {false, false, false, true}},
    ResourceType{"functions-family", holds<Function>, {false, false, false, true}},
    ResourceType{"nosql-rows", holds<NosqlDb>, {true, true, true, false}},
    ResourceType{"nosql-family", holds<NosqlDb>, {true, true, true, false}},
    ResourceType{"objects", holds<ObjectStore>, {true, true, false, false}},
    ResourceType{"object-family", holds<ObjectStore>, {true, true, false, false}},
    ResourceType{"ons-topics", holds<Topic>, {false, false, false, true}},
    ResourceType{"ons-family", holds<Topic>, {false, false, false, true}},
    ResourceType{"queue-push", holds<Queue>, {false, false, false, true}},
    ResourceType{"queues", holds<Queue>, {false, false, false, true}},
    ResourceType{"secret-bundles", holds<SecretStore>, {true, false, false, false}},
    ResourceType{"secret-family", holds<SecretStore>, {true, false, false, false}},
    ResourceType{"stream-push", holds<Stream>, {false, false, false, true}},
    ResourceType{"streams", holds<Stream>, {false, false, false, true}},
    ResourceType{"stream-family", holds<Stream>, {false, false, false, true}},
};

struct Permission {
  const char* name;
  bool (*isKind)(const ComponentKind&);
  CloudRight right;
};

constexpr std::array kPermissions = {
    Permission{"FN_INVOCATION", holds<Function>, {false, false, false, true}},
    Permission{"NOSQL_ROWS_READ", holds<NosqlDb>, {true, false, false, false}},
    Permission{"NOSQL_ROWS_INSERT", holds<NosqlDb>, {false, true, false, false}},
    Permission{"NOSQL_ROWS_DELETE", holds<NosqlDb>, {false, false, true, false}},
    Permission{"OBJECT_READ", holds<ObjectStore>, {true, false, false, false}},
    Permission{"OBJECT_INSPECT", holds<ObjectStore>, {true, false, false, false}},
    Permission{"OBJECT_CREATE", holds<ObjectStore>, {false, true, false, false}},
    Permission{"OBJECT_OVERWRITE", holds<ObjectStore>, {false, true, false, false}},
    Permission{"OBJECT_DELETE", holds<ObjectStore>, {false, false, true, false}},
    Permission{"ONS_TOPIC_PUBLISH", holds<Topic>, {false, false, false, true}},
    Permission{"QUEUE_PRODUCE", holds<Queue>, {false, false, false, true}},
    Permission{"SECRET_BUNDLE_READ", holds<SecretStore>, {true, false, false, false}},
    Permission{"STREAM_PRODUCE", holds<Stream>, {false, false, false, true}},
};

std::string wordAt(const std::string& text, std::size_t at) {
  at = text.find_first_not_of(" \t\n", at);
  return at == std::string::npos ? "" : text.substr(at, text.find_first_of(" \t\n", at) - at);
}

struct Granted {
  bool (*isKind)(const ComponentKind&);
  CloudRight right;
};

// What a statement grants between " to " and " in ".
std::vector<Granted> granted(const std::string& action) {
  std::vector<Granted> all;
  if (action.starts_with('{')) {
    for (const Permission& one : kPermissions)
      if (action.find(one.name) != std::string::npos) all.push_back({one.isKind, one.right});
    return all;
  }
  const std::string verb = wordAt(action, 0), type = wordAt(action, verb.size());
  for (const ResourceType& one : kTypes) {
    if (type != one.name) continue;
    if (verb == "use") all.push_back({one.isKind, one.use});
    if (verb == "manage") all.push_back({one.isKind, {true, true, true, true}});
    // To read a queue's or a function's settings is no use of it.
    if (verb == "read" && one.use.reads) all.push_back({one.isKind, {true, false, false, false}});
  }
  return all;
}

std::vector<ComponentId> targetsOf(CloudDesign& cloud, const std::string& condition, const Granted& what,
                                   const TerraformResource& policy) {
  std::vector<ComponentId> found;
  for (const ComponentId& id : cloud.namedInText(condition))
    if (what.isKind(cloud.design.component(id).kind)) found.push_back(id);
  if (!found.empty() || condition.find("target.") != std::string::npos) return found;
  for (const Component& component : cloud.design.result.design.components)
    if (what.isKind(component.kind)) found.push_back(component.id);
  if (found.size() != 1) return {};
  cloud.design.assumed(cloud.placeOf(policy),
                       fmt::format("the policy of all that a compartment holds is taken to mean '{}'", found.front()));
  return found;
}

}  // namespace

void noteDynamicGroups(CloudDesign& cloud) {
  for (const TerraformResource& group : cloud.project.resources) {
    if (group.data || group.type != "oci_identity_dynamic_group") continue;
    const HclExpression* rule = valueAt(group.values, "matching_rule");
    if (!rule) continue;
    auto& holders = cloud.identities[CloudDesign::addressOf(group)];
    for (const ComponentId& id : cloud.named(*rule)) holders.insert(id);
    // A rule over a compartment is of every function in it.
    if (holders.empty() && statementText(*rule).find("fnfunc") != std::string::npos)
      for (const Component& component : cloud.design.result.design.components)
        if (std::holds_alternative<Function>(component.kind)) holders.insert(component.id);
  }
}

void addOraclePolicy(CloudDesign& cloud, const TerraformResource& policy) {
  const HclExpression* statements = valueAt(policy.values, "statements");
  if (!statements) return;
  cloud.understood.insert(CloudDesign::addressOf(policy));
  for (const HclExpression& statement : statements->items) {
    const std::string text = statementText(statement);
    const std::size_t to = text.find(" to "), in = text.find(" in ", to == std::string::npos ? 0 : to);
    if (to == std::string::npos || in == std::string::npos) continue;
    const std::size_t where = text.find(" where ", in);
    const std::string condition = where == std::string::npos ? "" : text.substr(where);
    for (const auto& [address, holders] : cloud.identities) {
      const std::size_t who = text.find(CloudDesign::mark(address));
      const TerraformResource* group =
          cloud.project.find("oci_identity_dynamic_group", address.substr(address.find('.') + 1));
      const std::string name = group ? textAt(group->values, "name") : "";
      const bool byName = !name.empty() && wordAt(text, text.find("dynamic-group") + 13) == name;
      if (!address.starts_with("oci_identity_dynamic_group.") || (!byName && (who == std::string::npos || who > to)))
        continue;
      for (const Granted& what : granted(text.substr(to + 4, in - to - 4)))
        for (const ComponentId& target : targetsOf(cloud, condition, what, policy))
          for (const ComponentId& holder : holders) useByRight(cloud, holder, target, what.right, cloud.placeOf(policy));
    }
  }
}

}  // namespace virga::model
