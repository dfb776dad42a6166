#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/alarm/exported_alarms.h"
#include "model/manifest/function_plan.h"
#include "model/manifest/oci/oci_names.h"

// The resources of OCI that a design comes to, apart from any notation: func.yaml and Terraform are both written from here.
namespace virga::model {

// A permission of a function: "Allow … to <action> in compartment … where <condition>".
struct OciGrant {
  ComponentId target;
  std::string action;     // "use queue-push", "{OBJECT_READ}"
  std::string attribute;  // "target.queue.id"
  std::string value;      // as a template of Terraform: "${oci_queue_queue.receipts.id}"
  bool operator==(const OciGrant&) const = default;
};

// What a function is told: the name of a configuration key and its value as an expression of Terraform.
using OciConfig = std::vector<std::pair<std::string, std::string>>;

struct OciFunction {
  const FunctionPlan* plan = nullptr;
  std::int64_t memoryMib = 0;
  std::int64_t timeoutSeconds = 0;
  std::optional<std::int64_t> detachedSeconds;  // where others start it without waiting
  std::optional<int> provisionedConcurrency;
  OciConfig config;
  std::vector<OciGrant> grants;
};

struct OciQueue {
  ComponentId id;
  std::int64_t visibilitySeconds = 0, retentionSeconds = 0;
  int deadLetterDeliveries = 0;  // 0: no dead letters
};

struct OciStream {
  ComponentId id;
  int partitions = 1;
  std::int64_t retentionHours = 0;
};

// A connector of Connector Hub from a queue or stream to a function.
struct OciConnector {
  ComponentId source;
  ComponentId function;
  bool stream = false;
  int batchCount = 1;
  std::int64_t batchSeconds = 0;  // 0: the service's own
};

// A topic of Notifications; it also stands in for an event bus.
struct OciTopic {
  ComponentId id;
  std::vector<ComponentId> subscribers;  // functions and externals
};

struct OciSchedule {
  ComponentId id;
  ComponentId function;
  std::string cron;
  std::string timeZone;  // of the tz database
  std::string body;      // JSON
};

struct OciBucket {
  ComponentId id;
  bool tells = false;  // of its objects
  bool open = false;   // anybody reads its objects
};

// A rule of Events on a bucket.
struct OciBucketRule {
  ComponentId bucket;
  ComponentId target;
  std::vector<std::string> eventTypes;
};

struct OciTable {
  ComponentId id;
  std::string name, keyColumn;
  bool onDemand = true;
  int readUnits = 0, writeUnits = 0, storageGb = 1;
};

struct OciDatabase {
  ComponentId id;
  int ecpus = 2, storageGb = 20;
};

struct OciCache {
  ComponentId id;
  std::int64_t memoryGb = 2;
};

struct OciRoute {
  std::string path;                  // of API Gateway: "/orders/{id}", "/files/{path*}"
  std::vector<std::string> methods;  // "ANY" alone, or methods of HTTP
  ComponentId function;
};

struct OciApi {
  ComponentId id;
  std::int64_t requestsPerSecond = 0;  // 0: no limit
  std::vector<std::string> origins;    // CORS
  bool credentials = false;            // that browsers may send across origins
  std::optional<ComponentId> auth;
  std::vector<OciRoute> routes;
};

struct OciPlan {
  explicit OciPlan(const Architecture& design) : architecture(&design), names(design) {}

  const Architecture* architecture;
  OciNames names;
  std::string region;
  std::string shape;  // of the application
  std::vector<OciFunction> functions;
  std::vector<OciQueue> queues;
  std::vector<OciStream> streams;
  std::vector<OciConnector> connectors;
  std::vector<OciTopic> topics;
  std::vector<OciSchedule> schedules;
  std::vector<OciBucket> buckets;
  std::vector<OciBucketRule> bucketRules;
  std::vector<OciTable> tables;
  std::vector<OciDatabase> databases;
  std::vector<OciCache> caches;
  std::vector<ComponentId> secrets;    // secret stores, and externals with their credentials
  std::vector<ComponentId> externals;  // whose endpoints are asked for
  std::vector<ComponentId> auths;      // whose issuers are asked for
  std::vector<OciApi> apis;
  std::vector<ExportedAlarm> alarms;
};

// The plan of a design that ociProblems finds nothing wrong with; what OCI hasn't and what stands in for it is noted.
OciPlan planOci(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans,
                Problems& notes);

// What OCI refuses, and what a deployment couldn't do as it is drawn.
Problems ociProblems(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& plans);

// Whether a queue is there for the dead letters of others alone: OCI Queue keeps those inside the queue that they come from.
bool holdsDeadLettersAlone(const Architecture& architecture, const std::vector<FunctionPlan>& plans, const ComponentId& id);

// "{id}" and "{path+}" as API Gateway writes them: "{id}", "{path*}".
std::string ociPath(const std::string& path);

// The names of Fn: "node" and "22" for nodejs22, "python" and "3.12" for python3.12.
std::pair<std::string, std::string> fnRuntime(const std::string& runtime);

// How the export lies in its folder: a project of Fn with the configuration in stack/, or the configuration at the top.
enum class OciLayout { fnProject, terraform };

// Files of the project.
std::string fnAppYaml(const OciPlan& plan);
std::string fnFuncYaml(const OciPlan& plan, const OciFunction& function);
std::string ociReadme(const OciPlan& plan, OciLayout layout, const Problems& notes);

}  // namespace virga::model
