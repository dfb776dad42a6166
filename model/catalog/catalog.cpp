#include "model/catalog/catalog.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "model/catalog/distribution_text.h"
#include "model/catalog/value_text.h"
#include "model/project/suggestion.h"

namespace virga::model {
namespace {

template <class T>
T checked(const tl::expected<T, std::string>& value, const std::string& id) {
  if (!value) throw std::logic_error(fmt::format("catalog value '{}' has another type: {}", id, value.error()));
  return *value;
}

const std::string& textOf(const Catalog& catalog, const std::string& id) {
  const auto* value = catalog.find(id);
  if (!value) throw std::logic_error(fmt::format("the catalog of '{}' has no value '{}'", catalog.provider, id));
  return value->text;
}

// Null where any memory can be had.
const InstanceSize* sizeFor(const Catalog& catalog, ByteSize memory) {
  for (const auto& size : catalog.instanceSizes)
    if (size.memory >= memory) return &size;
  return catalog.instanceSizes.empty() ? nullptr : &catalog.instanceSizes.back();
}

}  // namespace

const CatalogValue* Catalog::find(const std::string& id) const {
  const auto found = std::find_if(values.begin(), values.end(), [&](const CatalogValue& value) { return value.id == id; });
  return found == values.end() ? nullptr : &*found;
}

const Feature* Catalog::feature(const std::string& id) const {
  const auto found = std::find_if(features.begin(), features.end(), [&](const Feature& f) { return f.id == id; });
  return found == features.end() ? nullptr : &*found;
}

const Feature* Catalog::lacks(const std::string& id) const {
  const auto* found = feature(id);
  return found && !found->supported ? found : nullptr;
}

double Catalog::number(const std::string& id) const { return checked(parseNumber(textOf(*this, id)), id); }

std::optional<double> Catalog::optionalNumber(const std::string& id) const {
  return checked(parseOptionalNumber(textOf(*this, id)), id);
}

Duration Catalog::duration(const std::string& id) const { return checked(parseDuration(textOf(*this, id)), id); }

std::optional<Duration> Catalog::optionalDuration(const std::string& id) const {
  return checked(parseOptional(textOf(*this, id), parseDuration), id);
}

std::optional<ByteSize> Catalog::optionalSize(const std::string& id) const {
  return checked(parseOptional(textOf(*this, id), parseByteSize), id);
}

ByteSize Catalog::size(const std::string& id) const { return checked(parseByteSize(textOf(*this, id)), id); }

Rate Catalog::rate(const std::string& id) const { return checked(parseRate(textOf(*this, id)), id); }

Distribution Catalog::distribution(const std::string& id) const { return checked(parseDistribution(textOf(*this, id)), id); }

std::string Catalog::text(const std::string& id) const { return textOf(*this, id); }

ByteSize Catalog::instanceMemory(ByteSize memory) const {
  const auto* size = sizeFor(*this, memory);
  return size ? size->memory : memory;
}

ByteSize Catalog::billedMemory(ByteSize memory) const {
  const auto step = optionalSize("function.billing-memory-step");
  if (!step) return instanceMemory(memory);
  return ByteSize{(memory.bytes + step->bytes - 1) / step->bytes * step->bytes};
}

std::optional<double> Catalog::gigahertz(ByteSize memory) const {
  const auto* size = sizeFor(*this, memory);
  return size ? size->gigahertz : std::nullopt;
}

const PriceRegion* Catalog::priceRegion() const {
  const auto& id = region.empty() ? defaultRegion : region;
  const auto found = std::find_if(priceRegions.begin(), priceRegions.end(), [&](const auto& r) { return r.id == id; });
  return found == priceRegions.end() ? nullptr : &*found;
}

const SavingsPlan* Catalog::savingsPlan(const std::string& id) const {
  const auto found = std::find_if(savings.begin(), savings.end(), [&](const auto& s) { return s.id == id; });
  return found == savings.end() ? nullptr : &*found;
}

const Price* Catalog::price(const std::string& kind, const std::string& item, const std::string& variant) const {
  const auto* here = priceRegion();
  if (!here) return nullptr;
  const bool known = here->kinds.empty() || std::find(here->kinds.begin(), here->kinds.end(), kind) != here->kinds.end();
  const Price* best = nullptr;
  int bestRank = 0;
  for (const auto& candidate : prices) {
    if (candidate.kind != kind || candidate.item != item) continue;
    if (!candidate.variant.empty() && candidate.variant != variant) continue;
    const bool named = std::find(candidate.regions.begin(), candidate.regions.end(), here->id) != candidate.regions.end();
    if (!named && (!known || !candidate.regions.empty())) continue;
    const int rank = 1 + (candidate.variant == variant ? 1 : 0) + (named ? 2 : 0);
    if (rank > bestRank) {
      best = &candidate;
      bestRank = rank;
    }
  }
  return best;
}

int Catalog::provisioned(ByteSize memory, int wanted) const {
  const auto* size = sizeFor(*this, memory);
  const int unit = size ? size->provisionedUnit : 1;
  return (wanted + unit - 1) / unit * unit;
}

double Catalog::instanceConcurrency(ByteSize memory) const {
  const auto* size = sizeFor(*this, memory);
  return size && size->concurrency ? *size->concurrency : number("function.instance-concurrency");
}

namespace {

void takePlan(Catalog& catalog, const Plan& plan) {
  catalog.plan = plan.id;
  for (const auto& value : plan.values)
    *std::find_if(catalog.values.begin(), catalog.values.end(), [&](const auto& v) { return v.id == value.id; }) = value;
  for (const auto& feature : plan.features)
    *std::find_if(catalog.features.begin(), catalog.features.end(), [&](const auto& f) { return f.id == feature.id; }) =
        feature;
  if (!plan.instanceSizes.empty()) catalog.instanceSizes = plan.instanceSizes;
  if (!plan.coldStarts.empty()) catalog.coldStarts = plan.coldStarts;
  std::erase_if(catalog.prices, [&](const Price& price) {
    return price.meter.empty() &&
           std::any_of(plan.prices.begin(), plan.prices.end(), [&](const Price& own) { return own.kind == price.kind; });
  });
  catalog.prices.insert(catalog.prices.end(), plan.prices.begin(), plan.prices.end());
}

}  // namespace

tl::expected<Catalog, Problems> withPlan(const Catalog& catalog, const Architecture& architecture) {
  Catalog planned = catalog;
  if (architecture.target.provider == catalog.provider) planned.region = architecture.target.region;
  const auto settings = std::find_if(architecture.providers.begin(), architecture.providers.end(),
                                     [&](const auto& s) { return s.provider == catalog.provider; });
  if (settings == architecture.providers.end() || !settings->plan) return planned;
  const auto plan =
      std::find_if(catalog.plans.begin(), catalog.plans.end(), [&](const Plan& p) { return p.id == *settings->plan; });
  if (plan == catalog.plans.end()) {
    std::vector<std::string> known;
    for (const auto& p : catalog.plans) known.push_back(p.id);
    return tl::unexpected(
        Problems{{Severity::error,
                  "unknown-plan",
                  {},
                  0,
                  0,
                  "providers." + catalog.provider + ".plan",
                  fmt::format("{} has no plan '{}'", catalog.name, *settings->plan),
                  known.empty() ? "leave it out: there is only one" : suggestion(*settings->plan, known)}});
  }
  takePlan(planned, *plan);
  return planned;
}

double Catalog::vcpus(ByteSize memory) const {
  if (const auto* size = sizeFor(*this, memory)) return size->vcpus;
  const auto perVcpu = optionalNumber("function.mb-per-vcpu");
  if (!perVcpu) return 1;
  return std::min(memory.mebibytes() / *perVcpu, number("function.vcpu-max"));
}

}  // namespace virga::model
