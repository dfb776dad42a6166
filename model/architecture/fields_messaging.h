#pragma once

#include "model/architecture/component.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_protection.h"
#include "model/architecture/fields_step.h"
#include "model/architecture/fields_time.h"

// The fields of what carries messages, records and events.
namespace virga::model {

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Capacity>{"on-demand", "provisioned"};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<ReportedFailures>{"whole-batch", "per-message"};
template <>
inline constexpr auto kFields<Consumer> = std::tuple{
    field("to", &Consumer::to, "Function that gets the batches.").required().to(kinds<Function>()),
    field("batch", &Consumer::batch, "Most messages in one invocation.").shown().between(1, 10'000),
    field("window", &Consumer::window, "Longest wait for a batch to fill; 0 s: none.").between(seconds(0), hours(1)),
    field("max-concurrency", &Consumer::maxConcurrency, "Most invocations at once from this queue.").between(1, 10'000'000),
    field("failures", &Consumer::failures,
          "What comes again after a failure: the batch, or the messages that the function names."),
};
template <>
inline constexpr auto kFields<Queue> = std::tuple{
    field("visibility", &Queue::visibility, "Time that a received message stays hidden from others.")
        .between(seconds(0), kLongestTimeout),
    field("retention", &Queue::retention, "Age at which messages expire.").between(seconds(1), days(3660)),
    field("max-receives", &Queue::maxReceives, "Receives after which a message goes to the dead-letter queue.")
        .between(1, 1'000'000),
    field("dead-letter", &Queue::deadLetter, "Queue for messages that failed too often.").to(kinds<Queue>()),
    field("consumers", &Queue::consumers, "Functions that take the messages."),
    field("encryption", &Queue::encryption, kEncryptionHelp),
};

template <>
inline constexpr auto kFields<Subscription> = std::tuple{
    field("to", &Subscription::to, "Subscriber.").required().to(kinds<Function, Queue, External, ContainerService>()),
    field("filter", &Subscription::filter, "Share of the messages that its filter lets through."),
};
template <>
inline constexpr auto kFields<Topic> = std::tuple{
    field("latency", &Topic::latency, "Time of a delivery; none: the provider's."),
    field("subscriptions", &Topic::subscriptions, "Who gets the messages."),
    field("encryption", &Topic::encryption, kEncryptionHelp),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<BatchFailure>{"retry", "bisect"};
template <>
inline constexpr auto kFields<StreamConsumer> = std::tuple{
    field("to", &StreamConsumer::to, "Function that gets the batches.").required().to(kinds<Function>()),
    field("batch", &StreamConsumer::batch, "Most records in one invocation.").shown().between(1, 10'000),
    field("window", &StreamConsumer::window, "Longest wait for a batch to fill; 0 s: none.").between(seconds(0), hours(1)),
    field("parallelization", &StreamConsumer::parallelization, "Batches of one shard at once.").between(1, 100),
    field("max-retries", &StreamConsumer::maxRetries, "Retries of a failed batch; none: until its records expire.")
        .between(0, 10'000),
    field("max-age", &StreamConsumer::maxAge, "Age at which records are given up; none: the retention.").above(0),
    field("on-error", &StreamConsumer::onError, "A failed batch is tried again whole, or in halves."),
    field("on-failure", &StreamConsumer::onFailure, "Queue that is told of records given up.").to(kinds<Queue>()),
};
template <>
inline constexpr auto kFields<Stream> = std::tuple{
    field("billing", &Stream::billing, "Paid per record, or shards kept ready."),
    field("shards", &Stream::shards, "Shards, each ordered by itself.").shown().between(1, 100'000),
    field("retention", &Stream::retention, "Age at which records expire.").between(seconds(1), days(3660)),
    field("keys", &Stream::keys, "Different partition keys, equally frequent; 0: each record its own.")
        .between(0, 1'000'000'000),
    field("latency", &Stream::latency, "Time of one put; none: the provider's."),
    field("consumers", &Stream::consumers, "Functions that take the records."),
    field("encryption", &Stream::encryption, kEncryptionHelp),
};

template <>
inline constexpr auto kFields<Rule> = std::tuple{
    field("to", &Rule::to, "Target of the events.")
        .required()
        .to(kinds<Function, Queue, Topic, Stream, Workflow, External>()),
    field("match", &Rule::match, "Share of the events that its pattern matches."),
};
template <>
inline constexpr auto kFields<EventBus> = std::tuple{
    field("latency", &EventBus::latency, "Time of a delivery; none: the provider's."),
    field("rules", &EventBus::rules, "Which events go where."),
};

template <>
inline constexpr auto kFields<ScheduleTarget> = std::tuple{
    field("to", &ScheduleTarget::to, "What is started.")
        .required()
        .to(kinds<Function, Queue, Topic, Stream, EventBus, Workflow, External, ContainerService>()),
    field("payload", &ScheduleTarget::payload, "Size of what it gets.").between(bytes(0), kLargestSize),
};
template <>
inline constexpr auto kFields<Schedule> = std::tuple{
    field("every", &Schedule::every, "Starts every so often; or state 'cron'.").between(milliseconds(1), kLongestTimeout),
    field("cron", &Schedule::cron, "Minute, hour, day of the month, month, day of the week: \"0 8 * * 1-5\"."),
    field("time-zone", &Schedule::timeZone, "Zone of the cron expression: Europe/Berlin.").as(TextForm::word),
    field("targets", &Schedule::targets, "What is started."),
};

template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<ObjectEvent>{"write", "remove"};
template <>
inline constexpr auto kFields<Notification> = std::tuple{
    field("to", &Notification::to, "What is told.").required().to(kinds<Function, Queue, Topic, EventBus>()),
    field("on", &Notification::on, "Objects that are written, or removed."),
    field("filter", &Notification::filter, "Share of the objects that its filter lets through."),
};

}  // namespace virga::model
