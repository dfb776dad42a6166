#include "model/checks/quick_fix.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "model/checks/fixes.h"
#include "model/project/field_view.h"
#include "model/project/project_file.h"

namespace virga::model {
namespace {

constexpr std::int64_t kMemoryStep = 128;  // MiB; a multiple of every provider's own step

std::string memoryText(std::int64_t bytes) {
  const std::int64_t step = mebibytes(kMemoryStep).bytes;
  return toText(ByteSize{(bytes + step - 1) / step * step});
}

Fixes lowered(const Architecture&, const Problem& problem) {
  if (problem.nearest.empty()) return {};
  return {settingValue("Lower", problem.path, problem.nearest)};
}

Fixes raised(const Architecture&, const Problem& problem) {
  if (problem.nearest.empty()) return {};
  return {settingValue("Raise", problem.path, problem.nearest)};
}

Fixes replaced(const Architecture&, const Problem& problem) {
  if (problem.nearest.empty()) return {};
  return {settingValue("Set", problem.path, problem.nearest)};
}

Fixes fixDuplicates(const Architecture&, const Problem& problem) {
  return {settingValue("Set", problem.path + ".duplicates", problem.nearest)};
}

Fixes fixRegion(const Architecture&, const Problem& problem) {
  if (problem.nearest.empty()) return {};
  return {changing(fmt::format("Set the region to {}", problem.nearest),
                   [region = problem.nearest](Architecture& result) { result.target.region = region; })};
}

Fixes fixBatchWindow(const Architecture&, const Problem& problem) {
  const auto consumer = problem.path.substr(0, problem.path.rfind('.'));
  return {settingValue("Set", consumer + ".window", "1 s"), settingValue("Lower", problem.path, problem.nearest)};
}

Fixes fixProvisioned(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto* function = kindAt<Function>(architecture, id);
  if (!function || !function->provisionedConcurrency) return {};
  return {settingValue("Lower", problem.path, problem.nearest),
          settingValue("Raise", id + ".reserved-concurrency", fmt::to_string(*function->provisionedConcurrency))};
}

Fixes fixSnapshot(const Architecture&, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto plain = [&] {
    return QuickFix{fmt::format("Start {} without a snapshot", id),
                    [path = id + ".start"](const Architecture& a) { return setField(a, path, "initialise"); }};
  };
  if (problem.id != "snapshot-with-provisioned") return {plain()};
  return {QuickFix{fmt::format("Take the provisioned concurrency from {}", id),
                   [path = problem.path](const Architecture& a) { return setField(a, path, ""); }},
          plain()};
}

Fixes fixMemoryUse(const Architecture& architecture, const Problem& problem) {
  const auto id = componentOf(problem);
  const auto* function = kindAt<Function>(architecture, id);
  if (!function) return {};
  const auto base = function->memoryUsed.value_or(ByteSize{}).bytes;
  const auto each = function->memoryPerInvocation.value_or(ByteSize{}).bytes;
  if (problem.id == "out-of-memory") return {settingValue("Raise", id + ".memory", memoryText(base + each))};
  Fixes fixes;
  if (function->instanceConcurrency)
    fixes.push_back(settingValue("Raise", id + ".memory", memoryText(base + each * *function->instanceConcurrency)));
  if (const auto fits = each > 0 ? (function->memory.bytes - base) / each : 0; fits >= 1)
    fixes.push_back(settingValue("Set", id + ".instance-concurrency", fmt::to_string(fits)));
  return fixes;
}

// A gateway's bucket grows with its rate: doubled both.
Fixes fixThrottledRate(const Architecture& architecture, const Problem& problem) {
  const auto rate = problem.path;
  if (!rate.ends_with(".throttle.rate")) return raised(architecture, problem);
  auto fix = settingValue("Raise", rate, problem.nearest);
  const auto burst = rate.substr(0, rate.size() - std::string_view("rate").size()) + "burst";
  const auto views = fieldViews(architecture, componentOf(problem));
  const auto view = std::find_if(views.begin(), views.end(), [&](const FieldView& each) { return each.path == burst; });
  if (view == views.end()) return {fix};
  const auto doubled = fmt::to_string(2 * std::strtoll(view->text.c_str(), nullptr, 10));
  fix.edit = [burst, doubled, first = fix.edit](const Architecture& a) -> Edited {
    auto edited = first(a);
    return edited ? setField(*edited, burst, doubled) : edited;
  };
  return {fix};
}

using Maker = Fixes (*)(const Architecture&, const Problem&);

const std::map<std::string_view, Maker>& makers() {
  static const std::map<std::string_view, Maker> byRule{
      {"batch-limit", lowered},
      {"batch-needs-window", fixBatchWindow},
      {"branch-shares", fixBranchShares},
      {"call-cycle", fixCallCycle},
      {"check-unknown", fixUnneededSetting},
      {"check-unneeded", fixUnneededSetting},
      {"concurrency-limit", lowered},
      {"connection-limit", fixConnectionLimit},
      {"cors-any-origin", fixAnyOrigin},
      {"cors-credentials-any-origin", fixCredentialsForAny},
      {"dead-letter-cycle", fixDeadLetterCycle},
      {"duplicate-route", fixDuplicateRoute},
      {"gateway-timeout-limit", lowered},
      {"grant-administer", fixUnusedGrant},
      {"grant-of-all-access", fixUnusedGrant},
      {"grant-of-everything", fixUnusedGrant},
      {"grant-to-everything", fixUnusedGrant},
      {"grant-unused", fixUnusedGrant},
      {"harmful-duplicates", fixDuplicates},
      {"idle-step", fixIdleStep},
      {"instance-concurrency", lowered},
      {"load-above-reserved", raised},
      {"load-above-shards", raised},
      {"load-above-throttle", fixThrottledRate},
      {"lost-records", fixStreamConsumer},
      {"many-receives", lowered},
      {"memory-below-concurrency", fixMemoryUse},
      {"memory-limit", replaced},
      {"memory-step", replaced},
      {"message-loop", fixMessageLoop},
      {"never-invoked", fixUnconnected},
      {"never-read", fixUnconnected},
      {"no-arm64", replaced},
      {"no-backoff", fixBackoff},
      {"no-call-timeout", replaced},
      {"no-dead-letter", fixNoDeadLetter},
      {"no-encryption", replaced},
      {"no-flows", fixUnconnected},
      {"no-images", replaced},
      {"no-provisioned-concurrency", replaced},
      {"no-routes", fixUnconnected},
      {"no-rules", fixUnconnected},
      {"no-snapshot", replaced},
      {"no-states", fixUnconnected},
      {"no-subscribers", fixUnconnected},
      {"no-targets", fixUnconnected},
      {"no-throttle", fixNoThrottle},
      {"no-vpc", replaced},
      {"no-workflow", replaced},
      {"out-of-memory", fixMemoryUse},
      {"plain-transport", replaced},
      {"poison-record", fixStreamConsumer},
      {"pool-above-limit", lowered},
      {"provisioned-above-reserved", fixProvisioned},
      {"provisioned-unwaited", lowered},
      {"public-route", fixPublicRoute},
      {"public-store", replaced},
      {"retries-beyond-timeout", fixRetryTimes},
      {"retry-storm", fixRetryStorm},
      {"run-idle-provisioned", lowered},
      {"run-refused", raised},
      {"run-throttled", fixThrottledRate},
      {"run-waited", raised},
      {"runtime-support-ends", replaced},
      {"runtime-unsupported", replaced},
      {"single-receive", raised},
      {"snapshot-not-billed", fixSnapshot},
      {"snapshot-with-provisioned", fixSnapshot},
      {"snapshot-without-init", fixSnapshot},
      {"timeout-beyond-age", fixTimeoutBeyondAge},
      {"timeout-beyond-gateway", lowered},
      {"timeout-beyond-response", lowered},
      {"timeout-limit", lowered},
      {"too-little-memory", raised},
      {"too-much-memory", lowered},
      {"unknown-region", fixRegion},
      {"unknown-route", fixUnknownRoute},
      {"unknown-runtime", replaced},
      {"visibility-too-short", raised},
      {"wait-beyond-timeout", fixWaitBeyondTimeout},
      {"wait-for-all", fixWaitForAll},
      {"wait-for-count", fixWaitForCount},
      {"whole-batch-again", replaced},
      {"window-limit", lowered},
  };
  return byRule;
}

// The field at the path's end in words: "visibility timeout", "reserved concurrency".
std::string fieldWords(const std::string& path) {
  auto words = path.substr(path.rfind('.') + 1);
  if (words == "visibility") return "visibility timeout";
  if (words == "rate" && path.ends_with(".throttle.rate")) return "throttle";
  if (words == "size" && path.ends_with(".pool.size")) return "pool size";
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

}  // namespace

QuickFix settingValue(const char* verb, const std::string& path, const std::string& value) {
  const auto owner = path.substr(0, path.find('.'));
  auto title = owner == "providers" ? fmt::format("{} {} to {}", verb, path, value)
                                    : fmt::format("{} the {} of {} to {}", verb, fieldWords(path), owner, value);
  return {std::move(title), [path, value, owner](const Architecture& architecture) -> Edited {
            if (architecture.find(owner)) return setField(architecture, path, value);
            auto set = withSettings(architecture, {{path, value}});
            if (!set) return tl::unexpected(toText(set.error().front()));
            return *std::move(set);
          }};
}

bool queuesAllow(const Architecture& architecture, const ComponentId& function, Duration timeout) {
  for (const auto& component : architecture.components)
    if (const auto* queue = std::get_if<Queue>(&component.kind); queue && queue->visibility < timeout)
      for (const auto& consumer : queue->consumers)
        if (consumer.to.id == function) return false;
  return true;
}

std::vector<QuickFix> quickFixes(const Architecture& architecture, const Problem& problem) {
  if (!problem.file.empty() && problem.path.empty()) return {};
  const auto maker = makers().find(problem.id);
  return maker == makers().end() ? std::vector<QuickFix>{} : maker->second(architecture, problem);
}

const QuickFix* unambiguous(const Problem& problem, const std::vector<QuickFix>& fixes) {
  return problem.severity != Severity::info && fixes.size() == 1 && !fixes.front().removes ? &fixes.front() : nullptr;
}

}  // namespace virga::model
