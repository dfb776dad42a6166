#include <algorithm>

#include <fmt/format.h>

#include "model/checks/jurisdictions.h"
#include "model/checks/rules.h"

// How data is protected on its way and where it lies.
namespace virga::model {
namespace {

template <typename Kind>
constexpr bool keepsData() {
  return std::is_same_v<Kind, NosqlDb> || std::is_same_v<Kind, SqlDb> || std::is_same_v<Kind, ObjectStore> ||
         std::is_same_v<Kind, SecretStore>;
}

}  // namespace

void checkTransport(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, component] : checked.architecture.components)
    std::visit(
        [&, &name = id](const auto& kind) {
          if constexpr (requires { kind.transport; })
            if (kind.transport == Transport::plain)
              report(problems, Severity::warning, "plain-transport", name + ".transport",
                     fmt::format("what goes to '{}' and back isn't encrypted", name), "transport: tls", "tls");
        },
        component);
}

void checkStoresAtRest(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, component] : checked.architecture.components)
    std::visit(
        [&, &name = id](const auto& kind) {
          if constexpr (requires { kind.encryption; })
            if (kind.encryption == Encryption::none)
              report(problems, Severity::warning, "no-encryption", name + ".encryption",
                     fmt::format("what '{}' keeps isn't encrypted", name), "encryption: provider-key", "provider-key");
          if constexpr (requires { kind.exposure; })
            if (kind.exposure == Exposure::open)
              report(problems, Severity::warning, "public-store", name + ".exposure",
                     fmt::format("'{}' can be reached from the internet", name), "exposure: private", "private");
        },
        component);
}

void checkAuditLog(const Checked& checked, Problems& problems) {
  const auto& components = checked.architecture.components;
  if (checked.architecture.protection.audit != AuditLog::none) return;
  const bool keeps = std::any_of(components.begin(), components.end(), [](const Component& component) {
    return std::visit([](const auto& kind) { return keepsData<std::decay_t<decltype(kind)>>(); }, component.kind);
  });
  if (keeps)
    report(problems, Severity::info, "no-audit-log", "protection.audit",
           "the project keeps data, and doesn't say that anything is written down of who did what",
           "protection: {audit: management}, or data for reads and writes too");
}

void checkResidency(const Checked& checked, Problems& problems) {
  const auto& allowed = checked.architecture.protection.residency;
  if (allowed.empty()) return;
  for (std::size_t i = 0; i < allowed.size(); ++i)
    if (!isPlace(allowed[i]))
      report(problems, Severity::warning, "residency-unknown", fmt::format("protection.residency.{}", i),
             fmt::format("'{}' isn't a place that is known", allowed[i]),
             "write eu, eea, or a country's two letters: ch, us");
  const auto& target = checked.architecture.target;
  const auto& catalog = checked.catalog;
  const auto& region = target.provider == catalog.provider && !target.region.empty() ? target.region : catalog.defaultRegion;
  const auto place = placeOfRegion(catalog.provider, region);
  if (place.empty())
    report(problems, Severity::warning, "residency-unknown", "target.region",
           fmt::format("nobody here knows where '{}' of {} lies", region, catalog.name), "choose a region that is known");
  else if (!liesIn(place, allowed))
    report(problems, Severity::error, "residency-region", "target.region",
           fmt::format("'{}' of {} lies in '{}', where data may not be", region, catalog.name, place),
           "choose a region inside");
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* external = std::get_if<External>(&kind);
    if (!external) continue;
    if (external->location.empty() || !isPlace(external->location))
      report(problems, Severity::warning, "residency-external", id + ".location",
             fmt::format("nothing says where '{}' keeps data", id), "location: eu, or a country's two letters");
    else if (!liesIn(external->location, allowed))
      report(problems, Severity::error, "residency-external", id + ".location",
             fmt::format("'{}' keeps data in '{}', where it may not be", id, external->location),
             "choose a third party that keeps it inside");
  }
}

}  // namespace virga::model
