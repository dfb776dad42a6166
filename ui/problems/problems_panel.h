#pragma once

#include <map>
#include <memory>

#include <QTimer>
#include <QWidget>

#include "model/problem.h"
#include "ui/document/document.h"
#include "ui/runs/catalog_cache.h"

class QComboBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace virga::ui {

// The design's problems, kept up to date while it is edited: grouped by component, the grave ones first.
class ProblemsPanel : public QWidget {
  Q_OBJECT

 public:
  using Badges = std::map<model::ComponentId, model::Problems>;

  ProblemsPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);

  const model::Problems& problems() const { return problems_; }
  // What is wrong with files that lie over the catalog: listed first, with their places.
  void setOverlayProblems(model::Problems problems);
  Badges badges() const;  // by component; a project's own problems aren't in it

 public slots:
  // Checks now, without waiting for a pause in the editing.
  void check();
  // Selects what the next (previous) problem is about and asks for its field to be shown.
  void goToNext();
  void goToPrevious();

 signals:
  void checked();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fill();
  void fitColumns();
  void goTo(const QTreeWidgetItem* item);
  void step(int by);

  Document* document_;
  std::shared_ptr<CatalogCache> catalogs_;
  QTimer delay_;
  model::Problems problems_, overlayProblems_;
  QTreeWidget* list_;
  QComboBox* filter_;
  QLabel* summary_;
};

}  // namespace virga::ui
