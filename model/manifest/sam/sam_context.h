#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/manifest/cfn_yaml.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/sam/logical_ids.h"

namespace virga::model {

// What the parts of a SAM export share: the design, its names and the template as it grows.
struct SamContext {
  const Architecture& architecture;
  const Catalog& catalog;
  const std::vector<FunctionPlan>& plans;
  Problems& notes;
  LogicalIds ids;
  Tree parameters = Tree::object();
  Tree resources = Tree::object();
  Tree outputs = Tree::object();
  std::map<ComponentId, std::string> secrets = {};            // external → its secret
  std::map<ComponentId, std::string> endpoints = {};          // external → its parameter
  std::map<ComponentId, std::string> cacheClientGroups = {};  // cache → security group of the functions that use it
  std::map<ComponentId, std::string> userPoolClients = {};    // auth → its client

  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {}) const {
    notes.push_back({severity, id, "", 0, 0, path, message, hint});
  }
  void output(const std::string& name, const std::string& description, const Tree& value);

  std::map<std::string, std::string> tagsOf(const ComponentId& id) const;
  Tree tagMap(const ComponentId& id) const;
  Tree tagList(const ComponentId& id) const;  // [{Key, Value}, …]
};

// At most `limit` bytes, cut between characters of UTF-8. AWS limits descriptions.
std::string shortened(const std::string& text, std::size_t limit);

// Seconds, rounded up.
std::int64_t wholeSeconds(Duration duration);
std::int64_t wholeMebibytes(ByteSize size);

// What an execution environment is told about a component it uses: "ORDERS_TABLE" and the like.
std::string environmentName(const ComponentId& id, const std::string& suffix);

// Adds the resources of one kind of component. Functions come last: they refer to all others.
void addQueues(SamContext& sam);
void addTables(SamContext& sam);
void addBuckets(SamContext& sam);
void addCaches(SamContext& sam);
void addExternals(SamContext& sam);
void addUserPools(SamContext& sam);
void addApis(SamContext& sam);
void addFunctions(SamContext& sam);

// Adds the parameters that ask for a network, where they aren't there yet.
void askForNetwork(SamContext& sam);
// How the function is attached to that network, with the security groups it needs; null if it isn't.
Tree vpcOf(SamContext& sam, const FunctionPlan& plan);

// The statements that allow a function's steps and nothing more; empty if it needs none.
Tree permissionsOf(const SamContext& sam, const FunctionPlan& plan);

// Lambda's name of a runtime: "nodejs22" → "nodejs22.x".
std::string lambdaRuntime(const std::string& runtime);

}  // namespace virga::model
