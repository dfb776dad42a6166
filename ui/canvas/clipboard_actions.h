#pragma once

#include <QAction>
#include <QList>

namespace virga::ui {

class CanvasView;
class Document;

// Cut, copy, paste and duplicate the selected components, as text of the project format. They work while the canvas has
// the keyboard.
QList<QAction*> makeClipboardActions(CanvasView& view, Document& document);

}  // namespace virga::ui
