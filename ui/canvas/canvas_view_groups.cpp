#include <algorithm>
#include <set>

#include "model/edit/drawing.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/move_gesture.h"
#include "ui/canvas/rename_editor.h"

// Groups under the pointer and their titles.
namespace virga::ui {

std::unique_ptr<Gesture> CanvasView::groupGestureAt(QPointF point, Qt::KeyboardModifiers modifiers) {
  const auto* item = scene_.groups().titleAt(point, zoom());
  if (!item) return nullptr;
  const auto members = item->group().members;
  auto selection = modifiers.testFlag(Qt::ShiftModifier) ? document_.selection() : std::set<model::ComponentId>();
  selection.insert(members.begin(), members.end());
  scene_.selectEdge(nullptr);
  document_.select(std::move(selection));
  return std::make_unique<MoveGesture>(document_, scene_, members.front(), point,
                                       [this](const QString& text) { tellRefusal(text, lastMouse_); });
}

bool CanvasView::renameGroupAt(QPointF point) {
  const auto* item = scene_.groups().titleAt(point, zoom());
  if (item) editGroupTitle(item->group().title);
  return item != nullptr;
}

bool CanvasView::renameSelectedGroup() {
  for (const auto& group : document_.architecture().groups)
    if (document_.selection() == std::set<model::ComponentId>(group.members.begin(), group.members.end())) {
      editGroupTitle(group.title);
      return true;
    }
  return false;
}

void CanvasView::editGroupTitle(const std::string& title, const QString& mergeKey) {
  const auto* item = scene_.groups().find(title);
  if (!item) return;
  ensureVisible(item->titleRect(zoom()), 40, 40);
  const auto refusal = [this, title](const QString& name) {
    const auto edited = model::renameGroup(document_.architecture(), title, name.toStdString());
    return edited ? QString() : QString::fromStdString(edited.error());
  };
  rename_ = new RenameEditor(QString::fromStdString(title), refusal, viewport());
  connect(rename_, &RenameEditor::finished, this, [this] { setFocus(); });
  connect(rename_, &RenameEditor::renamed, this, [this, title, mergeKey](const QString& name) {
    document_.apply(tr("Rename group %1 to %2").arg(QString::fromStdString(title), name),
                    model::renameGroup(document_.architecture(), title, name.toStdString()), mergeKey);
  });
  const auto place = mapFromScene(item->titleRect(zoom())).boundingRect();
  rename_->show();
  rename_->place(QRect(place.topLeft(), QSize(std::max(160, place.width()), std::max(26, place.height()))));
  rename_->setFocus();
}

}  // namespace virga::ui
