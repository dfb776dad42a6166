#include "ui/canvas/align_menu.h"

#include "model/edit/align.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"

namespace virga::ui {
namespace {

// An action that is there for that many selected cards or more, and changes the layout in one step.
void add(CanvasView& view, Document& document, QMenu& menu, const char* name, const QString& text, Qt::Key key,
         std::size_t least, std::function<model::Architecture(const model::Architecture&)> edit) {
  const auto step = QString(text).remove(QLatin1Char('&'));
  auto* action =
      addCanvasAction(view, menu, name, text, QKeySequence(Qt::ALT | Qt::Key_A, QKeyCombination(key)),
                      [&view, &document, step, edit = std::move(edit)] {
                        document.apply(step, edit(withPositions(document.architecture(), view.drawing().positions())));
                      });
  const auto show = [action, &document, least] { action->setEnabled(document.selection().size() >= least); };
  QObject::connect(&document, &Document::selectionChanged, action, show);
  show();
}

}  // namespace

QMenu* makeAlignMenu(CanvasView& view, Document& document) {
  using model::Alignment;
  using model::Axis;
  auto* menu = makeCanvasMenu(view, "canvasAlign", CanvasView::tr("Ali&gn"));
  const auto align = [&](const char* name, const QString& text, Qt::Key key, Alignment alignment) {
    add(view, document, *menu, name, text, key, 2, [&document, alignment](const model::Architecture& architecture) {
      return model::align(architecture, document.selection(), alignment);
    });
  };
  const auto distribute = [&](const char* name, const QString& text, Qt::Key key, Axis axis) {
    add(view, document, *menu, name, text, key, 3, [&document, axis](const model::Architecture& architecture) {
      return model::distribute(architecture, document.selection(), axis);
    });
  };
  align("canvasAlignLeft", CanvasView::tr("Align &left"), Qt::Key_L, Alignment::left);
  align("canvasAlignCentre", CanvasView::tr("Align &centres"), Qt::Key_C, Alignment::centre);
  align("canvasAlignRight", CanvasView::tr("Align &right"), Qt::Key_R, Alignment::right);
  menu->addSeparator();
  align("canvasAlignTop", CanvasView::tr("Align &top"), Qt::Key_T, Alignment::top);
  align("canvasAlignMiddle", CanvasView::tr("Align &middles"), Qt::Key_M, Alignment::middle);
  align("canvasAlignBottom", CanvasView::tr("Align &bottom"), Qt::Key_B, Alignment::bottom);
  menu->addSeparator();
  distribute("canvasDistributeHorizontally", CanvasView::tr("Distribute &horizontally"), Qt::Key_H, Axis::horizontal);
  distribute("canvasDistributeVertically", CanvasView::tr("Distribute &vertically"), Qt::Key_V, Axis::vertical);
  return menu;
}

}  // namespace virga::ui
