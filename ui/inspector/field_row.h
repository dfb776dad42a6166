#pragma once

#include <QWidget>

#include "model/architecture/scenario.h"
#include "model/project/field_view.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace virga::ui {

class ValueEditor;

// One field of a component: its name, an editor that fits its type, what is wrong with what was typed, and a button that
// goes back to the default. Structures are headings, with buttons to add to lists and to remove items. Distributions and
// arrivals unfold an editor of their parts.
class FieldRow : public QWidget {
  Q_OBJECT

 public:
  // What the model can do with this row beside taking a text.
  struct Abilities {
    bool append = false;    // a list, or a part that is left out so far
    bool remove = false;    // an item of a list, or a part that can be left out
    bool collapse = false;  // has rows below it, or an editor of its parts, that can be hidden
    bool operator==(const Abilities&) const = default;
  };

  FieldRow(const model::FieldView& view, Abilities abilities, QWidget* parent = nullptr);

  const model::FieldView& view() const { return view_; }
  // Whether this row can show the view without being built anew.
  bool fits(const model::FieldView& view, Abilities abilities) const;
  // Takes the value over. Text that was refused stays until it is corrected or taken back with Escape.
  void setView(const model::FieldView& view);
  // A muted line below the field, and where it is from; empty: none.
  void setNote(const QString& line, const QString& source);
  // Shows why the typed text wasn't taken; empty: it was.
  void setError(const QString& message);
  QString error() const;
  void focusEditor();
  void setExpanded(bool expanded);
  // The scenario that pictures are drawn for.
  void setScenario(const model::Scenario& scenario);

 signals:
  // Edits in a row with the same non-empty mergeKey are one gesture.
  void edited(const QString& path, const QString& text, const QString& mergeKey);
  void appendWanted(const QString& path);
  void removeWanted(const QString& path);
  void expandWanted(const QString& path, bool expanded);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildEditor(QGridLayout* layout);
  void buildHeading(QGridLayout* layout);
  void makeArrow();
  void makeDetails();
  void showHeading();
  void showValue();
  void commitText();
  bool step(int by);

  model::FieldView view_;
  Abilities abilities_;
  QLabel* label_;
  QLabel* message_;
  QLabel* note_ = nullptr;
  QLineEdit* line_ = nullptr;
  QComboBox* choice_ = nullptr;
  QToolButton* reset_ = nullptr;
  QToolButton* arrow_ = nullptr;
  ValueEditor* details_ = nullptr;  // made when it is first shown
  bool errorInDetails_ = false;     // what was refused was typed there
  model::Scenario scenario_;
};

}  // namespace virga::ui
