#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/import/design_builder.h"
#include "model/import/terraform/terraform_project.h"

namespace virga::model {

// What the parts of the derivation from resources of azurerm, google and oci share. AWS has its own, by CloudFormation's
// words.
struct CloudDesign {
  const TerraformProject& project;
  DesignBuilder& design;
  std::map<std::string, ComponentId> components = {};            // "google_pubsub_topic.orders" → component
  std::map<std::string, std::set<ComponentId>> identities = {};  // address of an identity → the functions that have it
  std::set<std::string> understood = {};                         // addresses that say something of a component or edge
  std::map<std::string, ComponentId> spoken = {};                // "topics/orders": as texts name it → component
  std::map<std::string, ComponentId> issuers = {};               // of tokens → component
  std::map<ComponentId, std::vector<std::string>> origins = {};  // that a function's environment allows

  static std::string addressOf(const TerraformResource& resource) { return resource.type + "." + resource.name; }
  Place placeOf(const TerraformResource& resource) const;

  // The components that an expression names, in order, without repetition: by references, and in texts by URLs of Google's
  // functions and names such as "topics/orders".
  std::vector<ComponentId> named(const HclExpression& expression) const;
  // Those that a text names, marks of resources included.
  std::vector<ComponentId> namedInText(const std::string& text) const;
  // Stands for a resource in a text.
  static std::string mark(const std::string& address) { return "terraform-resource/" + address; }
  std::optional<ComponentId> first(const HclExpression* expression) const;
};

// A component for each resource that has a kind, with its settings.
void addCloudComponents(CloudDesign& cloud);
// Triggers, subscriptions, routes, rules and the like.
void addCloudEdges(CloudDesign& cloud);
// Calls and sends of functions, by the roles of their identities and by what their environment names.
void addCloudAccesses(CloudDesign& cloud);
// An API for each function that answers requests at a URL of its own and has no edge to it. After all others.
void addOwnUrls(CloudDesign& cloud);

}  // namespace virga::model
