#pragma once

#include <cstdint>

// How many instances a platform wants for a load: the published rules as plain functions.
namespace virga::simulator {

// ceil(load / perInstance); a load that fills a whole number of instances doesn't want one more by a rounding error.
// perInstance > 0.
std::uint32_t instancesFor(double load, double perInstance);

// A Knative-like concurrency autoscaler. Source: knative.dev documentation, "Configuring the autoscaler" and "Additional
// autoscaling configuration for Knative Pod Autoscaler", and pkg/autoscaler/scaling/autoscaler.go, 2026.
struct KnativeRule {
  double perInstance = 1;         // invocations at once aimed at in one instance: its concurrency × the utilisation
  double panicThreshold = 2;      // the panic window wants this many times the ready instances: panic begins
  std::int64_t stableWindow = 0;  // ns; panic ends after so long below the threshold
  double maxScaleUp = 1000;       // × the ready instances at one look
  double maxScaleDown = 2;        // the ready instances / this at one look
};
struct KnativePanic {
  std::int64_t since = -1;  // when the threshold was last passed; -1: no panic
  std::uint32_t most = 0;   // instances wanted since panic began; never fewer while it lasts
};
// The instances wanted at `now`, given the mean concurrency over both windows and the ready instances.
std::uint32_t knativeDesired(const KnativeRule& rule, KnativePanic& panic, std::int64_t now, double stableLoad,
                             double panicLoad, std::uint32_t ready);

}  // namespace virga::simulator
