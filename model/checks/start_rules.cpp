#include <algorithm>

#include <fmt/format.h>

#include "model/checks/rules.h"

namespace virga::model {
namespace {

const ProviderSettings* settingsOf(const Checked& checked) {
  for (const auto& settings : checked.architecture.providers)
    if (settings.provider == checked.catalog.provider) return &settings;
  return nullptr;
}

bool isMeasured(const Catalog& catalog, const std::string& runtime) {
  return std::any_of(catalog.coldStarts.begin(), catalog.coldStarts.end(),
                     [&](const ColdStartFact& fact) { return fact.from == StartFrom::snapshot && fact.runtime == runtime; });
}

// The platform's own rules on snapshots: Lambda Developer Guide, "Improving startup performance with Lambda SnapStart",
// 2026.
void checkSnapshot(const Checked& checked, const ComponentId& id, const Function& function, Problems& problems) {
  if (function.provisionedConcurrency.value_or(0) > 0)
    report(problems, Severity::error, "snapshot-with-provisioned", id + ".provisioned-concurrency",
           fmt::format("{} has no provisioned concurrency for functions that start from a snapshot", checked.catalog.name),
           "leave one of them out");
  // AWS Price List API, 2026: SnapStart is free for Java alone.
  if (checked.catalog.provider == "aws" && function.runtime.rfind("java", 0) != 0)
    report(problems, Severity::warning, "snapshot-not-billed", id + ".start",
           fmt::format("{} charges for the snapshots of '{}' and their restores, and the bill doesn't hold that",
                       checked.catalog.name, function.runtime),
           "add it by hand: per GB of memory restored, and per GB and second that a version is kept");
  if (!function.extraInit)
    report(problems, Severity::info, "snapshot-without-init", id + ".start",
           fmt::format("'{}' states no extra-init that a snapshot would save", id),
           "a plain start is faster than a restore while initialisation takes less than about a second");
}

}  // namespace

void checkStarts(const Checked& checked, Problems& problems) {
  const auto* settings = settingsOf(checked);
  const bool stated = settings && settings->coldStart;
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function) continue;
    const bool restores = function->start == InstanceStart::snapshot;
    const auto why = checked.catalog.whyNoStart(*function);
    if (why && !stated)
      report(problems, Severity::error, restores ? "no-snapshot" : "no-images", id + (restores ? ".start" : ".packaging"),
             *why,
             fmt::format("leave it out, or state how long it takes as providers.{}.cold-start", checked.catalog.provider),
             restores ? "initialise" : "zip");
    else if (why)
      report(problems, Severity::warning, restores ? "no-snapshot" : "no-images", id + (restores ? ".start" : ".packaging"),
             *why + "; the cold start is the one that the project states", "leave it out to simulate what can be deployed");
    if (restores && !why && !stated && !isMeasured(checked.catalog, function->runtime))
      report(problems, Severity::info, "snapshot-unmeasured", id + ".start",
             fmt::format("nobody measured the restore of '{}' on {}: that of the language's version before it is taken",
                         function->runtime, checked.catalog.name),
             fmt::format("state the whole start as providers.{}.cold-start", checked.catalog.provider));
    if (restores && (!why || stated)) checkSnapshot(checked, id, *function, problems);
    if (function->network == Network::vpc && !stated && !checked.catalog.optionalDuration("function.vpc-attach"))
      report(problems, Severity::info, "vpc-unmeasured", id + ".network",
             fmt::format("no figure is known of what a virtual network adds to a start on {}, so it adds nothing",
                         checked.catalog.name),
             fmt::format("state the whole start as providers.{}.cold-start", checked.catalog.provider));
  }
}

void checkMemoryUse(const Checked& checked, Problems& problems) {
  const auto* settings = settingsOf(checked);
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* function = std::get_if<Function>(&kind);
    if (!function || (!function->memoryUsed && !function->memoryPerInvocation)) continue;
    const auto memory = checked.catalog.instanceMemory(function->memory).bytes;
    const auto base = function->memoryUsed.value_or(ByteSize{}).bytes;
    const auto each = function->memoryPerInvocation.value_or(ByteSize{}).bytes;
    const auto path = id + (function->memoryPerInvocation ? ".memory-per-invocation" : ".memory-used");
    if (base + each > memory) {
      report(problems, Severity::error, "out-of-memory", path,
             fmt::format("one invocation of '{}' needs {}, and an instance has {}", id, toText(bytes(base + each)),
                         toText(bytes(memory))),
             "give it more memory");
      continue;
    }
    const auto slots = static_cast<std::int64_t>(function->instanceConcurrency ? *function->instanceConcurrency
                                                 : settings && settings->instanceConcurrency
                                                     ? *settings->instanceConcurrency
                                                     : checked.catalog.instanceConcurrency(function->memory));
    if (each > 0 && slots > (memory - base) / each)
      report(problems, Severity::warning, "memory-below-concurrency", path,
             fmt::format("an instance of '{}' takes {} invocations at once, and its {} hold {}; under load the platform "
                         "ends it with all that it runs",
                         id, slots, toText(bytes(memory)), (memory - base) / each),
             fmt::format("give it more memory, or an instance-concurrency of {}", (memory - base) / each));
  }
}

}  // namespace virga::model
