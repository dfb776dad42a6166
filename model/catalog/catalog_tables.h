#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog/catalog.h"
#include "model/catalog/map_reader.h"

// The reader's parts below a catalog file's top level.
namespace virga::model {

// One entry of a file's `sources`.
struct CatalogSource {
  std::string cite;
  std::string asOf;
  Confidence confidence = Confidence::general;
};
using CatalogSources = std::map<std::string, CatalogSource>;

// "2026-11-23", "2026-11", "2026", or "-" for unknown.
bool isDate(const std::string& text);

CatalogSources readSources(const Tree& tree, ProblemLog& log);

// The source that a fact names, with the fact's note appended to the citation.
std::optional<CatalogSource> sourceOf(const MapReader& fact, const CatalogSources& sources);

// Where a value says not what it is, it is what the value of the same id in `known` is.
std::vector<CatalogValue> readValues(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                     ProblemLog& log, const std::vector<CatalogValue>* known = nullptr);

std::vector<Feature> readFeatures(const Tree& tree, const std::string& path, const CatalogSources& sources, ProblemLog& log);

std::vector<ColdStartFact> readColdStarts(const Tree& tree, const CatalogSources& sources, ProblemLog& log);

std::vector<InstanceSize> readInstanceSizes(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                            ProblemLog& log);

// `regions` are those that a price may name.
std::vector<Price> readPrices(const Tree& tree, const std::string& path, const std::vector<std::string>& regions,
                              const CatalogSources& sources, ProblemLog& log);

// The regions whose prices are known: a name alone for the default region, or what says that its prices hold there too.
std::vector<PriceRegion> readPriceRegions(const Tree& tree, const std::string& defaultRegion, const CatalogSources& sources,
                                          ProblemLog& log);

std::vector<std::string> planIds(const Catalog& catalog);

// `hostingPlans` are those that an item may name.
std::vector<SavingsPlan> readSavings(const Tree& tree, const std::vector<std::string>& hostingPlans,
                                     const CatalogSources& sources, ProblemLog& log);

// The one currency that prices may be in.
void checkCurrency(const MapReader& fields);

}  // namespace virga::model
