#include "model/checks/check.h"

#include <algorithm>
#include <map>

#include "model/checks/check_settings.h"
#include "model/checks/rules.h"
#include "model/edit/references.h"

namespace virga::model {

Checked::Checked(const Architecture& architecture_, const Catalog& catalog_)
    : architecture(architecture_), catalog(catalog_), edges(model::edges(architecture_)) {
  for (const auto& component : architecture.components) components_.emplace(component.id, &component);
  for (const auto& edge : edges) entered_.emplace(edge.to, edge.role);
}

bool Checked::hasEdgeTo(const ComponentId& id, std::initializer_list<EdgeRole> roles) const {
  return std::any_of(roles.begin(), roles.end(), [&](EdgeRole role) { return entered_.contains({id, role}); });
}

bool Checked::runsSteps(const ComponentId& id) const {
  const auto found = components_.find(id);
  return found != components_.end() && stepsOf(*found->second) != nullptr;
}

std::optional<Duration> timeoutOf(const Component& component) {
  if (const auto* function = std::get_if<Function>(&component.kind)) return function->timeout;
  if (const auto* workflow = std::get_if<Workflow>(&component.kind)) return workflow->timeout;
  if (const auto* service = std::get_if<ContainerService>(&component.kind)) return service->timeout;
  return std::nullopt;
}

CheckFindings checkWithIgnored(const Architecture& architecture, const Catalog& catalog) {
  const auto planned = withPlan(catalog, architecture);
  const Checked checked(architecture, planned ? *planned : catalog);
  Problems problems;
  for (const auto rule : {checkFunctionLimits,
                          checkConsumerLimits,
                          checkPayloadLimits,
                          checkGatewayLimits,
                          checkConcurrencyLimits,
                          checkInstanceConcurrency,
                          checkStarts,
                          checkFeatures,
                          checkTriggers,
                          checkMemoryUse,
                          checkUnused,
                          checkRoutes,
                          checkAccess,
                          checkBranchShares,
                          checkSteps,
                          checkCallCycles,
                          checkMessageLoops,
                          checkRegion,
                          checkFunctionUrls,
                          checkSchemas,
                          checkSinks,
                          checkGrants,
                          checkCredentials,
                          checkTransport,
                          checkStoresAtRest,
                          checkAuditLog,
                          checkResidency,
                          checkVisibility,
                          checkDeadLetters,
                          checkDeadLetterCycles,
                          checkGatewayChains,
                          checkRetryTimes,
                          checkStreams,
                          checkConnections,
                          checkRetryStorms,
                          checkBackoff,
                          checkLostEvents,
                          checkDuplicates,
                          checkFailedBatches,
                          checkReceives,
                          checkChainsOfTimeouts,
                          checkOutlivedCallers,
                          checkThirdParties,
                          checkSingleServers,
                          checkMemorySizes,
                          checkPaidWaits,
                          checkPackages,
                          checkIdleProvisioned,
                          checkReadsInARow,
                          checkPolling,
                          checkLoads,
                          checkStreamLoads,
                          checkAccountLoad,
                          checkAlarms})
    rule(checked, problems);
  auto findings = withSettingsOfChecks(architecture.checks, std::move(problems));
  if (!planned) findings.problems.insert(findings.problems.begin(), planned.error().begin(), planned.error().end());
  std::map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < architecture.components.size(); ++i) position[architecture.components[i].id] = i;
  const auto key = [&](const Problem& problem) {
    const auto found = position.find(problem.path.substr(0, problem.path.find('.')));
    return std::pair(found == position.end() ? position.size() : found->second, problem.severity);
  };
  auto& counted = findings.problems;
  std::stable_sort(counted.begin(), counted.end(), [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
  return findings;
}

Problems check(const Architecture& architecture, const Catalog& catalog) {
  return checkWithIgnored(architecture, catalog).problems;
}

bool isOfProvider(const Problem& problem) {
  static const std::set<std::string> ids = {"alarm-unwatched",
                                            "batch-limit",
                                            "batch-needs-window",
                                            "concurrency-limit",
                                            "gateway-timeout-limit",
                                            "instance-concurrency",
                                            "load-above-concurrency",
                                            "load-above-quota",
                                            "load-above-shards",
                                            "memory-limit",
                                            "memory-step",
                                            "no-arm64",
                                            "no-images",
                                            "no-own-events",
                                            "no-provisioned-concurrency",
                                            "no-snapshot",
                                            "no-trigger",
                                            "no-vpc",
                                            "no-workflow",
                                            "package-limit",
                                            "payload-limit",
                                            "runtime-unsupported",
                                            "snapshot-not-billed",
                                            "snapshot-unmeasured",
                                            "timeout-beyond-response",
                                            "timeout-limit",
                                            "unknown-region",
                                            "unknown-runtime",
                                            "vpc-unmeasured",
                                            "window-limit"};
  return ids.contains(problem.id);
}

}  // namespace virga::model
