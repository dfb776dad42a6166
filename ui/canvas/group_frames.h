#pragma once

#include <functional>
#include <memory>
#include <set>
#include <vector>

#include <QGraphicsScene>

#include "ui/canvas/group_item.h"

namespace virga::ui {

// The frames of all groups in a scene.
class GroupFrames {
 public:
  void show(QGraphicsScene& scene, const std::vector<model::Group>& groups);
  // Lets the frames follow their cards; `rectOf` tells where the cards of some components stand.
  void place(const std::function<QRectF(const std::set<model::ComponentId>&)>& rectOf);
  void setSelection(const std::set<model::ComponentId>& ids);

  const std::vector<std::unique_ptr<GroupItem>>& items() const { return items_; }
  // The group whose title is at the point; null: none.
  const GroupItem* titleAt(QPointF point, double zoom) const;
  const GroupItem* find(const std::string& title) const;
  QRectF rect() const;  // around all frames with their titles at 100 %

 private:
  void light();

  std::vector<std::unique_ptr<GroupItem>> items_;
  std::set<model::ComponentId> selection_;
};

}  // namespace virga::ui
