#pragma once

#include <QLineEdit>
#include <QListWidget>
#include <QWidget>

#include "ui/document/document.h"

namespace virga::ui {

// The kinds of component, searchable; dragged onto the canvas, or added by a double click or Enter.
class PalettePanel : public QWidget {
  Q_OBJECT

 public:
  explicit PalettePanel(Document* document, QWidget* parent = nullptr);

 signals:
  void addRequested(const QString& kind);  // to the visible middle of the canvas

 private:
  void fill();
  void filter(const QString& text);

  QLineEdit* search_;
  QListWidget* list_;
};

}  // namespace virga::ui
