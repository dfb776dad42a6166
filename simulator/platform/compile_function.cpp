#include <algorithm>

#include <fmt/format.h>

#include "simulator/platform/compile_scaling.h"
#include "simulator/platform/compile_start.h"

namespace virga::simulator {

using namespace model;

namespace {

std::optional<std::int64_t> fixedValue(const Distribution& law) {
  if (const auto* constant = std::get_if<Constant>(&law)) return constant->value.nanoseconds;
  return std::nullopt;
}

Reuse reuseOf(const std::string& word) {
  if (word == "least-recent") return Reuse::leastRecent;
  if (word == "newest") return Reuse::newest;
  if (word == "oldest") return Reuse::oldest;
  if (word == "random") return Reuse::random;
  return Reuse::mostRecent;
}

Billing billingOf(const std::string& word) {
  if (word == "active-instances") return Billing::activeInstances;
  if (word == "instances") return Billing::instances;
  return Billing::executions;
}

}  // namespace

void compileComponent(Compilation& c, std::uint32_t component, const std::string& id, const Function& function) {
  CompiledFunction compiled;
  compiled.name = id;
  compiled.component = component;
  compiled.vcpus = c.catalog.vcpus(function.memory);
  compiled.stretch = 1.0 / std::min(1.0, compiled.vcpus);
  compiled.timeout = function.timeout.nanoseconds;
  compiled.memory = c.catalog.instanceMemory(function.memory).bytes;
  if (function.memoryUsed) compiled.memoryUsed = function.memoryUsed->bytes;
  if (function.memoryPerInvocation) compiled.memoryPerInvocation = function.memoryPerInvocation->bytes;
  compiled.billingGranularity = std::max<std::int64_t>(1, c.catalog.duration("function.billing-granularity").nanoseconds);
  compiled.billingMinimum = c.catalog.duration("function.billing-minimum").nanoseconds;
  compiled.billing = billingOf(c.catalog.text("function.billing"));
  compiled.billedMemory = c.catalog.billedMemory(function.memory).bytes;
  compiled.billedGigahertz = c.catalog.gigahertz(function.memory);
  compiled.errors = function.errors.value;
  const double defaultSlots =
      c.settings.instanceConcurrency ? *c.settings.instanceConcurrency : c.catalog.instanceConcurrency(function.memory);
  compiled.instanceConcurrency = static_cast<std::uint32_t>(function.instanceConcurrency ? *function.instanceConcurrency
                                                                                         : static_cast<int>(defaultSlots));
  if (function.reservedConcurrency) compiled.reserved = *function.reservedConcurrency;
  if (function.provisionedConcurrency) compiled.provisioned = static_cast<std::uint32_t>(*function.provisionedConcurrency);
  const auto keepAlive = c.settings.keepAlive ? *c.settings.keepAlive : c.catalog.distribution("function.keep-alive");
  if (c.settings.keepAlivePolicy == KeepAlivePolicy::histogram) {
    const auto range = c.settings.idleRange.value_or(hours(4)).nanoseconds;
    compiled.idleRange = range / IdleHistogram::kBin * IdleHistogram::kBin;
    if (c.settings.keepAlive)
      c.problem("providers." + c.catalog.provider + ".keep-alive",
                "the histogram of idle times decides how long instances are kept",
                "leave it out, or say keep-alive-policy: fixed");
  } else if (c.settings.idleRange) {
    c.problem("providers." + c.catalog.provider + ".idle-range", "there is no histogram of idle times",
              "say keep-alive-policy: histogram");
  }
  if (const auto fixed = fixedValue(keepAlive))
    compiled.fixedKeepAlive = std::min(*fixed, Sampler::kLongest);
  else
    compiled.keepAlive.emplace(c.law(keepAlive, "providers." + c.catalog.provider + ".keep-alive"));
  compiled.reuse = c.settings.reuse ? *c.settings.reuse : reuseOf(c.catalog.text("function.reuse"));
  compiled.invokeLatency = c.sampler("function.invoke-latency");
  compiled.start = compileStart(c, id, function);
  if (const auto instances = c.catalog.optionalNumber("function.scale-out-instances"))
    compiled.scaleOut = TokenBucket(*instances / c.catalog.duration("function.scale-out-window").seconds(), *instances);
  if (const auto perUnit = c.catalog.optionalNumber("function.requests-per-concurrency");
      perUnit && compiled.reserved >= 0) {
    const double rate = *perUnit * static_cast<double>(compiled.reserved);
    compiled.requestRate = TokenBucket(rate, rate);
  }
  compiled.scaling = compileScaling(c, compiled);
  const bool waits = compiled.scaling.kind != Scaling::perRequest;
  if (waits && compiled.reserved > 0) compiled.reserved = -1;  // a limit on its instances
  if (compiled.scaling.kind == Scaling::knative) {             // its autoscaler takes them away
    compiled.fixedKeepAlive = Sampler::kLongest;
    compiled.keepAlive.reset();
  }
  if (compiled.idleRange > 0) {
    compiled.fixedKeepAlive = -1;  // each idle period has its own
    compiled.keepAlive.reset();
    if (waits)
      c.problem("providers." + c.catalog.provider + ".keep-alive-policy",
                "the histogram policy goes with scaling: per-request only", "choose one of them");
  }
  const auto alwaysReady =
      c.settings.alwaysReady ? static_cast<double>(*c.settings.alwaysReady) : c.catalog.number("function.always-ready");
  compiled.provisioned = static_cast<std::uint32_t>(c.catalog.provisioned(
      function.memory, std::max(static_cast<int>(compiled.provisioned), static_cast<int>(alwaysReady))));
  compiled.asyncRetries = static_cast<std::uint32_t>(c.catalog.number("function.async-retries"));
  compiled.asyncRetryWait = c.catalog.duration("function.async-retry-wait").nanoseconds;
  compiled.asyncMaxAge = c.catalog.duration("function.async-max-age").nanoseconds;
  compiled.asyncBackoffMin = c.catalog.duration("function.async-throttle-backoff-min").nanoseconds;
  compiled.asyncBackoffMax = c.catalog.duration("function.async-throttle-backoff-max").nanoseconds;
  compiled.faults = c.faults(id);
  compileSteps(c, function.steps, compiled);
  c.system.functions.push_back(std::move(compiled));
}

// Reserved concurrency is taken out of the account's for the others; provisioned concurrency likewise, where it isn't
// part of a reserved one. Source: AWS Lambda Developer Guide, "Lambda function scaling", 2026.
void compileAccount(Compilation& c) {
  if (const auto memory = c.catalog.optionalNumber("function.account-memory-mib"))
    c.system.accountMemory = static_cast<std::int64_t>(*memory * 1048576);
  std::optional<double> limit = c.catalog.optionalNumber("function.account-concurrency");
  if (c.settings.concurrencyLimit) limit = *c.settings.concurrencyLimit;
  if (limit) {
    double shared = *limit;
    for (const auto& function : c.system.functions)
      if (function.reserved >= 0)
        shared -= static_cast<double>(function.reserved);
      else if (function.instanceConcurrency == 1 && function.scaling.kind == Scaling::perRequest)
        shared -= static_cast<double>(function.provisioned);
    if (shared < 0)
      c.problem("components",
                fmt::format("reserved and provisioned concurrency add up to more than the account's {}", *limit),
                "lower it or raise providers." + c.catalog.provider + ".concurrency-limit");
    c.system.accountConcurrency = static_cast<std::int64_t>(std::max(0.0, shared));
    if (const auto perUnit = c.catalog.optionalNumber("function.requests-per-concurrency"))
      c.system.accountRequestRate = TokenBucket(*perUnit * shared, *perUnit * shared);
  }
}

}  // namespace virga::simulator
