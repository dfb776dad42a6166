#include "ui/canvas/select_menu.h"

#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"

namespace virga::ui {

QMenu* makeSelectMenu(CanvasView& view, Document&) {
  auto* menu = makeCanvasMenu(view, "canvasSelect", CanvasView::tr("&Select"));
  addCanvasAction(view, *menu, "canvasNextEdge", CanvasView::tr("&Next connection of the component"), {Qt::Key_E},
                  [&view] { view.walkEdges(true); });
  addCanvasAction(view, *menu, "canvasPreviousEdge", CanvasView::tr("&Previous connection of the component"),
                  QKeySequence(Qt::SHIFT | Qt::Key_E), [&view] { view.walkEdges(false); });
  return menu;
}

}  // namespace virga::ui
