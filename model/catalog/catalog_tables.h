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

CatalogSources readSources(const Tree& tree, ProblemLog& log);

// The source that a fact names, with the fact's note appended to the citation.
std::optional<CatalogSource> sourceOf(const MapReader& fact, const CatalogSources& sources);

std::vector<ColdStartFact> readColdStarts(const Tree& tree, const CatalogSources& sources, ProblemLog& log);

std::vector<InstanceSize> readInstanceSizes(const Tree& tree, const std::string& path, const CatalogSources& sources,
                                            ProblemLog& log);

std::vector<Price> readPrices(const Tree& tree, const CatalogSources& sources, ProblemLog& log);

}  // namespace virga::model
