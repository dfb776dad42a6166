#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/manifest/cfn_yaml.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/sam/logical_ids.h"

namespace virga::model {

// A load balancer in the network: that of a container service, or of an API that shares a route out among functions.
struct SamFront {
  std::string balancer;
  std::string group;     // its security group
  std::string targets;   // the target group of the service's own tasks; empty for an API's
  std::string listener;  // on the port of HTTPS; empty for an API's
  int nextPort = 0;      // of the next listener for a split route
  bool isPublic = false;
};

// Where an API reaches the targets of a route that aren't one function.
struct SamRouteTarget {
  std::string listener;
  Tree host;  // the name in the listener's certificate
};

// One service as the target of a listener: a service registers its tasks in each.
struct SamRegistration {
  std::string targets;   // target group
  std::string listener;  // that forwards to it; a service needs it beforehand
};

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
  std::map<ComponentId, std::string> secrets = {};          // external → its secret
  std::map<ComponentId, std::string> endpoints = {};        // external → its parameter
  std::map<ComponentId, std::string> clientGroups = {};     // cache or service → security group of those that use it
  std::map<ComponentId, std::string> userPoolClients = {};  // auth → its client
  std::map<ComponentId, std::string> policies = {};         // queue or topic → its resource policy
  std::map<ComponentId, std::string> apiDestinations = {};  // external → what a bus or workflow reaches it by
  std::vector<FunctionPlan> services = {};                  // the container services
  std::map<ComponentId, SamFront> fronts = {};              // service or API → its load balancer
  std::map<ComponentId, std::string> taskGroups = {};       // service → security group of its tasks
  std::map<ComponentId, std::string> links = {};            // API → its link into the network
  std::map<ComponentId, std::string> linkGroups = {};       // API → security group of that link
  std::map<ComponentId, std::vector<SamRegistration>> registrations = {};           // service → where its tasks are
  std::map<std::pair<ComponentId, std::size_t>, SamRouteTarget> routeTargets = {};  // API, index of the route → its target

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

// How the template names a function to whoever invokes it: by its alias where it has one.
Tree functionName(const SamContext& sam, const ComponentId& id);
Tree functionArn(const SamContext& sam, const ComponentId& id);

// A bucket that tells of its objects has a name that is known beforehand: its ARN is in the policies that must be there
// before the bucket.
Tree bucketName(const SamContext& sam, const ComponentId& id);
Tree bucketArn(const SamContext& sam, const ComponentId& id, const std::string& suffix = {});

// The ARN of a queue, topic, stream, bus, workflow or function; the address that things are sent to.
Tree arnOf(const SamContext& sam, const ComponentId& id);

Tree statement(const std::vector<std::string>& actions, const Tree& resource);

// Lets a service of AWS, on behalf of one resource, invoke a function, send to a queue or publish to a topic. Returns the
// resource that says so.
std::string allowService(SamContext& sam, const ComponentId& target, const std::string& service, const Tree& sourceArn,
                         const std::string& sourceName);

// A role that the service takes on for these statements; returns its name.
std::string addRole(SamContext& sam, const std::string& name, const std::string& service, const Tree& statements,
                    const ComponentId& id);

// What a bus or workflow sends to an external by, with the authorization that a parameter asks for. Made at the first use.
std::string connectionTo(SamContext& sam, const ComponentId& external);

// The queue that takes what can't be delivered to a component: a queue's dead-letter queue.
std::optional<ComponentId> undeliverable(const SamContext& sam, const ComponentId& target);

// Adds the resources of one kind of component. Functions come last: they refer to all others.
void addQueues(SamContext& sam);
void addTopics(SamContext& sam);
void addStreams(SamContext& sam);
void addBuses(SamContext& sam);
void addSchedules(SamContext& sam);
void addNotifications(SamContext& sam);
void addWorkflows(SamContext& sam);
void addSecrets(SamContext& sam);
void addSockets(SamContext& sam);
void addDatabases(SamContext& sam);
void addTables(SamContext& sam);
void addBuckets(SamContext& sam);
void addCaches(SamContext& sam);
void addExternals(SamContext& sam);
void addUserPools(SamContext& sam);
void addApis(SamContext& sam);
void addFunctions(SamContext& sam);
// Load balancers, their names in the network, and the ways of APIs to them: before addApis.
void addFronts(SamContext& sam);
// Tasks of container services with their number and its scaling: after all that they use.
void addServices(SamContext& sam);

// The name in the network of a load balancer's owner, under the domain that a parameter asks for.
Tree hostOf(const ComponentId& owner);
// The routes of an API in OpenAPI, for one that leads to more than single functions; null for others: there the functions'
// events say them.
Tree apiBody(const SamContext& sam, const ComponentId& id, const HttpApi& api);
// "get" of such a body → "GET", "ANY" for its word for all methods.
std::string methodOf(const std::string& verb);
// What tells a plan's code about the components that it uses, by variables of the environment.
Tree environmentOf(const SamContext& sam, const FunctionPlan& plan);
// The security groups that let a plan's code reach caches and container services, as a list.
Tree clientGroupsOf(const SamContext& sam, const FunctionPlan& plan);
// The event source mappings of a function that takes records of streams or changes of tables, and what its role needs for
// that.
void addMappings(SamContext& sam, const FunctionPlan& plan);
Tree mappingStatements(const SamContext& sam, const FunctionPlan& plan);

// Adds the parameters that ask for a network, where they aren't there yet.
void askForNetwork(SamContext& sam);
// How the function is attached to that network, with the security groups it needs; null if it isn't.
Tree vpcOf(SamContext& sam, const FunctionPlan& plan);

// The statements that allow a function's steps and nothing more; empty if it needs none.
Tree permissionsOf(const SamContext& sam, const FunctionPlan& plan);

// Lambda's name of a runtime: "nodejs22" → "nodejs22.x".
std::string lambdaRuntime(const std::string& runtime);

}  // namespace virga::model
