#pragma once

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/edit/edges.h"
#include "model/problem.h"

// The rules that check() runs. Each appends its findings, in any order.
namespace virga::model {

// What every rule looks at, indexed so that no rule walks all components for each one.
class Checked {
 public:
  Checked(const Architecture& architecture_, const Catalog& catalog_);

  const Architecture& architecture;
  const Catalog& catalog;
  const std::vector<Edge> edges;

  template <typename Kind>
  const Kind* find(const ComponentId& id) const {
    const auto found = components_.find(id);
    return found == components_.end() ? nullptr : std::get_if<Kind>(&found->second->kind);
  }

  // Whether the component does steps: a function, workflow or container-service.
  bool runsSteps(const ComponentId& id) const;

  // Whether an edge of one of the roles leads to the component.
  bool hasEdgeTo(const ComponentId& id, std::initializer_list<EdgeRole> roles) const;

 private:
  std::unordered_map<ComponentId, const Component*> components_;
  std::set<std::pair<ComponentId, EdgeRole>> entered_;
};

// Whether the step at a path is done only in some invocations: it stands in a branch or a catch.
inline bool isOnlySometimes(const std::string& path) {
  return path.find(".branch.") != std::string::npos || path.find(".catch.") != std::string::npos;
}

// The longest that one run of a component's steps takes (its timeout); none for a component without steps.
std::optional<Duration> timeoutOf(const Component& component);

// How often the platform works on an asynchronous invocation that fails.
double asyncAttempts(const Catalog& catalog);

// What the provider refuses: sizes, times, runtimes, batches, concurrency.
void checkFunctionLimits(const Checked& checked, Problems& problems);
void checkConsumerLimits(const Checked& checked, Problems& problems);
void checkPayloadLimits(const Checked& checked, Problems& problems);
void checkGatewayLimits(const Checked& checked, Problems& problems);
void checkInstanceConcurrency(const Checked& checked, Problems& problems);
void checkConcurrencyLimits(const Checked& checked, Problems& problems);
void checkStarts(const Checked& checked, Problems& problems);
void checkMemoryUse(const Checked& checked, Problems& problems);
// What the provider's catalog says that it hasn't got: features, triggers.
void checkFeatures(const Checked& checked, Problems& problems);
void checkTriggers(const Checked& checked, Problems& problems);

// What is there but doesn't hang together: unused parts, routes, shares, recursion, access.
void checkUnused(const Checked& checked, Problems& problems);
void checkSteps(const Checked& checked, Problems& problems);
void checkRoutes(const Checked& checked, Problems& problems);
void checkBranchShares(const Checked& checked, Problems& problems);
void checkCallCycles(const Checked& checked, Problems& problems);
void checkMessageLoops(const Checked& checked, Problems& problems);
void checkRegion(const Checked& checked, Problems& problems);

// Who gets in, what comes in, what a function may do, and how data is protected.
void checkAccess(const Checked& checked, Problems& problems);
void checkFunctionUrls(const Checked& checked, Problems& problems);
void checkSchemas(const Checked& checked, Problems& problems);
void checkSinks(const Checked& checked, Problems& problems);
void checkGrants(const Checked& checked, Problems& problems);
void checkCredentials(const Checked& checked, Problems& problems);
void checkTransport(const Checked& checked, Problems& problems);
void checkStoresAtRest(const Checked& checked, Problems& problems);
void checkAuditLog(const Checked& checked, Problems& problems);
void checkResidency(const Checked& checked, Problems& problems);

// Times that don't fit together, and failures that nothing catches.
void checkVisibility(const Checked& checked, Problems& problems);
void checkDeadLetters(const Checked& checked, Problems& problems);
void checkDeadLetterCycles(const Checked& checked, Problems& problems);
void checkGatewayChains(const Checked& checked, Problems& problems);
void checkRetryTimes(const Checked& checked, Problems& problems);
void checkStreams(const Checked& checked, Problems& problems);
void checkConnections(const Checked& checked, Problems& problems);
void checkRetryStorms(const Checked& checked, Problems& problems);
void checkBackoff(const Checked& checked, Problems& problems);
void checkLostEvents(const Checked& checked, Problems& problems);
void checkDuplicates(const Checked& checked, Problems& problems);
void checkFailedBatches(const Checked& checked, Problems& problems);
void checkReceives(const Checked& checked, Problems& problems);
void checkChainsOfTimeouts(const Checked& checked, Problems& problems);
void checkOutlivedCallers(const Checked& checked, Problems& problems);
void checkThirdParties(const Checked& checked, Problems& problems);
void checkSingleServers(const Checked& checked, Problems& problems);

// What is slower or dearer than it need be.
void checkMemorySizes(const Checked& checked, Problems& problems);
void checkPaidWaits(const Checked& checked, Problems& problems);
void checkPackages(const Checked& checked, Problems& problems);
void checkIdleProvisioned(const Checked& checked, Problems& problems);
void checkReadsInARow(const Checked& checked, Problems& problems);
void checkPolling(const Checked& checked, Problems& problems);

// What clients bring, against what is let through.
void checkLoads(const Checked& checked, Problems& problems);
void checkStreamLoads(const Checked& checked, Problems& problems);
void checkAccountLoad(const Checked& checked, Problems& problems);

inline void report(Problems& problems, Severity severity, std::string id, std::string path, std::string message,
                   std::string hint = {}, std::string nearest = {}) {
  problems.push_back(
      {severity, std::move(id), {}, 0, 0, std::move(path), std::move(message), std::move(hint), std::move(nearest)});
}

}  // namespace virga::model
