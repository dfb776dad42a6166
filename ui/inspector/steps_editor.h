#pragma once

#include <QWidget>

#include "model/edit/move_step.h"
#include "ui/document/document.h"

class QToolButton;

namespace virga::ui {

class StepTree;

// The steps of the selected component as a tree, with buttons to add, remove and move; one undo step an edit.
class StepsEditor : public QWidget {
  Q_OBJECT

 public:
  explicit StepsEditor(Document* document, QWidget* parent = nullptr);

  // The component whose steps are shown; one that has none shows nothing.
  void setComponent(const model::ComponentId& id);
  // Path of the chosen step, or of the option whose steps are chosen; empty: nothing is chosen.
  QString chosen() const;
  // Chooses the step that the path is in: "checkout.steps.2.size".
  bool chooseFor(const QString& path);
  StepTree* tree() const { return tree_; }

 signals:
  void chosenChanged();

 private:
  using Edit = model::StepEdited (*)(const model::Architecture&, const std::string&);

  void apply(const QString& text, model::StepEdited edited, bool choosesList = false);
  void move(const QString& text, Edit edit);
  void add();
  void remove();
  void showAbilities();

  Document* document_;
  model::ComponentId shown_;
  StepTree* tree_;
  QToolButton* remove_;
  QToolButton* block_;
  QToolButton* up_;
  QToolButton* down_;
  QToolButton* indent_;
  QToolButton* outdent_;
};

}  // namespace virga::ui
