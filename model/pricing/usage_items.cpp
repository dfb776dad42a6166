#include "model/pricing/usage_items.h"

#include <algorithm>

namespace virga::model {

const std::vector<MeteredItem>& meteredItems() {
  static const std::vector<std::string> architectures = {"x86_64", "arm64"};
  static const std::vector<PricedUnit> requests = {{"request"}, {"call"}, {"operation"}, {"execution"}};
  static const std::vector<PricedUnit> gigabytes = {{"GB"}, {"TB", Decimal("0.0009765625")}};  // 2^30 and 2^40 bytes
  static const std::vector<PricedUnit> gigabyte = {{"GB"}};
  static const std::vector<PricedUnit> vcpuHours = {{"vCPU-hour"}, {"vCPU-second", 3600}};
  static const std::vector<PricedUnit> gigabyteHours = {{"GB-hour"}, {"GB-second", 3600}};
  static const std::vector<MeteredItem> items = {
      {"function", "requests", requests, {}},
      {"function", "compute", {{"GB-second"}}, architectures},
      {"function", "vcpu", {{"vCPU-second"}}, {}},
      {"function", "ghz", {{"GHz-second"}}, {}},
      {"function", "provisioned-requests", requests, {}},
      {"function", "provisioned-reserved", {{"GB-second"}}, architectures, Accrual::withTime},
      {"function", "provisioned-compute", {{"GB-second"}}, architectures},
      {"function", "idle-compute", {{"GB-second"}}, {}},
      {"function", "idle-vcpu", {{"vCPU-second"}}, {}},
      {"function", "vcpu-hours", vcpuHours, {}},
      {"function", "gb-hours", gigabyteHours, {}},
      {"function", "logs", gigabyte, {}},
      {"function", "egress", gigabyte, {}},
      {"function", "cross-zone", gigabyte, {}},
      {"http-api", "requests", requests, {}},
      {"http-api", "egress", gigabyte, {}},
      {"websocket-api", "messages", {{"message"}, {"call"}}, {}},
      {"websocket-api", "connection-minutes", {{"connection-minute"}}, {}},
      {"websocket-api", "egress", gigabyte, {}},
      {"auth", "active-users", {{"monthly active user"}}, {}, Accrual::perMonth},
      {"queue", "requests", requests, {}},
      {"queue", "throughput", gigabytes, {}},
      {"topic", "requests", requests, {}},
      {"topic", "deliveries", {{"delivery"}, {"operation"}}, {}},
      {"topic", "calls", {{"call"}, {"HTTP delivery"}}, {}},
      {"topic", "throughput", gigabytes, {}},
      {"event-bus", "events", {{"event"}, {"operation"}}, {}},
      {"event-bus", "deliveries", {{"delivery"}, {"operation"}}, {}},
      {"stream", "shard-hours", {{"shard-hour"}, {"throughput unit-hour"}}, {"provisioned"}, Accrual::withTime},
      {"stream", "put-units", {{"put unit"}, {"PUT payload unit"}, {"event"}}, {"provisioned"}},
      {"stream", "stream-hours", {{"stream-hour"}}, {"on-demand"}, Accrual::withTime},
      {"stream", "ingested", gigabytes, {"on-demand"}},
      {"stream", "retrieved", gigabytes, {"on-demand"}},
      {"stream", "throughput", gigabytes, {}},
      {"stream", "storage", {{"GB-hour"}}, {}},
      {"schedule", "invocations", {{"invocation"}}, {}},
      {"schedule", "jobs", {{"job-month"}}, {}, Accrual::withTime},
      {"nosql-db", "read-units", {{"request unit"}, {"read request unit"}, {"document read"}}, {"on-demand"}},
      {"nosql-db", "write-units", {{"request unit"}, {"write request unit"}, {"document write"}}, {"on-demand"}},
      {"nosql-db", "read-unit-hours", {{"unit-hour"}, {"read unit-hour"}}, {"provisioned"}, Accrual::withTime},
      {"nosql-db", "write-unit-hours", {{"unit-hour"}, {"write unit-hour"}}, {"provisioned"}, Accrual::withTime},
      {"nosql-db", "storage", {{"GB-month"}}, {}, Accrual::withTime},
      {"sql-db",
       "capacity-hours",
       {{"capacity unit-hour"}, {"ACU-hour"}, {"vCore-hour"}, {"ECPU-hour"}, {"vCPU-hour with 4 GB"}},
       {},
       Accrual::withTime},
      {"sql-db", "storage", {{"GB-month"}}, {}, Accrual::withTime},
      {"cache", "requests", {{"processing unit"}}, {}},
      {"cache", "storage", {{"GB-hour"}}, {}, Accrual::withTime},
      {"secret-store", "secrets", {{"secret-month"}}, {}, Accrual::withTime},
      {"secret-store", "requests", requests, {}},
      {"object-store", "reads", requests, {}},
      {"object-store", "writes", requests, {}},
      {"object-store", "storage", {{"GB-month"}}, {}, Accrual::withTime},
      {"object-store", "egress", gigabyte, {}},
      {"workflow", "transitions", {{"state transition"}, {"step"}}, {"standard"}},
      {"workflow", "requests", requests, {"express"}},
      {"workflow", "compute", {{"GB-hour"}}, {"express"}},
      {"container-service", "requests", requests, {}},
      {"container-service", "vcpu-hours", vcpuHours, {}, Accrual::withTime},
      {"container-service", "gb-hours", gigabyteHours, {}, Accrual::withTime},
      {"container-service", "logs", gigabyte, {}},
      {"container-service", "egress", gigabyte, {}},
      {"container-service", "cross-zone", gigabyte, {}},
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
