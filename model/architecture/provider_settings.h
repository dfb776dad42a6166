#pragma once

#include <optional>
#include <string>

#include "model/architecture/distribution.h"

namespace virga::model {

// Which idle instance an invocation takes.
enum class Reuse { mostRecent, leastRecent, newest, oldest, random };

// How the number of a function's instances follows the load.
//  per-request   an invocation that finds no free slot starts an instance, or is refused
//  controller    invocations wait; a controller adds so many instances at most in so long
//  autoscaler    invocations wait; they start instances at once, and enough are kept for the load of the last minute
//  knative       invocations wait; instances follow the load of a stable and a panic window, up and down
enum class Scaling { perRequest, controller, autoscaler, knative };

// How long an idle instance is kept: by the keep-alive, or by the histogram of the function's idle times.
enum class KeepAlivePolicy { fixed, histogram };

// How many messages an instance that takes them itself has in hand: as many as the platform says, or as its CPU allows.
enum class MessageConcurrency { fixed, dynamic };

// Settings of the autoscaler and of the Knative-like one; the defaults are Knative's (knative.dev, "Additional autoscaling
// configuration for Knative Pod Autoscaler", 2026).
struct Autoscaler {
  Share target{0.7};                    // of an instance's concurrency that is aimed at
  Duration stableWindow = seconds(60);  // over which the load is averaged
  Duration panicWindow = seconds(6);    // the same for sudden load; above 0, at most the stable window
  double panicThreshold = 2;            // × the ready instances: panic begins when the panic window wants so many
  Duration every = seconds(2);          // between two looks
  double maxScaleUp = 1000;             // × the ready instances at one look
  double maxScaleDown = 2;              // the ready instances / this at one look
  bool operator==(const Autoscaler&) const = default;
};

// What a project states about one provider; anything unset is the catalog's.
struct ProviderSettings {
  std::string provider;
  std::optional<std::string> plan;
  std::optional<Distribution> coldStart;  // the whole time before the first execution begins
  std::optional<Distribution> keepAlive;
  std::optional<int> concurrencyLimit;  // busy executions in the account
  std::optional<int> instanceConcurrency;
  std::optional<Reuse> reuse;
  std::optional<KeepAlivePolicy> keepAlivePolicy;
  std::optional<Duration> idleRange;  // of the histogram of idle times
  std::optional<Scaling> scaling;
  std::optional<Autoscaler> autoscaler;
  std::optional<int> maxInstances;  // of one function
  std::optional<int> alwaysReady;   // instances of each function that never leave
  std::optional<int> prewarmed;     // instances of each function that stand by
  std::optional<MessageConcurrency> messageConcurrency;
  std::optional<Duration> maxWait;  // of an invocation for an instance
  bool operator==(const ProviderSettings&) const = default;
};

}  // namespace virga::model
