#pragma once

#include <QWidget>

namespace virga::ui {

// An editor of a value that has parts, shown below the field that holds it as text. It keeps what was typed and refused.
class ValueEditor : public QWidget {
  Q_OBJECT

 public:
  using QWidget::QWidget;

  // Takes the value over, as a project file writes it; what can't be read is left to the text field.
  virtual void setText(const QString& text) = 0;
  // Shows why the last edit wasn't taken; empty: it was.
  virtual void setError(const QString& message) = 0;

 signals:
  // Edits in a row with the same non-empty mergeKey are one gesture.
  void edited(const QString& text, const QString& mergeKey);
};

}  // namespace virga::ui
