#include "model/catalog/cold_start.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/catalog.h"
#include "model/catalog/snapshots.h"

namespace virga::model {
namespace {

std::string_view architectureName(CpuArchitecture architecture) {
  return architecture == CpuArchitecture::arm64 ? "arm64" : "x86_64";
}

bool measures(const Catalog& catalog, StartFrom from) {
  return std::any_of(catalog.coldStarts.begin(), catalog.coldStarts.end(),
                     [from](const ColdStartFact& fact) { return fact.from == from; });
}

// The profile for the function among those of one runtime and origin, or null.
const ColdStartFact* nearestProfile(const std::vector<ColdStartFact>& facts, const std::string& runtime, StartFrom from,
                                    const Function& function) {
  const auto architecture = architectureName(function.architecture);
  const auto distance = [&](const ColdStartFact& fact) {
    const int other = fact.architecture == architecture ? 0 : fact.architecture == "*" ? 1 : 2;
    const auto ratio = static_cast<double>(function.memory.bytes) / static_cast<double>(fact.memory.bytes);
    return std::pair(other, std::abs(std::log(ratio)));
  };
  const ColdStartFact* nearest = nullptr;
  for (const auto& fact : facts)
    if (fact.runtime == runtime && fact.from == from && (!nearest || distance(fact) < distance(*nearest))) nearest = &fact;
  return nearest;
}

// The profile of a restore: the runtime's own, else that of the language's latest version that was measured; null where the
// provider takes no snapshots of the runtime or nobody measured the language.
const ColdStartFact* restoreProfile(const Catalog& catalog, const Function& function) {
  const auto& facts = catalog.coldStarts;
  if (const auto* own = nearestProfile(facts, function.runtime, StartFrom::snapshot, function)) return own;
  if (!takesSnapshots(catalog.provider, function.runtime)) return nullptr;
  const ColdStartFact* latest = nullptr;
  for (const auto& fact : facts)
    if (fact.from == StartFrom::snapshot && sameLanguage(fact.runtime, function.runtime)) latest = &fact;
  return latest ? nearestProfile(facts, latest->runtime, StartFrom::snapshot, function) : nullptr;
}

Distribution lawOf(Duration median, Duration p99) {
  if (p99 > median) return LognormalMedianP99{median, p99};
  return Constant{median};
}

}  // namespace

StartFrom startOf(const Function& function) {
  if (function.start == InstanceStart::snapshot) return StartFrom::snapshot;
  return function.packaging == Packaging::image ? StartFrom::image : StartFrom::zip;
}

std::optional<std::string> Catalog::whyNoStart(const Function& function) const {
  if (function.packaging == Packaging::image && !optionalSize("function.image-max"))
    return fmt::format("{} doesn't run functions from container images{}", name, plan.empty() ? "" : " on the plan " + plan);
  if (function.start != InstanceStart::snapshot) return std::nullopt;
  if (const auto* feature = lacks("function.snapshot")) return withoutFullStop(feature->what);
  if (!measures(*this, StartFrom::snapshot)) return fmt::format("the catalog of {} knows no restore from a snapshot", name);
  if (function.packaging == Packaging::image) return fmt::format("{} takes no snapshots of container images", name);
  if (restoreProfile(*this, function)) return std::nullopt;
  if (!takesSnapshots(provider, function.runtime))
    return fmt::format("{} takes no snapshots of '{}'", name, function.runtime);
  std::vector<std::string> measured;
  for (const auto& fact : coldStarts)
    if (fact.from == StartFrom::snapshot && std::find(measured.begin(), measured.end(), fact.runtime) == measured.end())
      measured.push_back(fact.runtime);
  return fmt::format("the catalog of {} knows the restore from a snapshot of {}, not of '{}'", name,
                     fmt::join(measured, ", "), function.runtime);
}

ColdStart Catalog::coldStart(const Function& function) const {
  if (const auto why = whyNoStart(function)) throw std::logic_error(*why);
  ColdStart result;
  result.provision = distribution("function.cold-start-provision");
  const auto from = startOf(function);
  // Where images haven't profiles of their own, the others are of whatever the platform makes of the code.
  const auto measured = measures(*this, from) ? from : StartFrom::zip;
  std::string unknown;
  const auto* profile = from == StartFrom::snapshot ? restoreProfile(*this, function)
                                                    : nearestProfile(coldStarts, function.runtime, measured, function);
  if (!profile) {
    profile = nearestProfile(coldStarts, "*", measured, function);
    if (!profile) throw std::logic_error(fmt::format("the catalog of '{}' has no cold-start profile '*'", provider));
    if (!runtimes.empty())
      unknown = fmt::format("no measurement of runtime '{}' in the catalog of {}: ", function.runtime, name);
  }
  if (from == StartFrom::snapshot && profile->runtime != function.runtime)
    unknown = fmt::format("no restore of '{}' was measured, that of '{}' is taken: ", function.runtime, profile->runtime);
  result.source = unknown + profile->source;
  if (profile->architecture != "*" && profile->architecture != architectureName(function.architecture))
    result.source += fmt::format("; measured on {}", profile->architecture);
  Duration load{};
  if (from == StartFrom::zip) {
    const auto above =
        std::max(0.0, function.package.mebibytes() - size("function.cold-start-package-measured").mebibytes());
    const auto perMebibyte = duration("function.cold-start-package-load");
    load = Duration{std::llround(static_cast<double>(perMebibyte.nanoseconds) * above)};
  }
  if (load > Duration{})
    result.source += fmt::format("; package of {}: + {:.0f} ms ({})", toText(function.package), load.milliseconds(),
                                 find("function.cold-start-package-load")->source);
  result.init = lawOf(profile->median + load, profile->p99 + load);
  result.firstCall = profile->firstCall;
  if (function.network == Network::vpc) result.attach = optionalDuration("function.vpc-attach").value_or(Duration{});
  result.initBilled =
      text(from == StartFrom::snapshot ? "function.restore-billed" : "function.cold-start-init-billed") == "yes";
  return result;
}

}  // namespace virga::model
