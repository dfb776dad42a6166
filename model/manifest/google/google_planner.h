#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/architecture/provider_settings.h"
#include "model/manifest/google/google_plan.h"

namespace virga::model {

// What the parts that make a plan share: the design, the plan as it grows, names and grants.
class GooglePlanner {
 public:
  GooglePlanner(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& functions,
                const std::vector<FunctionPlan>& services, Problems& problems);

  GooglePlan made();

 private:
  void error(const std::string& id, const std::string& path, const std::string& message, const std::string& hint);
  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {});
  // The value within the range; a warning where that changes it.
  std::int64_t clamped(const std::string& path, std::int64_t value, std::int64_t min, std::int64_t max,
                       const std::string& unit, const std::string& taker);
  std::int64_t seconds(const std::string& path, Duration value, std::int64_t min, std::int64_t max,
                       const std::string& taker);
  void noteFilter(const std::string& path, Share share, const ComponentId& from, const ComponentId& to);

  // The service account that the component acts as, made at its first use.
  std::string identityOf(const ComponentId& id);
  void grant(GoogleGrant grant);
  void allowPublish(const std::string& member, const std::string& topic);
  // The component may call the function; returns the function's address.
  std::string allowInvoke(const ComponentId& caller, const ComponentId& function);
  void allowStart(const ComponentId& caller);  // of workflows
  std::string pubsubAgent() const;
  std::string topicOf(const ComponentId& id) const;
  std::string functionUrl(const ComponentId& id) const;
  std::string workflowPath(const ComponentId& id) const;
  std::string endpointOf(const ComponentId& external);
  std::string secretOf(const ComponentId& id);
  // The topic that starts the function, made at its first use together with its subscription.
  std::string startsOf(const ComponentId& function);
  void addTopic(const ComponentId& component, const std::string& name);
  // Pushes a topic's messages to a function on behalf of a component.
  GoogleSubscription pushTo(const ComponentId& deliverer, const std::string& name, const std::string& topic,
                            const ComponentId& function);
  // A subscription with the settings of a queue.
  void feedQueue(const ComponentId& queue, const std::string& topic, const std::string& name);
  void deadLetter(GoogleSubscription& subscription, const ComponentId& queue, std::int64_t attempts,
                  const std::string& path);

  void checkComponent(const Component& component);
  void addQueue(const ComponentId& id, const Queue& queue);
  void addTopicOf(const ComponentId& id, const Topic& topic);
  void addStream(const ComponentId& id, const Stream& stream);
  void addBus(const ComponentId& id, const EventBus& bus);
  void addSchedule(const ComponentId& id, const Schedule& schedule);
  void addStore(const ComponentId& id, const ObjectStore& store);
  void addTable(const ComponentId& id, const NosqlDb& table);
  void addSql(const ComponentId& id, const SqlDb& database);
  void addCache(const ComponentId& id, const Cache& cache);
  void addWorkflow(const ComponentId& id, const Workflow& workflow);
  void addGateway(const ComponentId& id, const HttpApi& api);
  void addFunction(const FunctionPlan& plan);
  void addService(const FunctionPlan& plan);
  bool isService(const ComponentId& id) const;
  void addInstances(const FunctionPlan& plan, GoogleFunction& function);
  void addUse(const FunctionPlan& plan, const Use& use, GoogleFunction& function);
  void grantTable(const ComponentId& caller, const ComponentId& table, bool writes);
  void grantBucket(const ComponentId& caller, const ComponentId& bucket, bool writes);
  void noteClients();
  void enableApis();
  void dropCoveredGrants();

  const Architecture& architecture_;
  const Catalog& catalog_;
  const std::vector<FunctionPlan>& functions_;
  const std::vector<FunctionPlan>& services_;
  Problems& problems_;
  ProviderSettings settings_;
  GooglePlan plan_;
  std::set<std::string> names_;
};

// The gateway's description as OpenAPI 2.0, with marks; `addresses` of what answers. Routes that it can't hold are added to
// `problems`.
nlohmann::ordered_json gatewayDocument(const Architecture& architecture, const Catalog& catalog, const Component& component,
                                       const HttpApi& api, const std::map<ComponentId, std::string>& addresses,
                                       Problems& problems);

// Which accesses the states of a workflow need.
std::vector<Use> workflowUses(const Architecture& architecture, const Workflow& workflow);

// The workflow as Google Workflows takes it; what it can't say is added to `problems`. It reads externals' addresses from
// its environment.
nlohmann::ordered_json workflowDefinition(const Architecture& architecture, const ComponentId& id, const Workflow& workflow,
                                          Problems& problems);

}  // namespace virga::model
