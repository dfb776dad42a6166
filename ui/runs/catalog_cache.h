#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"

namespace virga::ui {

// A user's overlay file as it was read: its values and prices stand in place of the catalog's.
struct CatalogOverlay {
  std::string file;  // as messages and bills name it
  std::string provider;
  std::string text;
  bool operator==(const CatalogOverlay&) const = default;
};

// Each provider's catalog with the overlays for it, read on first use and shared from then on. Safe to use from any
// thread.
class CatalogCache {
 public:
  using Entry = tl::expected<std::shared_ptr<const model::Catalog>, model::Problems>;

  // The catalog, or what is wrong with its file. Failures aren't kept: a repaired file is read again.
  Entry load(const std::string& provider);
  // What load() gives from now on; the last overlay counts. Catalogs that were given out stay as they are.
  void setOverlays(std::vector<CatalogOverlay> overlays);

 private:
  std::mutex mutex_;
  std::vector<CatalogOverlay> overlays_;
  std::map<std::string, std::shared_ptr<const model::Catalog>> catalogs_;
};

}  // namespace virga::ui
