#include "model/pricing/usage_items.h"

#include <algorithm>

namespace virga::model {

const std::vector<MeteredItem>& meteredItems() {
  static const std::vector<std::string> architectures = {"x86_64", "arm64"};
  static const std::vector<MeteredItem> items = {
      {"function", "requests", "request", {}},
      {"function", "compute", "GB-second", architectures},
      {"function", "provisioned-reserved", "GB-second", architectures},
      {"function", "provisioned-compute", "GB-second", architectures},
      {"http-api", "requests", "request", {}},
      {"websocket-api", "messages", "message", {}},
      {"websocket-api", "connection-minutes", "connection-minute", {}},
      {"auth", "active-users", "monthly active user", {}, true},
      {"queue", "requests", "request", {}},
      {"topic", "requests", "request", {}},
      {"topic", "calls", "call", {}},
      {"event-bus", "events", "event", {}},
      {"stream", "shard-hours", "shard-hour", {"provisioned"}},
      {"stream", "put-units", "put unit", {"provisioned"}},
      {"stream", "stream-hours", "stream-hour", {"on-demand"}},
      {"stream", "ingested", "GB", {"on-demand"}},
      {"stream", "retrieved", "GB", {"on-demand"}},
      {"schedule", "invocations", "invocation", {}},
      {"nosql-db", "read-units", "request unit", {"on-demand"}},
      {"nosql-db", "write-units", "request unit", {"on-demand"}},
      {"nosql-db", "read-unit-hours", "unit-hour", {"provisioned"}},
      {"nosql-db", "write-unit-hours", "unit-hour", {"provisioned"}},
      {"nosql-db", "storage", "GB-month", {}},
      {"sql-db", "capacity-hours", "capacity unit-hour", {}},
      {"sql-db", "storage", "GB-month", {}},
      {"cache", "requests", "processing unit", {}},
      {"cache", "storage", "GB-hour", {}},
      {"secret-store", "secrets", "secret-month", {}},
      {"secret-store", "requests", "request", {}},
      {"object-store", "reads", "request", {}},
      {"object-store", "writes", "request", {}},
      {"object-store", "storage", "GB-month", {}},
      {"workflow", "transitions", "state transition", {"standard"}},
      {"workflow", "requests", "request", {"express"}},
      {"workflow", "compute", "GB-hour", {"express"}},
      {"container-service", "vcpu-hours", "vCPU-hour", {}},
      {"container-service", "gb-hours", "GB-hour", {}},
  };
  return items;
}

const MeteredItem* findMeteredItem(std::string_view kind, std::string_view item) {
  const auto& items = meteredItems();
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.kind == kind && i.item == item; });
  return found == items.end() ? nullptr : &*found;
}

std::vector<std::string> meteredKinds() {
  std::vector<std::string> kinds;
  for (const auto& item : meteredItems())
    if (kinds.empty() || kinds.back() != item.kind) kinds.push_back(item.kind);
  return kinds;
}

std::vector<std::string> meteredItemNames(std::string_view kind) {
  std::vector<std::string> names;
  for (const auto& item : meteredItems())
    if (item.kind == kind) names.push_back(item.item);
  return names;
}

}  // namespace virga::model
