#pragma once

#include "model/import/arm/azure_design.h"

namespace virga::model {

// An event subscription of Event Grid: from a topic, a bus or the containers of a storage account to a function, a queue or
// a system outside (learn.microsoft.com/azure/templates/microsoft.eventgrid/eventsubscriptions, 2026).
void addEventSubscription(AzureDesign& azure, const ArmResource& subscription);

// The functions that a hub of Web PubSub tells of its events.
void addPubsubHub(AzureDesign& azure, const ArmResource& hub);

}  // namespace virga::model
