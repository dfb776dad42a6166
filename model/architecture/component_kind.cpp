#include "model/architecture/architecture.h"

namespace virga::model {
namespace {

struct KindName {
  std::string_view operator()(const Client&) const { return "client"; }
  std::string_view operator()(const HttpApi&) const { return "http-api"; }
  std::string_view operator()(const WebsocketApi&) const { return "websocket-api"; }
  std::string_view operator()(const Function&) const { return "function"; }
  std::string_view operator()(const Queue&) const { return "queue"; }
  std::string_view operator()(const Topic&) const { return "topic"; }
  std::string_view operator()(const Stream&) const { return "stream"; }
  std::string_view operator()(const EventBus&) const { return "event-bus"; }
  std::string_view operator()(const Schedule&) const { return "schedule"; }
  std::string_view operator()(const ObjectStore&) const { return "object-store"; }
  std::string_view operator()(const NosqlDb&) const { return "nosql-db"; }
  std::string_view operator()(const SqlDb&) const { return "sql-db"; }
  std::string_view operator()(const Cache&) const { return "cache"; }
  std::string_view operator()(const Workflow&) const { return "workflow"; }
  std::string_view operator()(const Auth&) const { return "auth"; }
  std::string_view operator()(const SecretStore&) const { return "secret-store"; }
  std::string_view operator()(const External&) const { return "external"; }
  std::string_view operator()(const ContainerService&) const { return "container-service"; }
};

}  // namespace

std::string_view kindName(const ComponentKind& kind) { return std::visit(KindName{}, kind); }

}  // namespace virga::model
