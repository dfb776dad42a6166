#pragma once

#include <QMenu>

namespace virga::ui {

class CanvasView;
class Document;

// What brings the selected cards in line and spreads them evenly. Its actions work while the canvas has the keyboard.
QMenu* makeAlignMenu(CanvasView& view, Document& document);

}  // namespace virga::ui
