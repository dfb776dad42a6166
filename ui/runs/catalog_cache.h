#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <tl/expected.hpp>

#include "model/catalog/catalog.h"

namespace virga::ui {

// Each provider's catalog, read on first use and shared from then on. Safe to use from any thread.
class CatalogCache {
 public:
  using Entry = tl::expected<std::shared_ptr<const model::Catalog>, model::Problems>;

  // The catalog, or what is wrong with its file. Failures aren't kept: a repaired file is read again.
  Entry load(const std::string& provider);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const model::Catalog>> catalogs_;
};

}  // namespace virga::ui
