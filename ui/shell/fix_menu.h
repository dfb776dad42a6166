#pragma once

class QAction;
class QMainWindow;
class QPoint;
class QWidget;

namespace virga::ui {

class CanvasView;
class Document;
class InspectorPanel;
class OutlinePanel;
class ProblemsPanel;

// Offers the quick fixes, and what one can say of a problem, where one is met: on the drawing's cards, in the outline, on
// the inspector's rows and in the list.
class FixMenu {
 public:
  FixMenu(Document* document, ProblemsPanel* problems, CanvasView* canvas, InspectorPanel* inspector, OutlinePanel* outline);

  // Of what has the keyboard: a field, the selected components, else the selected problem of the list.
  void showForFocus() const;

 private:
  // Whether there was something to show.
  bool showForField(QWidget* child, QPoint globalPoint) const;

  Document* document_;
  ProblemsPanel* problems_;
  CanvasView* canvas_;
  InspectorPanel* inspector_;
};

}  // namespace virga::ui
