#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/catalog/catalog.h"
#include "model/import/cloud_resources.h"
#include "model/import/design_builder.h"
#include "model/import/reference.h"

namespace virga::model {

// Adds to the design what the resources of AWS say: components, edges, settings.
void deriveAwsDesign(const CloudResources& cloud, DesignBuilder& design);

// What the parts of the derivation share.
struct AwsDerivation {
  const CloudResources& cloud;
  DesignBuilder& design;
  std::map<std::string, ComponentId> components = {};  // resource → what it became, or belongs to
  std::map<std::string, std::string> names = {};       // physical name → resource
  std::map<std::string, ComponentId> outside = {};     // by kind and name
  std::set<std::string> done = {};                     // resources that are understood
  std::set<std::string> unread = {};                   // state machines whose definition can't be read
  std::map<std::string, ComponentId> hosts = {};       // name in the network → component
  std::map<std::string, Split> splits = {};            // listener of a load balancer → where a share of its requests goes

  const SourceValue& properties(const std::string& resource) const;
  std::string typeOf(const std::string& resource) const;
  std::vector<const CloudResource*> ofType(std::string_view type) const;

  // The component that a value means: by a mark, or by the name or ARN of a resource that is written out.
  std::optional<ComponentId> meant(const SourceValue& value) const;
  std::optional<ComponentId> meantText(const std::string& text) const;
  // The same; else a component of the kind that isn't in the template, with a word in the report. An empty value: none.
  std::optional<ComponentId> meantOr(const SourceValue& value, const ComponentKind& kind, const std::string& what,
                                     const Place& at);
  ComponentId outsideOf(const std::string& name, const ComponentKind& kind, const std::string& what, const Place& at);
  ComponentId defaultBus(const Place& at);
};

// The kind that AWS's name of a service in ARNs, actions and integrations means; null for those without one.
std::optional<ComponentKind> kindOfService(std::string_view service);

void addAwsComponents(AwsDerivation& aws);
void addAwsBalancers(AwsDerivation& aws);  // load balancers with their listeners, rules, target groups and names
void addAwsEvents(AwsDerivation& aws);
void addAwsApis(AwsDerivation& aws);
void addAwsUses(AwsDerivation& aws);        // policies and environments
void addAwsProtection(AwsDerivation& aws);  // keys, TLS, what the internet reaches
void addAwsExcuses(AwsDerivation& aws);     // findings that AWS's own ways of calling and keeping would make false
void addAwsWorkflows(AwsDerivation& aws);   // state machines' definitions
void addAwsFirehose(AwsDerivation& aws);    // delivery streams: what they take from, change by a function, and deliver to
void addAwsSources(
    AwsDerivation& aws);  // services that start something and that designs have no kind for: mail, logs, things

// Subscribes to a topic what it can tell, through a function what it can't.
void subscribeToTopic(AwsDerivation& aws, const ComponentId& topic, const ComponentId& to, const Place& at);

// A change of objects in a bucket told to a function, queue, topic or bus, or handed through a function to another kind.
// `what` hands over, as messages name it.
void tellOfObjects(AwsDerivation& aws, const ComponentId& bucket, const ComponentId& to, ObjectEvent event, const Place& at,
                   const std::string& what = "the notification");

// Hands what is written to a log group to `to`: a topic stands in for the group, told by the function whose group it is.
void subscribeToLogs(AwsDerivation& aws, const SourceValue& group, const ComponentId& to, const Place& at);

// A rule of a bus that matches every event.
void addBusRule(AwsDerivation& aws, const ComponentId& bus, const ComponentId& to, const Place& at);

// The container service that an internal load balancer stands before and does nothing else for; empty: none. Such a balancer
// is part of the service.
std::string serviceBehind(const CloudResources& cloud, const CloudResource& balancer);

// What a bus, schedule, pipe or the like hands over to: the component that a target's ARN means.
std::optional<ComponentId> awsTarget(AwsDerivation& aws, const SourceValue& target, const Place& at);

// Fills `every` or `cron` from a schedule expression; false, and reported, where there is none.
bool readAwsSchedule(AwsDerivation& aws, const SourceValue& expression, Schedule& schedule);

}  // namespace virga::model
