#pragma once

#include <memory>
#include <set>
#include <vector>

#include <QWidget>

#include "ui/document/document.h"
#include "ui/runs/catalog_cache.h"

class QLabel;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace virga::ui {

class FieldRow;
class ProjectPage;
class RenameField;

// What is selected, to read and to change: a component's fields, how many components, or the project itself. One undo
// step an edit; what the model refuses stays in its field with the reason below.
class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  InspectorPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);
  ~InspectorPanel() override;

  // The scenario that pictures of traffic are drawn for; one that the project hasn't stands for its first.
  void setScenario(const QString& name);

  // The row of a field, or none: for "checkout.steps.2.call" the nearest row above it.
  FieldRow* rowFor(const QString& path) const;

 public slots:
  // Puts the keyboard into the field of the path, if its component is selected.
  void focusField(const QString& path);
  void focusFirstField();

 signals:
  // Escape where there is nothing to take back: the keyboard goes back to the drawing.
  void leaveWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void refresh();
  void refreshComponent(const model::ComponentId& id);
  void refreshSelectionPage();
  void setField(const QString& path, const QString& text, const QString& mergeKey);
  model::Scenario scenario() const;
  void append(const QString& path, QWidget* near);
  void appendText(const QString& path, const std::string& text);
  void expand(const QString& path, bool expanded);
  void expandTo(const QString& path);
  void showExpandedRows();
  void remove(const QString& path);

  Document* document_;
  QStackedWidget* pages_;
  ProjectPage* projectPage_;
  QLabel* severalLabel_;
  QScrollArea* scroll_;
  QLabel* kindLabel_;
  RenameField* nameField_;
  QVBoxLayout* rowLayout_;
  std::vector<FieldRow*> rows_;
  model::ComponentId shown_;
  std::string scenario_;
  std::set<QString> expanded_;  // list items whose parts are shown, by path
};

}  // namespace virga::ui
