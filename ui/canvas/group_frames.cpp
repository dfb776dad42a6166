#include "ui/canvas/group_frames.h"

#include <algorithm>

namespace virga::ui {

void GroupFrames::show(QGraphicsScene& scene, const std::vector<model::Group>& groups) {
  items_.resize(std::min(items_.size(), groups.size()));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i < items_.size()) {
      items_[i]->setGroup(groups[i]);
      continue;
    }
    items_.push_back(std::make_unique<GroupItem>(groups[i]));
    scene.addItem(items_.back().get());
  }
  light();
}

void GroupFrames::place(const std::function<QRectF(const std::set<model::ComponentId>&)>& rectOf) {
  for (const auto& item : items_) {
    const auto& members = item->group().members;
    item->setCards(rectOf({members.begin(), members.end()}));
  }
}

void GroupFrames::setSelection(const std::set<model::ComponentId>& ids) {
  selection_ = ids;
  light();
}

void GroupFrames::light() {
  for (const auto& item : items_) {
    const auto& members = item->group().members;
    item->setLit(std::all_of(members.begin(), members.end(), [this](const auto& id) { return selection_.contains(id); }));
  }
}

const GroupItem* GroupFrames::titleAt(QPointF point, double zoom) const {
  const auto found =
      std::find_if(items_.rbegin(), items_.rend(), [&](const auto& item) { return item->titleRect(zoom).contains(point); });
  return found == items_.rend() ? nullptr : found->get();
}

const GroupItem* GroupFrames::find(const std::string& title) const {
  const auto found =
      std::find_if(items_.begin(), items_.end(), [&](const auto& item) { return item->group().title == title; });
  return found == items_.end() ? nullptr : found->get();
}

QRectF GroupFrames::rect() const {
  QRectF all;
  for (const auto& item : items_) all |= item->frame() | item->titleRect(1);
  return all;
}

}  // namespace virga::ui
