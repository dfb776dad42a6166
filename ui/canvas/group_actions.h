#pragma once

#include <QAction>
#include <QList>

namespace virga::ui {

class CanvasView;
class Document;

// Group and ungroup the selected components, and rename their group. They work while the canvas has the keyboard.
QList<QAction*> makeGroupActions(CanvasView& view, Document& document);

}  // namespace virga::ui
