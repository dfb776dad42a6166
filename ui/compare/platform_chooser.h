#pragma once

#include <memory>
#include <vector>

#include <QTreeWidget>

#include "model/architecture/architecture.h"
#include "ui/compare/compare_runner.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// Which plans of which providers to compare. At first each provider's plan that the project states or its default one; an
// open or private platform only where the project describes it.
class PlatformChooser : public QTreeWidget {
  Q_OBJECT

 public:
  explicit PlatformChooser(std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);

  // Lists the plans, which are read from the catalogs, and chooses as for a project that was just opened.
  void fill(const model::Architecture& architecture);
  std::vector<PlatformChoice> chosen() const;

 signals:
  void changed();

 private:
  std::shared_ptr<CatalogCache> catalogs_;
};

}  // namespace virga::ui
