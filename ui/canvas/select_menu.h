#pragma once

#include <QMenu>

namespace virga::ui {

class CanvasView;
class Document;

// What selects by how components hang together. Its actions work while the canvas has the keyboard.
QMenu* makeSelectMenu(CanvasView& view, Document& document);

}  // namespace virga::ui
