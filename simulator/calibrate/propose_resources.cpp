#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "model/project/choice_view.h"
#include "simulator/calibrate/proportion.h"
#include "simulator/calibrate/propose.h"

// What the logs say of memory and of failures.
namespace virga::simulator {

namespace {

constexpr double kAlmostAll = 0.9;  // of the memory

std::int64_t quantileOf(const std::map<std::int64_t, std::uint64_t>& counts, double share) {
  std::uint64_t all = 0;
  for (const auto& [value, count] : counts) all += count;
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(all) - 1e-9));
  std::uint64_t passed = 0;
  for (const auto& [value, count] : counts)
    if ((passed += count) >= rank) return value;
  return counts.rbegin()->first;
}

std::uint64_t countOf(const std::map<std::int64_t, std::uint64_t>& counts) {
  std::uint64_t all = 0;
  for (const auto& [value, count] : counts) all += count;
  return all;
}

void proposeSize(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  const auto& sizes = basis.observed.memorySize;
  if (sizes.empty()) return;
  const auto most =
      std::max_element(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  function.memorySizeMib = most->first;
  if (sizes.size() > 1)
    function.remarks.push_back(
        fmt::format("the logs are of {} memory sizes, and durations of all stand together; most have {} MiB", sizes.size(),
                    most->first));
  const auto size = model::mebibytes(most->first);
  if (size == basis.function.memory) return;
  const auto& id = function.match.component;
  out.push_back({id,
                 {id + ".memory", model::toText(size)},
                 model::toText(basis.function.memory),
                 most->second,
                 fmt::format("{} of {} invocations had it", most->second, countOf(sizes)),
                 {}});
}

}  // namespace

void proposeMemory(const ProposalBasis& basis, FunctionCalibration& function, std::vector<Proposal>& out) {
  proposeSize(basis, function, out);
  const auto& used = basis.observed.memoryUsed;
  if (used.empty()) return;
  const auto& id = function.match.component;
  const auto p99 = quantileOf(used, 0.99);
  const auto greatest = used.rbegin()->first;
  function.memoryUsedP99Mib = p99;
  function.memoryUsedMaxMib = greatest;
  const auto memory = function.memorySizeMib ? model::mebibytes(*function.memorySizeMib) : basis.function.memory;
  if (static_cast<double>(greatest) > kAlmostAll * memory.mebibytes())
    function.remarks.push_back(
        fmt::format("one invocation used {} of {} MiB: little is left", greatest, std::llround(memory.mebibytes())));
  else if (basis.catalog.vcpus(memory) > 1 && 2 * static_cast<double>(greatest) < memory.mebibytes())
    function.remarks.push_back(
        fmt::format("at most {} of {} MiB were used, and work on one thread doesn't use more than one of its {:.3g} vCPUs: "
                    "try less memory",
                    greatest, std::llround(memory.mebibytes()), basis.catalog.vcpus(memory)));
  else if (2 * static_cast<double>(greatest) < memory.mebibytes())
    function.remarks.push_back(
        fmt::format("at most {} of {} MiB were used; less memory would hold it, but the CPU follows the memory", greatest,
                    std::llround(memory.mebibytes())));
  if (countOf(used) < kFewestToPropose) {
    function.remarks.push_back(tooFewText(countOf(used), "memory report", fmt::format("the greatest is {} MiB", greatest)));
    return;
  }
  const double slots = basis.function.instanceConcurrency ? *basis.function.instanceConcurrency
                                                          : basis.catalog.instanceConcurrency(basis.function.memory);
  if (slots > 1) {
    function.remarks.push_back(
        "an instance runs several invocations at once, and the logs don't say what each of them used");
    return;
  }
  const auto running = basis.function.memoryPerInvocation.value_or(model::ByteSize{});
  const auto idle = model::ByteSize{std::max<std::int64_t>(0, model::mebibytes(p99).bytes - running.bytes)};
  if (basis.function.memoryUsed &&
      std::abs(static_cast<double>(basis.function.memoryUsed->bytes - idle.bytes)) <= 0.05 * static_cast<double>(idle.bytes))
    return;
  out.push_back(
      {id,
       {id + ".memory-used", model::toText(idle)},
       basis.function.memoryUsed ? model::toText(*basis.function.memoryUsed) : "",
       countOf(used),
       fmt::format("99th percentile of the most that {} invocations used; the greatest was {} MiB", countOf(used), greatest),
       running.bytes > 0 ? "less what the design adds for the running invocation" : ""});
}

void proposeErrors(const ProposalBasis& basis, FunctionCalibration& function, std::optional<double> simulatedShare,
                   std::vector<Proposal>& out) {
  const auto& observed = basis.observed;
  function.timeouts = observed.withOutcome(InvocationOutcome::timedOut);
  function.outOfMemory = observed.withOutcome(InvocationOutcome::outOfMemory);
  function.throttles = observed.withOutcome(InvocationOutcome::throttled);
  const auto failed = observed.withOutcome(InvocationOutcome::failed);
  const auto ran = observed.records - function.throttles;
  if (ran == 0) return;
  const auto unknown = observed.withOutcome(InvocationOutcome::unknown);
  function.errorsAtLeast = unknown > 0;
  function.errorShare = wilson(failed + function.timeouts + function.outOfMemory, ran);
  if (unknown == ran) return;
  const auto own = wilson(failed, ran);
  if (function.errorsAtLeast && failed == 0) return;
  const auto& id = function.match.component;
  const double stated = basis.function.errors.value;
  if (stated >= own.low && stated <= own.high) return;
  if (ran < kFewestToPropose) {
    function.remarks.push_back(tooFewText(ran, "invocation", fmt::format("{} of them failed", failed)));
    return;
  }
  if (simulatedShare && *simulatedShare > stated + 0.001) {
    function.remarks.push_back(
        fmt::format("{} % of the logged invocations failed; in the design {:.2g} % fail with what they call, and the logs "
                    "don't say which "
                    "did, so its errors stay as they are",
                    estimateText({own.value * 100, own.low * 100, own.high * 100}), *simulatedShare * 100));
    return;
  }
  out.push_back({id,
                 {id + ".errors", model::toText(model::Share{toFourDigits(own.value)})},
                 model::toText(basis.function.errors),
                 ran,
                 fmt::format("{} of {} invocations failed: {} % (Wilson's interval)", failed, ran,
                             estimateText({own.value * 100, own.low * 100, own.high * 100})),
                 function.errorsAtLeast ? fmt::format("at least: {} records don't say how they ended", unknown) : ""});
}

}  // namespace virga::simulator
