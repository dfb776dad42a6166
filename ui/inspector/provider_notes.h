#pragma once

#include <memory>
#include <optional>
#include <string>

#include <QString>

#include "model/catalog/provider_fields.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// A muted line below a field, and where it is from.
struct FieldNote {
  QString line;  // empty: nothing is known
  QString source;
};

// What the project's target platform says of fields: its own names and limits, on the plan that the project states.
class ProviderNotes {
 public:
  explicit ProviderNotes(std::shared_ptr<CatalogCache> catalogs) : catalogs_(std::move(catalogs)) {}

  // Reads what is needed on first use.
  FieldNote noteOn(const model::Architecture& architecture, const std::string& kind, const std::string& path);

 private:
  const model::Catalog* catalogFor(const model::Architecture& architecture);

  std::shared_ptr<CatalogCache> catalogs_;
  std::optional<model::ProviderFields> fields_;
  std::shared_ptr<const model::Catalog> base_;  // that `planned_` is made from
  std::string plan_;
  std::optional<model::Catalog> planned_;
};

}  // namespace virga::ui
