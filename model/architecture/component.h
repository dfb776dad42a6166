#pragma once

#include <string>
#include <variant>

#include "model/architecture/compute.h"
#include "model/architecture/gateway.h"
#include "model/architecture/messaging.h"
#include "model/architecture/store.h"

namespace virga::model {

using ComponentKind =
    std::variant<Client, HttpApi, WebsocketApi, Function, Queue, Topic, Stream, EventBus, Schedule, ObjectStore, NosqlDb,
                 SqlDb, Cache, Workflow, Auth, SecretStore, External, ContainerService>;

struct Component {
  ComponentId id;
  std::string description;
  ComponentKind kind;
  bool operator==(const Component&) const = default;
};

}  // namespace virga::model
