#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/import/arm/arm_template.h"
#include "model/import/arm/function_app.h"
#include "model/import/design_builder.h"

namespace virga::model {

// What the parts of the derivation from Azure's descriptions share.
struct AzureDesign {
  const std::vector<ArmResource>& resources;
  const std::vector<FunctionApp>& apps;
  DesignBuilder& design;
  std::map<std::string, ComponentId> components = {};  // "TYPE:NAME" in small letters → component
  std::map<std::string, ComponentId> byName = {};      // the last segment of a name in small letters → component

  static std::string keyOf(const ArmResource& resource);
  static bool isStorageQueue(const std::string& key);  // not one of Service Bus
  static Place placeOf(const ArmResource& resource);
  std::vector<ComponentId> named(const nlohmann::ordered_json& value) const;
  // A component that a binding names; made where no template has it.
  ComponentId bound(const std::string& name, const ComponentKind& kind, const Place& at);
};

void addAzureComponents(AzureDesign& azure);  // of the templates
void addAzureEdges(AzureDesign& azure);       // event subscriptions, operations, role assignments, settings
void addAzureBindings(AzureDesign& azure);    // of the function apps

}  // namespace virga::model
