#include "ui/canvas/clipboard_actions.h"

#include <set>
#include <vector>

#include <QApplication>
#include <QClipboard>

#include "model/edit/clipboard.h"
#include "model/edit/edit.h"
#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"

namespace virga::ui {
namespace {

// All cards have the places that the canvas shows, so that copies keep them.
model::Architecture placed(const CanvasView& view, const Document& document) {
  return withPositions(document.architecture(), view.drawing().positions());
}

bool copy(CanvasView& view, const Document& document) {
  if (document.selection().empty()) {
    emit view.hint(CanvasView::tr("Select the components to copy first."));
    return false;
  }
  const auto copied = model::copyComponents(placed(view, document), document.selection());
  QApplication::clipboard()->setText(QString::fromStdString(copied.text));
  if (copied.lostEdges > 0)
    emit view.hint(
        CanvasView::tr("Connections to components outside the selection are left out: %1.").arg(copied.lostEdges));
  return true;
}

void cut(CanvasView& view, Document& document) {
  const auto ids = document.selection();
  if (!copy(view, document)) return;
  const auto text = ids.size() == 1 ? CanvasView::tr("Cut %1").arg(QString::fromStdString(*ids.begin()))
                                    : CanvasView::tr("Cut %1 components").arg(ids.size());
  document.apply(text, model::removeComponents(document.architecture(), ids));
}

void showNew(CanvasView& view, Document& document, const std::vector<model::ComponentId>& ids) {
  document.select(std::set<model::ComponentId>(ids.begin(), ids.end()));
  if (!ids.empty()) view.reveal(ids.front());
}

void paste(CanvasView& view, Document& document) {
  const auto text = QApplication::clipboard()->text().toStdString();
  if (text.empty())
    return emit document.refused(CanvasView::tr("The clipboard has no text: copy components or a project first."));
  auto pasted = model::pasteComponents(placed(view, document), text);
  if (!pasted) return emit document.refused(QString::fromStdString(pasted.error()));
  const auto step = pasted->ids.size() == 1 ? CanvasView::tr("Paste %1").arg(QString::fromStdString(pasted->ids.front()))
                                            : CanvasView::tr("Paste %1 components").arg(pasted->ids.size());
  document.apply(step, std::move(pasted->architecture));
  showNew(view, document, pasted->ids);
}

void duplicate(CanvasView& view, Document& document) {
  const auto ids = document.selection();
  if (ids.empty()) return emit view.hint(CanvasView::tr("Select the components to duplicate first."));
  auto pasted = model::duplicateComponents(placed(view, document), ids);
  const auto step = ids.size() == 1 ? CanvasView::tr("Duplicate %1").arg(QString::fromStdString(*ids.begin()))
                                    : CanvasView::tr("Duplicate %1 components").arg(ids.size());
  document.apply(step, std::move(pasted.architecture));
  showNew(view, document, pasted.ids);
}

}  // namespace

QList<QAction*> makeClipboardActions(CanvasView& view, Document& document) {
  const auto add = [&](const char* name, const QString& text, Qt::Key key, void (*run)(CanvasView&, Document&)) {
    return addCanvasAction(view, name, text, QKeySequence(QKeyCombination(Qt::CTRL, key)),
                           [&view, &document, run] { run(view, document); });
  };
  return {add("canvasCut", CanvasView::tr("Cu&t"), Qt::Key_X, cut),
          add("canvasCopy", CanvasView::tr("Cop&y"), Qt::Key_C, [](CanvasView& v, Document& d) { copy(v, d); }),
          add("canvasPaste", CanvasView::tr("&Paste"), Qt::Key_V, paste),
          add("canvasDuplicate", CanvasView::tr("D&uplicate"), Qt::Key_D, duplicate)};
}

}  // namespace virga::ui
