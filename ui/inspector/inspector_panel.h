#pragma once

#include <memory>

#include <QWidget>

#include "model/project/field_view.h"
#include "ui/document/document.h"
#include "ui/runs/catalog_cache.h"

class QLabel;
class QScrollArea;
class QStackedWidget;

namespace virga::ui {

class FieldList;
class FieldRow;
class ProjectPage;
class ProviderNotes;
class RenameField;
class SelectionPage;
class StepsEditor;

// What is selected, to read and to change: a component's fields and steps, the fields that several components have in
// common, or the project itself. One undo step an edit; what the model refuses stays in its field with the reason below.
class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  InspectorPanel(Document* document, std::shared_ptr<CatalogCache> catalogs, QWidget* parent = nullptr);
  ~InspectorPanel() override;

  // The scenario that pictures of traffic are drawn for; one that the project hasn't stands for its first.
  void setScenario(const QString& name);

  // The row of a field, or none: for "receipts.consumers.0.to" the nearest row above it. Of a step's fields only those of
  // the chosen one have rows.
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
  bool focusNextPrevChild(bool next) override;

 private:
  void refresh();
  void refreshComponent(const model::ComponentId& id);
  void refreshStep(const std::vector<model::FieldView>& views);
  void setField(const QString& path, const QString& text, const QString& mergeKey);
  void append(const QString& path);
  void remove(const QString& path);
  void listen(FieldList* list);
  model::Scenario scenario() const;

  Document* document_;
  QStackedWidget* pages_;
  ProjectPage* projectPage_;
  SelectionPage* selectionPage_;
  QScrollArea* scroll_;
  QLabel* kindLabel_;
  QLabel* notesFault_;
  RenameField* nameField_;
  FieldList* fields_;
  StepsEditor* steps_;
  FieldList* stepFields_;  // of the chosen step
  std::unique_ptr<ProviderNotes> notes_;
  model::ComponentId shown_;
  std::string scenario_;
};

}  // namespace virga::ui
