#pragma once

#include "model/architecture/architecture.h"
#include "model/architecture/fields.h"
#include "model/architecture/fields_component.h"

// The fields of everything in a project but its components.
namespace virga::model {

template <>
inline constexpr auto kFields<Target> = std::tuple{
    field("provider", &Target::provider, "Provider that the project is made for.").shown().as(TextForm::word),
    field("region", &Target::region, "Region; none: the catalog's default.").as(TextForm::word),
};

template <>
inline constexpr auto kFields<Diurnal> = std::tuple{
    field("low", &Diurnal::low, "Traffic at the quietest time, as a share of the peak.").required(),
    field("peak-at", &Diurnal::peakAt, "Time of day of the peak: \"20:00\".").required().timeOfDay(),
};
template <>
inline constexpr auto kFields<Traffic> = std::tuple{
    field("x", &Traffic::factor, "Factor on every open arrival rate.").between(0, 1'000'000),
    field("diurnal", &Traffic::diurnal, "Shape of the day, by the time of the scenario's start."),
};
template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Outage>{"none", "refused", "silent"};
template <>
inline constexpr auto kFields<Fault> = std::tuple{
    field("component", &Fault::component, "Component that something is wrong with.")
        .required()
        .to(kAnyKind & ~kinds<Client>()),
    field("from", &Fault::from, "Simulated time at which it begins.").required(),
    field("to", &Fault::to, "Simulated time at which it ends.").required(),
    field("errors", &Fault::errors, "Share of the requests that fail, on top of the component's own."),
    field("latency", &Fault::latency, "Time added to each request."),
    field("throttles", &Fault::throttles, "Share of the requests that are refused as too many."),
    field("outage", &Fault::outage, "It refuses all connections, or never answers."),
};
template <>
inline constexpr auto kFields<Scenario> = std::tuple{
    field("duration", &Scenario::duration, "Simulated time.").shown().above(0).atMost(kLongestRun),
    field("warmup", &Scenario::warmup,
          "Time at the beginning that no figure counts, less than the duration; auto: found out by a pilot run."),
    field("start", &Scenario::start, "Local date and time at which the run starts: \"2026-01-05 00:00\"."),
    field("traffic", &Scenario::traffic, "Change of the arrival rates."),
    field("time-per-month", &Scenario::timePerMonth,
          "Time of a month with traffic like this, for the bill: 8 d for weekends; none: all month.")
        .above(0)
        .atMost(days(31)),
    field("set", &Scenario::set, "Values that differ in this scenario, by dotted path."),
    field("faults", &Scenario::faults, "What goes wrong, and when."),
};

template <>
inline constexpr std::array<std::string_view, 5> kEnumNames<Reuse>{"most-recent", "least-recent", "newest", "oldest",
                                                                   "random"};
template <>
inline constexpr std::array<std::string_view, 4> kEnumNames<Scaling>{"per-request", "controller", "autoscaler", "knative"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<KeepAlivePolicy>{"fixed", "histogram"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<MessageConcurrency>{"fixed", "dynamic"};
template <>
inline constexpr auto kFields<Autoscaler> = std::tuple{
    field("target", &Autoscaler::target, "Busy share of an instance's concurrency that is aimed at.").above(0),
    field("stable-window", &Autoscaler::stableWindow, "Time over which the load is averaged.").above(0),
    field("panic-window", &Autoscaler::panicWindow, "Time over which sudden load is averaged.").above(0),
    field("panic-threshold", &Autoscaler::panicThreshold,
          "Panic begins when the panic window wants so many times the ready instances.")
        .between(1, 100),
    field("every", &Autoscaler::every, "Time between two looks at the load.").above(0),
    field("max-scale-up", &Autoscaler::maxScaleUp, "Most growth at one look, as a factor.").between(1, 1'000'000),
    field("max-scale-down", &Autoscaler::maxScaleDown, "Most shrinking at one look, as a divisor.").between(1, 1'000'000),
};
template <>
inline constexpr auto kFields<ProviderSettings> = std::tuple{
    field("plan", &ProviderSettings::plan, "Hosting plan at this provider.").as(TextForm::word),
    field("cold-start", &ProviderSettings::coldStart, "Whole time before the first execution begins."),
    field("keep-alive", &ProviderSettings::keepAlive, "Time that an idle instance is kept."),
    field("concurrency-limit", &ProviderSettings::concurrencyLimit, "Busy executions in the account.").between(1, 1e9),
    field("instance-concurrency", &ProviderSettings::instanceConcurrency, "Invocations at once in one instance.")
        .between(1, 100'000),
    field("reuse", &ProviderSettings::reuse, "Which idle instance an invocation takes."),
    field("keep-alive-policy", &ProviderSettings::keepAlivePolicy,
          "Idle instances are kept by the keep-alive, or by the histogram of the function's idle times."),
    field("idle-range", &ProviderSettings::idleRange, "Longest idle time that the histogram holds.")
        .between(minutes(1), hours(168)),
    field("scaling", &ProviderSettings::scaling, "How the number of a function's instances follows the load."),
    field("autoscaler", &ProviderSettings::autoscaler, "Settings of the scaling by an autoscaler."),
    field("max-instances", &ProviderSettings::maxInstances, "Most instances of one function.").between(1, 10'000'000),
    field("always-ready", &ProviderSettings::alwaysReady, "Instances of each function that never leave.")
        .between(0, 100'000),
    field("prewarmed", &ProviderSettings::prewarmed, "Instances of each function that stand by for the next load.")
        .between(0, 100'000),
    field("message-concurrency", &ProviderSettings::messageConcurrency,
          "Messages at once in an instance that takes them itself: the platform's number, or as its CPU allows."),
    field("max-wait", &ProviderSettings::maxWait, "Longest wait of an invocation for an instance.").above(0),
};

template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<AuditLog>{"none", "management", "data"};
template <>
inline constexpr auto kFields<ProtectionSettings> = std::tuple{
    field("audit", &ProtectionSettings::audit,
          "What is written down of who did what: nothing, changes of settings, or reads and writes of data too."),
    field("residency", &ProtectionSettings::residency, "Where data may be: eu, us, ch; none: anywhere."),
};

template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Severity>{"error", "warning", "info"};
template <>
inline constexpr auto kFields<CheckSetting> = std::tuple{
    field("check", &CheckSetting::check, "Id of the rule, as findings name it: no-dead-letter.")
        .required()
        .as(TextForm::word),
    field("at", &CheckSetting::at, "Component whose findings are meant; none: all."),
    field("severity", &CheckSetting::severity, "Severity that its findings have instead."),
    field("ignore", &CheckSetting::ignore, "Why its findings don't count; none: they do."),
};

template <>
inline constexpr std::array<std::string_view, 8> kEnumNames<AlarmMetric>{
    "error-share", "throttles", "latency-p99", "duration-p99", "concurrency", "depth", "age", "dead-letters"};
template <>
inline constexpr auto kFields<Alarm> = std::tuple{
    field("on", &Alarm::on, "Component that is watched.").required().to(kAnyKind & ~kinds<Client>()),
    field("metric", &Alarm::metric, "What is watched.").required(),
    field("above", &Alarm::above, "Threshold: a share (2%), a count (40) or a time (1.5 s), as the metric is.").required(),
    field("period", &Alarm::period, "Time over which a datapoint is taken.").shown().between(seconds(10), days(1)),
    field("datapoints", &Alarm::datapoints, "Datapoints above the threshold that set it off.").shown().between(1, 100),
    field("of", &Alarm::of, "Last datapoints that are looked at.").shown().between(1, 100),
};

template <>
inline constexpr auto kFields<Position> = std::tuple{
    field("x", &Position::x, "Pixels to the right.").between(-1'000'000, 1'000'000),
    field("y", &Position::y, "Pixels down.").between(-1'000'000, 1'000'000),
};

}  // namespace virga::model
