#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/alarm/exported_alarms.h"
#include "model/manifest/function_plan.h"

namespace virga::model {

using Tree = nlohmann::ordered_json;

// The namespaces that Knative and its Kafka components are installed into (knative.dev, "Installing Knative", 2026).
inline constexpr const char* kServingNamespace = "knative-serving";
inline constexpr const char* kEventingNamespace = "knative-eventing";
inline constexpr const char* kIngressNamespace = "kourier-system";

// What the parts of an export to Knative share: the design, its names and the files as they grow.
class KnativeContext {
 public:
  KnativeContext(const Architecture& design, const Catalog& platform, const std::vector<FunctionPlan>& functionPlans,
                 Problems& notes);

  const Architecture& architecture;
  const Catalog& catalog;
  const std::vector<FunctionPlan>& plans;
  const ProviderSettings settings;                               // of the design for this platform
  std::map<std::string, std::vector<std::string>> secrets = {};  // name of a Secret → the keys that are read
  std::map<std::string, std::string> addresses = {};             // key in the ConfigMap of addresses → what belongs there

  // The design's namespace, and the name of a component's resources: a label of RFC 1123.
  const std::string& space() const { return space_; }
  const std::string& nameOf(const ComponentId& id) const { return names_.at(id); }
  // A name that no other resource of that kind has.
  std::string take(const std::string& kind, const std::string& wanted);

  void note(Severity severity, const std::string& id, const std::string& path, const std::string& message,
            const std::string& hint = {}) const {
    notes_.push_back({severity, id, "", 0, 0, path, message, hint});
  }

  // A resource with its head, in the namespace and with the labels of the component.
  Tree resource(const std::string& apiVersion, const std::string& kind, const std::string& name,
                const ComponentId& component) const;
  void add(const std::string& file, Tree resource) { files_[file].push_back(std::move(resource)); }
  const std::map<std::string, std::vector<Tree>>& files() const { return files_; }

 private:
  Problems& notes_;
  std::string space_;
  std::map<ComponentId, std::string> names_;
  std::map<std::string, std::set<std::string>> taken_;  // kind → names
  std::map<std::string, std::vector<Tree>> files_;
};

// A label of RFC 1123 made of any text, at most `limit` characters.
std::string labelOf(const std::string& text, std::size_t limit);

// "PT1.5S": the duration as ISO 8601 writes it.
std::string isoDuration(Duration duration);

// A reference to what takes events for a component: a function's Service, a Broker or a KafkaSink.
Tree sinkOf(const KnativeContext& knative, const ComponentId& id);
// The address inside the cluster that events are posted to for a component.
std::string eventAddress(const KnativeContext& knative, const ComponentId& id);
// Whether functions start the function asynchronously: then a Broker of its own takes the events.
bool hasOwnBroker(const KnativeContext& knative, const ComponentId& function);

// Adds the resources of one kind of component.
void addKnativeFunctions(KnativeContext& knative);
void addKnativeQueues(KnativeContext& knative);
void addKnativeTopics(KnativeContext& knative);
void addKnativeStreams(KnativeContext& knative);
void addKnativeStores(KnativeContext& knative);
void addKnativeSchedules(KnativeContext& knative);
void addKnativeGateways(KnativeContext& knative);

// Adds alerts for Prometheus, and what scrapes the functions for them.
void addKnativeAlarms(KnativeContext& knative, const std::vector<ExportedAlarm>& alarms);

// What Knative or its components refuse, and what a deployment couldn't do as it is drawn.
Problems knativeProblems(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans);

std::string knativeReadme(const KnativeContext& knative, const Problems& notes);

}  // namespace virga::model
