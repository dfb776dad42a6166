#include "model/edit/drawing.h"
#include "ui/canvas/bend_gesture.h"
#include "ui/canvas/bend_route.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/geometry.h"

// Bending the selected line.
namespace virga::ui {

std::unique_ptr<Gesture> CanvasView::bendGestureAt(const EdgeItem& edge, QPointF point) {
  const auto* selected = scene_.selectedEdge();
  if (!selected || selected != &edge.bundle() || edge.route().size() < 2) return nullptr;
  return std::make_unique<BendGesture>(document_, scene_, edge, point);
}

void CanvasView::bendSelected(int dx, int dy) {
  const auto* line = scene_.selectedEdgeItem();
  if (!line) return;
  const auto leg = middleLeg(line->route(), dy != 0);
  if (!leg)
    return emit hint(dy != 0 ? tr("This line has no level part that could move up or down.")
                             : tr("This line has no upright part that could move to a side: move it up or down first."));
  const auto from = line->bundle().from, to = line->bundle().to;
  auto corners = withLegMoved(line->route(), *leg, (dx + dy) * kGrid / 2);
  const auto placed = withPositions(document_.architecture(), scene_.positions());
  document_.apply(bendText(from, to), model::setBend(placed, from, to, std::move(corners)),
                  QStringLiteral("bend %1 %2").arg(QString::fromStdString(from), QString::fromStdString(to)));
}

}  // namespace virga::ui
