#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/component_ref.h"
#include "model/pricing/month.h"
#include "model/units/duration.h"
#include "model/units/money.h"

namespace virga::model {

// What one component used, in the units in which it is metered. Rounding and minimum sizes of single requests (billed
// milliseconds, 64 KiB chunks) are already in the quantity; tiers and free allowances aren't.
//
//  kind          items
//  function      requests · compute [GB-second, GB = 2^30 B] (variant x86_64 | arm64) · vcpu [vCPU-second] ·
//                ghz [GHz-second] of executions, or of instances while they execute ·
//                of instances that are kept initialised, provisioned-requests and provisioned-reserved,
//                provisioned-compute [GB-second] (variant as compute) or idle-compute, idle-vcpu while they wait ·
//                vcpu-hours, gb-hours of all instances, from start to end · logs [GB] ·
//                egress [GB, to the internet] · cross-zone [GB, to and from other zones]
//  http-api      requests (metered chunks) · egress
//  websocket-api       messages (both ways; metered chunks) · connection-minutes · egress
//  auth          active-users (of a month: isn't scaled with the period)
//  queue         requests (sends, receives also empty ones, deletes; metered chunks) or
//                throughput [GB] (sent and received; metered chunks)
//  topic         requests (publishes; metered chunks) · deliveries (to all receivers; metered chunks) ·
//                calls (deliveries to third parties and servers) · throughput [GB] (published and delivered)
//  event-bus     events, deliveries (metered chunks)
//  stream        shard-hours, put-units (variant provisioned) or
//                stream-hours, ingested, retrieved [GB] (variant on-demand) or
//                throughput [GB] (both ways) · storage [GB-hour]
//  schedule      invocations (one for each target) · jobs [job-month]
//  nosql-db      read-units, write-units [request units] (variant on-demand) or
//                read-unit-hours, write-unit-hours (variant provisioned) · storage [GB-month]
//  sql-db        capacity-hours [capacity unit-hour] · storage [GB-month]
//  cache         requests [processing units] · storage [GB-hour]
//  secret-store  secrets [secret-month] · requests
//  object-store  reads, writes [request] · storage [GB-month] · egress
//  workflow      transitions (variant standard) or requests · compute [GB-hour] (variant express)
//  container-service   requests · vcpu-hours, gb-hours (of all servers, from start to end) · logs · egress · cross-zone
//
// A provider meters those of them that its price list names; of a kind without prices, the items that AWS meters.
struct UsageItem {
  ComponentId component;
  std::string kind;
  std::string item;
  std::string variant;
  Decimal quantity;
  Decimal withoutTraffic = 0;  // what would accrue in as long a time without any: instances that are kept, idle polls
};

// Usage over a stretch of time.
struct Usage {
  Duration period;       // what was measured; a bill scales it to a month
  bool monthly = false;  // the quantities are a month's already, and `period` isn't used
  std::vector<UsageItem> items;
  Decimal hoursPerMonth = kHoursPerMonth;  // of the month that a bill is for
  // Time of a month with such traffic, at most the month; none: all of it.
  std::optional<Duration> timePerMonth = {};
};

// Hours of the month with such traffic.
Decimal trafficHoursPerMonth(const Usage& usage);

// The month's quantity of an item, exact where it has an end: by the hours of such traffic, or by those of the month where
// it accrues with time (usage_items.h). Throws std::invalid_argument if the period isn't above 0.
Decimal monthlyQuantity(const Usage& usage, const UsageItem& item);

}  // namespace virga::model
