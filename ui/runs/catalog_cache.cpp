#include "ui/runs/catalog_cache.h"

#include "model/catalog/overlay.h"

namespace virga::ui {

CatalogCache::Entry CatalogCache::load(const std::string& provider) {
  const std::lock_guard lock(mutex_);
  if (const auto found = catalogs_.find(provider); found != catalogs_.end()) return found->second;
  auto loaded = model::loadCatalog(provider);
  for (const auto& overlay : overlays_)
    if (loaded && overlay.provider == provider) loaded = model::withOverlay(*loaded, overlay.text, overlay.file);
  if (!loaded) return tl::unexpected(loaded.error());
  auto shared = std::make_shared<const model::Catalog>(std::move(*loaded));
  catalogs_.emplace(provider, shared);
  return shared;
}

void CatalogCache::setOverlays(std::vector<CatalogOverlay> overlays) {
  const std::lock_guard lock(mutex_);
  overlays_ = std::move(overlays);
  catalogs_.clear();
}

}  // namespace virga::ui
