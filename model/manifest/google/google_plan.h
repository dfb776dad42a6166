#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "model/alarm/exported_alarms.h"
#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/manifest/function_plan.h"
#include "model/problem.h"

// What a design is on Google Cloud, apart from any notation: the gcloud script and the Terraform files are both rendered
// from it, so that their settings are the same. Texts may hold the marks of google_text.h.
namespace virga::model {

// A service account that a component acts as.
struct GoogleIdentity {
  ComponentId component;
  std::string name;  // the part before the '@'
};

enum class GrantOn { project, topic, subscription, bucket, secret, service };

// One role of one member on one resource.
struct GoogleGrant {
  std::string member;  // "serviceAccount:…"
  std::string role;    // "roles/run.invoker"
  GrantOn on = GrantOn::project;
  std::string resource;        // its name; empty on the project
  std::string condition = {};  // CEL, on the project alone: narrows the role to one resource
  std::string conditionTitle = {};
  auto operator<=>(const GoogleGrant&) const = default;
};

struct GoogleFunction {
  ComponentId component;
  std::string name;
  std::string identity;
  std::string runtime;  // Google's identifier
  std::string source;   // folder of the code
  std::string entryPoint;
  std::string tests;  // what runs the handler's own tests in its folder
  std::int64_t memoryMib = 0;
  std::string cpu;  // vCPUs; empty in the 1st generation, where the memory decides
  std::int64_t timeoutS = 0;
  int concurrency = 1;  // requests at once in one instance
  int minInstances = 0;
  int maxInstances = 0;
  bool connector = false;  // leaves through the VPC connector
  std::vector<std::pair<std::string, std::string>> environment;
  std::vector<std::pair<std::string, std::string>> secretEnvironment;  // variable → secret, newest version
};

// A Cloud Run service of a container that always has its CPU; `code` says all else.
struct GoogleService {
  GoogleFunction code;
  std::string image;  // name of the deployer's variable for its address, where the image isn't built on the way
};

struct GoogleTopic {
  ComponentId component;
  std::string name;
};

struct GoogleSubscription {
  ComponentId component;  // whose settings it has
  std::string name, topic;
  std::int64_t ackDeadlineS = 10;
  std::int64_t retentionS = 0;
  std::string pushEndpoint;  // empty: messages are pulled
  std::string identity;      // that pushes; empty: without a token
  bool ordered = false;
  std::string deadLetterTopic;  // empty: none
  int maxDeliveries = 0;
};

struct GoogleBucket {
  ComponentId component;
  std::string name;
  bool open = false;  // anybody reads its objects
};

struct GoogleNotification {
  std::string bucket, topic, eventType;  // "OBJECT_FINALIZE"
};

struct GoogleDatabase {  // Firestore; all documents are in one collection
  ComponentId component;
  std::string name;
};

struct GoogleTrigger {  // Eventarc, of documents written
  ComponentId component;
  std::string name, database, service, identity;
};

struct GoogleSql {
  ComponentId component;
  std::string name, tier;
  int maxConnections = 0;
  std::int64_t storageGb = 10;
  std::vector<std::string> users;  // identities
  bool open = false;               // reachable from the internet
  bool plain = false;              // takes connections without TLS
};

struct GoogleCache {
  ComponentId component;
  std::string name;
  std::int64_t sizeGb = 1;
  std::string hostValue, portValue;       // marks' names
  std::string authSecret, authorityName;  // secrets with the password and the server's certificate
};

struct GoogleSecret {
  ComponentId component;
  std::string name;
  bool filled = false;  // by the deployment; else by a person
};

struct GoogleJob {  // Cloud Scheduler
  ComponentId component;
  std::string name, schedule, timeZone;
  std::string topic;     // a message to it, or …
  std::string url;       // … a POST
  std::string identity;  // of a POST
  bool oauth = false;    // an API of Google's: an access token instead of an identity token
  std::string body;
  std::int64_t deadlineS = 180;
};

struct GoogleBus {  // Eventarc Advanced
  ComponentId component;
  std::string name;
};

struct GoogleRule {  // an enrollment and its pipeline
  ComponentId component;
  std::string name, bus, match;
  std::string topic, workflow, url;  // one of them
  std::string identity;
  bool token = true;  // sent with a POST
};

struct GoogleWorkflow {
  ComponentId component;
  std::string name, identity;
  nlohmann::ordered_json definition;
  std::vector<std::pair<std::string, std::string>> environment;
};

struct GoogleGateway {
  ComponentId component;
  std::string name, identity;
  nlohmann::ordered_json document;  // OpenAPI 2.0, with marks
  std::string hostValue;
};

// What the deployer must state.
struct GoogleSetting {
  std::string name;  // "PARTNER_ENDPOINT"
  std::string description;
};

struct GooglePlan {
  std::string title;  // the design's name, free text
  std::string label;
  std::string region;
  bool firstGeneration = false;
  bool connector = false;  // a VPC connector is needed
  bool identityPlatform = false;
  std::set<std::string> apis;  // "run.googleapis.com"
  std::vector<GoogleSetting> settings;
  std::vector<GoogleIdentity> identities;
  std::vector<GoogleTopic> topics;
  std::vector<GoogleSubscription> subscriptions;
  std::vector<GoogleBucket> buckets;
  std::vector<GoogleNotification> notifications;
  std::vector<GoogleDatabase> databases;
  std::vector<GoogleTrigger> triggers;
  std::vector<GoogleSql> sqls;
  std::vector<GoogleCache> caches;
  std::vector<GoogleSecret> secrets;
  std::vector<GoogleBus> buses;
  std::vector<GoogleRule> rules;
  std::vector<GoogleWorkflow> workflows;
  std::vector<GoogleGateway> gateways;
  std::vector<GoogleFunction> functions;
  std::vector<GoogleService> services;
  std::vector<GoogleJob> jobs;
  std::vector<GoogleGrant> grants;  // sorted, each once
  std::vector<ExportedAlarm> alarms;
};

// "serviceAccount:NAME@PROJECT.iam.gserviceaccount.com" without its first word, and with it.
std::string identityEmail(const std::string& name);
std::string identityMember(const std::string& name);

// The plan; what can't be deployed is added to `problems` as errors, what differs from the simulation as warnings and notes.
GooglePlan planGoogle(const Architecture& architecture, const Catalog& catalog, const std::vector<FunctionPlan>& functions,
                      const std::vector<FunctionPlan>& services, Problems& problems);

}  // namespace virga::model
