#include "ui/canvas/select_menu.h"

#include "model/edit/reach.h"
#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"

namespace virga::ui {

QMenu* makeSelectMenu(CanvasView& view, Document& document) {
  auto* menu = makeCanvasMenu(view, "canvasSelect", CanvasView::tr("&Select"));
  const auto addReach = [&](const char* name, const QString& text, Qt::Key key, model::Reach direction) {
    auto* action = addCanvasAction(
        view, *menu, name, text, QKeySequence(Qt::ALT | Qt::Key_S, QKeyCombination(key)),
        [&document, direction] { document.select(model::reach(document.architecture(), document.selection(), direction)); });
    const auto show = [action, &document] { action->setEnabled(!document.selection().empty()); };
    QObject::connect(&document, &Document::selectionChanged, action, show);
    show();
  };
  addReach("canvasSelectUpstream", CanvasView::tr("What leads here (&upstream)"), Qt::Key_U, model::Reach::upstream);
  addReach("canvasSelectDownstream", CanvasView::tr("Where this leads (&downstream)"), Qt::Key_D, model::Reach::downstream);
  addReach("canvasSelectConnected", CanvasView::tr("All that is &connected"), Qt::Key_C, model::Reach::connected);
  menu->addSeparator();
  addCanvasAction(view, *menu, "canvasNextEdge", CanvasView::tr("&Next connection of the component"), {Qt::Key_E},
                  [&view] { view.walkEdges(true); });
  addCanvasAction(view, *menu, "canvasPreviousEdge", CanvasView::tr("&Previous connection of the component"),
                  QKeySequence(Qt::SHIFT | Qt::Key_E), [&view] { view.walkEdges(false); });
  return menu;
}

}  // namespace virga::ui
