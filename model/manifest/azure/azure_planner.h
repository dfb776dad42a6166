#pragma once

#include <string>

#include "model/manifest/azure/azure_plan.h"

namespace virga::model {

// Makes the plan: components in azure_planner.cpp, functions and their edges in azure_functions.cpp.
class AzurePlanner {
 public:
  AzurePlanner(const LoweredDesign& lowered, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
               Problems& problems);
  AzurePlan made();

 private:
  void refuse(const std::string& path, const std::string& message, const std::string& hint);
  void note(const std::string& id, const std::string& path, const std::string& message, const std::string& hint);
  void noteFilter(const std::string& path, Share share, const ComponentId& from, const ComponentId& to);
  // A whole number within limits; a note tells of one that isn't.
  std::int64_t clamped(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max,
                       const std::string& what);

  void add(const ComponentId& id, const Client& client);
  void add(const ComponentId&, const Function&) {}
  void add(const ComponentId&, const Workflow&) {}
  void add(const ComponentId& id, const ContainerService& service);
  void add(const ComponentId& id, const Schedule& schedule);
  void add(const ComponentId& id, const HttpApi& api);
  void add(const ComponentId& id, const WebsocketApi& api);
  void add(const ComponentId& id, const Auth&) { plan_.auths.push_back(id); }
  void add(const ComponentId& id, const SecretStore& store);
  void add(const ComponentId&, const External&) {}
  void add(const ComponentId& id, const ObjectStore& store);
  void add(const ComponentId& id, const NosqlDb& table);
  void add(const ComponentId& id, const SqlDb& database);
  void add(const ComponentId& id, const Cache& cache);
  void add(const ComponentId& id, const Queue& queue);
  void add(const ComponentId& id, const Topic& topic);
  void add(const ComponentId& id, const EventBus& bus);
  void add(const ComponentId& id, const Stream& stream);
  void addConsumer(const std::string& path, const ComponentId& source, bool changes, const StreamConsumer& consumer);
  void subscribe(const std::string& path, const ComponentId& source, const ComponentId& to, ObjectEvent on, Share share);
  void external(const ComponentId& id, bool token);
  void nameDeadLetters();
  void refuseEqualNames();
  void chooseTableBilling();

  void addFunction(const FunctionPlan& plan);
  void fitFunction(const FunctionPlan& plan, AzureFunction& result);
  void limitInstances(const FunctionPlan& plan, AzureFunction& result);
  void addQueues(const FunctionPlan& plan, AzureFunction& result);
  void addStreams(const FunctionPlan& plan, AzureFunction& result);
  // The grants and settings that the uses of a function or of servers take.
  void addUse(const Use& use, std::vector<AzureGrant>& grants, std::vector<ComponentId>& uses);
  void addServers();

  const LoweredDesign& lowered_;
  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& plans_;
  Problems& problems_;
  AzurePlan plan_;
  std::map<ComponentId, std::vector<AzureTimer>> timers_;
  std::set<ComponentId> started_;
};

}  // namespace virga::model
