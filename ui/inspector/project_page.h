#pragma once

#include <memory>

#include <QWidget>

#include "ui/document/document.h"
#include "ui/runs/catalog_cache.h"

class QComboBox;

namespace virga::ui {

class RenameField;
class ScenarioForm;

// The project's own values: name, description, target, what its scenarios do, and its alarms.
class ProjectPage : public QWidget {
  Q_OBJECT

 public:
  ProjectPage(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void refresh();
  void fillRegions();
  void setTarget(model::Target target);

  Document* document_;
  std::shared_ptr<CatalogCache> catalogs_;
  RenameField* name_;
  RenameField* description_;
  QComboBox* provider_;
  QComboBox* region_;
  ScenarioForm* scenarios_;
  std::string regionsOf_;  // the provider whose regions the list holds
};

}  // namespace virga::ui
