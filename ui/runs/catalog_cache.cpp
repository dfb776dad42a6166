#include "ui/runs/catalog_cache.h"

namespace virga::ui {

CatalogCache::Entry CatalogCache::load(const std::string& provider) {
  const std::lock_guard lock(mutex_);
  if (const auto found = catalogs_.find(provider); found != catalogs_.end()) return found->second;
  auto loaded = model::loadCatalog(provider);
  if (!loaded) return tl::unexpected(loaded.error());
  auto shared = std::make_shared<const model::Catalog>(std::move(*loaded));
  catalogs_.emplace(provider, shared);
  return shared;
}

}  // namespace virga::ui
