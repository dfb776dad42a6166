#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::simulator {

// The catalog of a provider that a point's design is for.
using CatalogSource = std::function<tl::expected<model::Catalog, model::Problems>(const std::string& provider)>;

// Designs that differ from one in some settings.
class PointDesigns {
 public:
  // The architecture, its catalog and the source outlive it. `scenario`: empty is the first.
  PointDesigns(const model::Architecture& architecture, const model::Catalog& catalog, const CatalogSource& catalogs,
               std::string scenario);
  ~PointDesigns();

  struct Design {
    model::Architecture architecture;
    const model::Catalog* catalog;  // lives as long as the PointDesigns
  };

  // The settings hold in the scenario too. Where target.provider is among them, what the provider doesn't take is replaced
  // by the nearest that it does. Problems where a value doesn't fit, or where the provider refuses what it doesn't refuse
  // of the design without the settings. May be called by several threads.
  tl::expected<Design, model::Problems> at(const std::vector<model::Setting>& settings) const;

 private:
  class Catalogs;

  const model::Architecture& architecture_;
  const model::Catalog& catalog_;
  std::string scenario_;
  std::vector<std::string> known_;  // errors of the design as it is
  std::unique_ptr<Catalogs> catalogs_;
};

}  // namespace virga::simulator
