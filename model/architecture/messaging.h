#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/capacity.h"
#include "model/architecture/component_ref.h"
#include "model/architecture/distribution.h"
#include "model/architecture/protection.h"
#include "model/units/byte_size.h"

// What carries messages, records and events.
namespace virga::model {

// What comes again after a failed batch: all of it, or the messages that the function names, each by its share of errors.
enum class ReportedFailures { wholeBatch, perMessage };

struct Consumer {
  ComponentRef to;  // a function
  int batch = 10;
  Duration window;  // gathers up to this long before it hands over a batch that isn't full; 0: at once
  std::optional<int> maxConcurrency;
  ReportedFailures failures = ReportedFailures::wholeBatch;
  bool operator==(const Consumer&) const = default;
};

struct Queue {
  Duration visibility = seconds(30);
  Duration retention = days(4);
  int maxReceives = 3;                     // then to the dead-letter queue, if there is one
  std::optional<ComponentRef> deadLetter;  // another queue; none: tried again until the retention ends
  std::vector<Consumer> consumers;
  Encryption encryption = Encryption::providerKey;
  bool operator==(const Queue&) const = default;
};

// A share of a topic's messages, by its filter, goes to the subscriber.
struct Subscription {
  ComponentRef to;  // a function (invoked asynchronously), queue, container-service or external
  Share filter{1};
  bool operator==(const Subscription&) const = default;
};

// Hands each message to all its subscribers.
struct Topic {
  std::optional<Distribution> latency;  // of a delivery; none: the provider's
  std::vector<Subscription> subscriptions;
  Encryption encryption = Encryption::providerKey;
  bool operator==(const Topic&) const = default;
};

// What is done with a batch of records whose invocation failed.
enum class BatchFailure { retry, bisect };

// Takes the records of each shard in order, in batches; a batch that fails blocks what is behind it.
struct StreamConsumer {
  ComponentRef to;  // a function
  int batch = 100;
  Duration window;                 // gathers up to this long before it hands over a batch that isn't full
  int parallelization = 1;         // batches of one shard at once; records of one key stay in order
  std::optional<int> maxRetries;   // none: until the records expire
  std::optional<Duration> maxAge;  // none: the retention
  BatchFailure onError = BatchFailure::retry;
  std::optional<ComponentRef> onFailure;  // queue that is told of what was given up
  bool operator==(const StreamConsumer&) const = default;
};

// A log of records in shards, ordered within each.
struct Stream {
  Capacity billing = Capacity::provisioned;
  int shards = 1;
  Duration retention = days(1);
  int keys = 0;                         // different partition keys, equally frequent; 0: each record its own
  std::optional<Distribution> latency;  // of a put; none: the provider's
  std::vector<StreamConsumer> consumers;
  Encryption encryption = Encryption::providerKey;
  bool operator==(const Stream&) const = default;
};

// A share of a bus's events, by its pattern, goes to the target.
struct Rule {
  ComponentRef to;  // a function, queue, topic, stream, workflow or external
  Share match{1};
  bool operator==(const Rule&) const = default;
};

// Hands each event to the targets of the rules that match it.
struct EventBus {
  std::optional<Distribution> latency;  // of a delivery; none: the provider's
  std::vector<Rule> rules;
  bool operator==(const EventBus&) const = default;
};

struct ScheduleTarget {
  ComponentRef to;
  ByteSize payload = kibibytes(1);
  bool operator==(const ScheduleTarget&) const = default;
};

// Starts something at fixed times: every so often, or by a cron expression of five fields (minute, hour, day of the
// month, month, day of the week) in a time zone. Exactly one of the two is stated.
struct Schedule {
  std::optional<Duration> every;
  std::string cron;
  std::string timeZone = "UTC";  // of the tz database: Europe/Berlin
  std::vector<ScheduleTarget> targets;
  bool operator==(const Schedule&) const = default;
};

enum class ObjectEvent { write, remove };

// Told when objects are written or removed.
struct Notification {
  ComponentRef to;  // a function (invoked asynchronously), queue, topic or event-bus
  ObjectEvent on = ObjectEvent::write;
  Share filter{1};
  bool operator==(const Notification&) const = default;
};

}  // namespace virga::model
