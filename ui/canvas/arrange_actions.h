#pragma once

#include <QAction>
#include <QList>

namespace virga::ui {

class CanvasView;
class Document;

// Tidy up the selection, pin and unpin it, and take back the corners that a line was given. They work while the canvas has
// the keyboard.
QList<QAction*> makeArrangeActions(CanvasView& view, Document& document);

}  // namespace virga::ui
