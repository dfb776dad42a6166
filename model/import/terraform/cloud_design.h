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

  static std::string addressOf(const TerraformResource& resource) { return resource.type + "." + resource.name; }
  Place placeOf(const TerraformResource& resource) const;

  // The components that an expression names, in order, without repetition.
  std::vector<ComponentId> named(const HclExpression& expression) const;
  std::optional<ComponentId> first(const HclExpression* expression) const;
};

// A component for each resource that has a kind, with its settings.
void addCloudComponents(CloudDesign& cloud);
// Triggers, subscriptions, routes, rules and the like.
void addCloudEdges(CloudDesign& cloud);
// Calls and sends of functions, by the roles of their identities and by what their environment names.
void addCloudAccesses(CloudDesign& cloud);

}  // namespace virga::model
