#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/cold_start.h"
#include "model/catalog/fact.h"
#include "model/catalog/feature.h"
#include "model/catalog/price.h"
#include "model/catalog/savings.h"
#include "model/problem.h"

namespace virga::model {

// One fact of a provider: limit, behaviour parameter or latency.
struct CatalogValue {
  std::string id;    // dotted: "function.account-concurrency"; the ids are listed in catalog_keys.h
  std::string text;  // as the file writes it: "1000", "900 s", "{lognormal: {median: 4 ms, p99: 20 ms}}"
  std::string what;  // one line for people
  std::string source;
  std::string asOf;  // ISO date, year, or "-"
  Confidence confidence = Confidence::general;
};

// One size of instance that a plan offers.
struct InstanceSize {
  ByteSize memory;
  double vcpus = 1;
  std::optional<double> concurrency;  // invocations at once by default; nothing: function.instance-concurrency
  int provisionedUnit = 1;            // instances that are kept initialised come in begun units of so many
  std::optional<double> gigahertz;    // billed beside the memory
  std::string source;
};

struct RuntimeFact {
  std::string id;            // "nodejs22"
  std::string endOfSupport;  // ISO date or month; empty: none is published
  std::string name;          // the provider's own identifier: "nodejs22.x"
  std::string source;
  std::string asOf;
  Confidence confidence = Confidence::general;
};

// One hosting plan: what differs from the catalog's own values, which are those of the default plan.
struct Plan {
  std::string id;    // "flex-consumption"
  std::string name;  // "Flex Consumption"
  std::vector<CatalogValue> values;
  std::vector<Feature> features;
  std::vector<InstanceSize> instanceSizes;  // empty: the catalog's
  std::vector<ColdStartFact> coldStarts;    // empty: the catalog's
  std::vector<Price> prices;                // of the kinds that they name, instead of the catalog's
                                            // but those of a common meter
};

// What Virga knows of one provider, from resources/catalog/<provider>.yaml.
class Catalog {
 public:
  std::string provider;  // "aws"
  std::string name;      // "AWS"
  std::string edition;   // "2026-11": which state of the catalog this is
  std::string defaultRegion;
  std::vector<std::string> regions;
  std::vector<PriceRegion> priceRegions;        // of `regions`, in their order
  std::map<std::string, std::string> services;  // kind name → the provider's name of the service
  std::vector<RuntimeFact> runtimes;            // empty: any runtime is taken
  std::vector<CatalogValue> values;
  std::vector<Feature> features;
  std::vector<ColdStartFact> coldStarts;
  std::vector<Price> prices;
  std::vector<SavingsPlan> savings;
  std::vector<InstanceSize> instanceSizes;  // ascending; empty: any memory within function.memory-min … memory-max
  std::string plan;                         // whose values these are; empty where the provider has but one
  std::vector<Plan> plans;
  std::string region;                 // whose prices hold; empty: the default region
  std::vector<std::string> overlays;  // files whose values and prices have taken the place of the catalog's own

  const CatalogValue* find(const std::string& id) const;
  // What the platform, on its plan, says of a feature of featureKeys(); a loaded catalog tells of each. Null on another id.
  const Feature* feature(const std::string& id) const;
  // The feature if the platform hasn't got it; else null.
  const Feature* lacks(const std::string& id) const;

  // Typed look-ups. A loaded catalog has every key of catalog_keys.h in the right type (loadCatalog checks it), so these
  // only fail on ids that aren't in that table; then they throw std::logic_error.
  double number(const std::string& id) const;
  std::optional<double> optionalNumber(const std::string& id) const;  // nullopt where the catalog says "none"
  Duration duration(const std::string& id) const;
  std::optional<Duration> optionalDuration(const std::string& id) const;  // likewise
  ByteSize size(const std::string& id) const;
  std::optional<ByteSize> optionalSize(const std::string& id) const;  // likewise
  Rate rate(const std::string& id) const;
  Distribution distribution(const std::string& id) const;
  std::string text(const std::string& id) const;

  // How an instance of the function starts, without the function's own extra-init. The profile is that of what the
  // instance is made from and of the runtime (else "*", which the source then says), of the architecture (else any, which
  // the source says) and of the memory nearest in ratio. A larger zip package adds its load time to both quantiles of the
  // initialisation; Throws std::logic_error where whyNoStart() tells why
  // there is none.
  ColdStart coldStart(const Function& function) const;
  // Why the catalog can't say how the function's instances start: the platform hasn't what the function asks for, or
  // nobody has measured it. Nullopt where it can.
  std::optional<std::string> whyNoStart(const Function& function) const;

  // vCPUs that the memory buys, e.g. memory / 1,769 MiB on AWS; may be below 1.
  double vcpus(ByteSize memory) const;
  // The smallest size of instance that has the memory, the largest where none has; the memory itself where any can be had.
  ByteSize instanceMemory(ByteSize memory) const;
  // Memory that an execution of a function of that memory is billed for: its instance's, or what it uses, in steps.
  ByteSize billedMemory(ByteSize memory) const;
  // GHz that an instance of the memory is billed for; nothing where the sizes state none.
  std::optional<double> gigahertz(ByteSize memory) const;
  // What the item costs in the catalog's region; null where that isn't known. A price of the very variant goes before
  // one for all variants, and one that names the region before the default region's.
  const Price* price(const std::string& kind, const std::string& item, const std::string& variant) const;
  // The savings plan of that id; null where there is none.
  const SavingsPlan* savingsPlan(const std::string& id) const;
  // The region's entry; null where its prices aren't known.
  const PriceRegion* priceRegion() const;

  // Instances of that memory that are kept initialised, where the platform keeps `wanted` or begun units of more.
  int provisioned(ByteSize memory, int wanted) const;
  // Invocations at once in one instance of that memory, where nothing else is stated.
  double instanceConcurrency(ByteSize memory) const;
};

// The catalog with the values and prices of the plan that the project states for the provider, the default plan's where
// it states none, and the project's region. A problem at providers.<provider>.plan where there is no such plan.
tl::expected<Catalog, Problems> withPlan(const Catalog& catalog, const Architecture& architecture);

// Reads and checks one provider's file. Problems carry line and column.
tl::expected<Catalog, Problems> loadCatalog(const std::string& provider);
tl::expected<Catalog, Problems> loadCatalogFile(const std::filesystem::path& path);

// The providers that resources/catalog holds, in comparison order.
std::vector<std::string> catalogProviders();

}  // namespace virga::model
