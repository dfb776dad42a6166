#include "ui/canvas/arrange_actions.h"

#include <algorithm>

#include "model/edit/drawing.h"
#include "model/edit/edit.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"

namespace virga::ui {
namespace {

void tidySelection(CanvasView& view, Document& document) {
  if (document.selection().size() < 2) return emit view.hint(CanvasView::tr("Select the components to tidy up first."));
  const auto placed = withPositions(document.architecture(), view.drawing().positions());
  document.apply(CanvasView::tr("Tidy up %1 components").arg(document.selection().size()),
                 model::tidyUp(placed, document.selection()));
}

// Pins what isn't pinned; where all is, unpins it.
void pin(CanvasView& view, Document& document) {
  const auto& ids = document.selection();
  if (ids.empty()) return emit view.hint(CanvasView::tr("Select the components to pin first."));
  const auto& pinned = document.architecture().pinned;
  const bool all = std::all_of(ids.begin(), ids.end(),
                               [&](const auto& id) { return std::find(pinned.begin(), pinned.end(), id) != pinned.end(); });
  const auto placed = withPositions(document.architecture(), view.drawing().positions());
  document.apply(all ? CanvasView::tr("Unpin") : CanvasView::tr("Pin"), model::setPinned(placed, ids, !all));
}

void resetRoute(CanvasView& view, Document& document) {
  const auto* line = view.drawing().selectedEdge();
  if (!line || !model::bendOf(document.architecture(), line->from, line->to))
    return emit view.hint(CanvasView::tr("Select a connection whose line was bent by hand to reset it."));
  const auto text = CanvasView::tr("Reset the route from %1 to %2")
                        .arg(QString::fromStdString(line->from), QString::fromStdString(line->to));
  document.apply(text, model::setBend(document.architecture(), line->from, line->to, {}));
}

}  // namespace

QList<QAction*> makeArrangeActions(CanvasView& view, Document& document) {
  const auto add = [&](const char* name, const QString& text, const QKeySequence& keys,
                       void (*run)(CanvasView&, Document&)) {
    return addCanvasAction(view, name, text, keys, [&view, &document, run] { run(view, document); });
  };
  return {add("canvasTidySelection", CanvasView::tr("Tidy up &selection"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
              tidySelection),
          add("canvasPin", CanvasView::tr("P&in or unpin"), QKeySequence(Qt::Key_P), pin),
          add("canvasResetRoute", CanvasView::tr("&Reset route"), QKeySequence(Qt::Key_R), resetRoute)};
}

}  // namespace virga::ui
