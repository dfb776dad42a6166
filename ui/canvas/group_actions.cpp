#include "ui/canvas/group_actions.h"

#include "model/edit/drawing.h"
#include "ui/canvas/canvas_menu.h"
#include "ui/canvas/canvas_view.h"
#include "ui/document/document.h"

namespace virga::ui {
namespace {

// The title may be given right away: that is the same step.
void group(CanvasView& view, Document& document) {
  const auto ids = document.selection();
  auto grouped = model::groupComponents(document.architecture(), ids, CanvasView::tr("Group").toStdString());
  const auto key = QStringLiteral("group %1").arg(document.undoStack().index());
  if (!document.apply(CanvasView::tr("Group %1 components").arg(ids.size()), std::move(grouped), key)) return;
  view.editGroupTitle(document.architecture().groups.back().title, key);
}

void ungroup(CanvasView&, Document& document) {
  document.apply(CanvasView::tr("Ungroup"), model::ungroupComponents(document.architecture(), document.selection()));
}

void rename(CanvasView& view, Document& document) {
  for (const auto& id : document.selection())
    if (const auto* found = model::groupOf(document.architecture(), id)) return view.editGroupTitle(found->title);
  emit view.hint(CanvasView::tr("Select a component of the group to rename it."));
}

}  // namespace

QList<QAction*> makeGroupActions(CanvasView& view, Document& document) {
  const auto add = [&](const char* name, const QString& text, const QKeySequence& keys,
                       void (*run)(CanvasView&, Document&)) {
    return addCanvasAction(view, name, text, keys, [&view, &document, run] { run(view, document); });
  };
  return {add("canvasGroup", CanvasView::tr("&Group"), QKeySequence(Qt::CTRL | Qt::Key_G), group),
          add("canvasUngroup", CanvasView::tr("Ungr&oup"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G), ungroup),
          add("canvasRenameGroup", CanvasView::tr("Rename group"), QKeySequence(Qt::SHIFT | Qt::Key_F2), rename)};
}

}  // namespace virga::ui
