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

  // The project that the notes are for; reads what is needed on first use.
  void setArchitecture(const model::Architecture& architecture);
  // Why there are no notes; empty: there are, or the problems of the project say why not.
  QString fault() const { return fault_; }
  FieldNote noteOn(const std::string& kind, const std::string& path) const;

 private:
  std::shared_ptr<CatalogCache> catalogs_;
  std::optional<model::ProviderFields> fields_;
  std::shared_ptr<const model::Catalog> base_;  // that `planned_` is made from
  std::string plan_;
  std::optional<model::Catalog> planned_;  // none: the catalog can't be read
  QString fault_;
};

}  // namespace virga::ui
