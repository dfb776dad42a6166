#include "ui/canvas/canvas_scene.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "model/edit/edit.h"
#include "ui/canvas/bend_route.h"
#include "ui/canvas/geometry.h"
#include "ui/canvas/kind_info.h"
#include "ui/theme/theme.h"

namespace virga::ui {

CanvasScene::CanvasScene(QObject* parent) : QGraphicsScene(parent) {
  // Unbounded for all practical drawings; positions beyond still exist, only scrolling ends.
  setSceneRect(-500'000, -500'000, 1'000'000, 1'000'000);
}

struct CanvasScene::Shown {
  using LineKey = std::tuple<model::ComponentId, model::ComponentId, model::EdgeRole>;
  std::map<model::ComponentId, std::size_t> cards;
  std::map<LineKey, std::size_t> lines;
};

CanvasScene::Shown CanvasScene::shownNow() const {
  Shown shown;
  for (std::size_t i = 0; i < order_.size(); ++i) shown.cards[order_[i]->id()] = i;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const auto& bundle = edges_[i]->bundle();
    shown.lines[{bundle.from, bundle.to, bundle.role}] = i;
  }
  return shown;
}

void CanvasScene::changeLayout(const Shown& before) {
  const auto find = [](const auto& places, const auto& key) -> std::optional<std::size_t> {
    const auto found = places.find(key);
    return found == places.end() ? std::nullopt : std::optional(found->second);
  };
  std::map<model::ComponentId, std::size_t> places;
  EdgeLayout::Before cards, lines;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    places[order_[i]->id()] = i;
    cards.push_back(find(before.cards, order_[i]->id()));
  }
  std::vector<EdgeLayout::Line> wanted;
  for (const auto& edge : edges_) {
    const auto& bundle = edge->bundle();
    wanted.push_back(
        {{places.at(bundle.from), places.at(bundle.to)}, bundle.label.isEmpty() ? QSizeF() : labelSize(bundle.label)});
    lines.push_back(find(before.lines, Shown::LineKey{bundle.from, bundle.to, bundle.role}));
  }
  layout_.change(cardRects(), cards, std::move(wanted), lines);
}

void CanvasScene::show(const std::shared_ptr<const model::Architecture>& architecture) {
  const bool sameComponents =
      shown_ && std::equal(shown_->components.begin(), shown_->components.end(), architecture->components.begin(),
                           architecture->components.end(), [](const auto& a, const auto& b) { return a.id == b.id; });
  const auto before = std::exchange(anew_, false) ? Shown() : shownNow();
  previewedBend_.reset();
  pinned_ = {architecture->pinned.begin(), architecture->pinned.end()};
  placeCards(*architecture);
  showCards(*architecture);
  const bool edgesChanged = showEdges(*architecture);
  shown_ = architecture;
  groups_.show(*this, architecture->groups);
  placeGroups();
  if (sameComponents && !edgesChanged && !before.cards.empty()) {
    layout_.moveCards(cardRects(), false);
  } else {
    changeLayout(before);
  }
  applyLayout();
  emit pictureChanged();
}

void CanvasScene::placeCards(const model::Architecture& architecture) {
  Positions places;
  const auto inFile = [&places](const model::Architecture& value) {
    for (const auto& [id, position] : value.layout) places.try_emplace(id, position);
  };
  inFile(architecture);
  bool complete = true;
  for (const auto& component : architecture.components) {
    if (const auto before = positions_.find(component.id); before != positions_.end())
      places.try_emplace(component.id, before->second);
    else
      complete = complete && places.contains(component.id);
  }
  if (!complete) inFile(model::tidyUp(architecture, true));
  positions_.clear();
  for (const auto& component : architecture.components) positions_[component.id] = places[component.id];
}

void CanvasScene::showCards(const model::Architecture& architecture) {
  for (auto card = cards_.begin(); card != cards_.end();) {
    if (architecture.find(card->first)) {
      ++card;
      continue;
    }
    if (hoveredCard_ == card->second.get()) hoveredCard_ = nullptr;
    card = cards_.erase(card);
  }
  order_.clear();
  for (const auto& component : architecture.components) {
    auto& card = cards_[component.id];
    if (!card) {
      card = std::make_unique<CardItem>(component.id);
      addItem(card.get());
    }
    card->setPos(toPoint(positions_[component.id]));
    card->setState(stateOf(component));
    order_.push_back(card.get());
  }
}

bool CanvasScene::showEdges(const model::Architecture& architecture) {
  auto bundles = bundle(model::edges(architecture));
  const bool same = std::equal(bundles.begin(), bundles.end(), edges_.begin(), edges_.end(),
                               [](const EdgeBundle& a, const auto& b) { return a == b->bundle(); });
  if (same) return false;
  const bool drawnAlike =
      std::equal(bundles.begin(), bundles.end(), edges_.begin(), edges_.end(), [](const EdgeBundle& a, const auto& edge) {
        const auto& b = edge->bundle();
        return a.from == b.from && a.to == b.to && a.role == b.role && a.label == b.label;
      });
  const auto selected = selectedEdge_ ? std::optional(selectedEdge_->bundle()) : std::nullopt;
  selectedEdge_ = nullptr;
  hoveredEdge_ = nullptr;
  edges_.resize(std::min(edges_.size(), bundles.size()));
  for (std::size_t i = 0; i < bundles.size(); ++i) {
    if (i == edges_.size()) {
      edges_.push_back(std::make_unique<EdgeItem>(std::move(bundles[i])));
      addItem(edges_.back().get());
    } else if (edges_[i]->bundle() != bundles[i]) {
      edges_[i]->setBundle(std::move(bundles[i]));
    }
    const auto& shown = edges_[i]->bundle();
    const bool stays = selected && selected->from == shown.from && selected->to == shown.to && selected->role == shown.role;
    if (stays) selectedEdge_ = edges_[i].get();
    edges_[i]->setHovered(false);
    edges_[i]->setSelectedEdge(stays);
  }
  showBacklogs();
  return !drawnAlike;
}

CardState CanvasScene::stateOf(const model::Component& component) const {
  CardState state;
  state.kind = model::kindName(component.kind);
  state.name = QString::fromStdString(component.id);
  state.word = kindWord(state.kind);
  state.hasInput = model::canBeTarget(state.kind);
  state.hasOutput = model::canBeSource(state.kind);
  state.facts = keyFacts(component);
  if (const auto badge = badges_.find(component.id); badge != badges_.end()) state.badge = badge->second;
  if (const auto overlay = overlay_.find(component.id); overlay != overlay_.end()) state.overlay = overlay->second;
  if (const auto mark = marks_.find(component.id); mark != marks_.end()) state.mark = mark->second;
  state.pinned = pinned_.contains(component.id);
  state.selected = selection_.contains(component.id);
  state.hovered = hoveredCard_ && hoveredCard_->id() == component.id;
  return state;
}

void CanvasScene::refreshCards() {
  if (!shown_) return;
  for (const auto& component : shown_->components) cards_.at(component.id)->setState(stateOf(component));
  emit pictureChanged();
}

void CanvasScene::preview(const std::map<model::ComponentId, QPointF>& places) {
  for (const auto& [id, place] : places)
    if (auto* item = card(id)) item->setPos(place);
  placeGroups();
  layout_.moveCards(cardRects(), true);
  applyLayout();
  emit pictureChanged();
}

std::vector<QRectF> CanvasScene::cardRects() const {
  std::vector<QRectF> rects;
  rects.reserve(order_.size());
  for (const auto* item : order_) rects.push_back(cardRect(item->pos()));
  return rects;
}

// Lines with corners of their own go through them; of several lines between the same two cards each stands beside the one
// before.
void CanvasScene::applyLayout() {
  constexpr int kBeside = 8;
  std::map<std::pair<model::ComponentId, model::ComponentId>, std::vector<model::Position>> bends;
  for (const auto& bend : shown_->bends) bends[{bend.from, bend.to}] = bend.points;
  if (previewedBend_) bends[{previewedBend_->from, previewedBend_->to}] = previewedBend_->points;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const auto& line = edges_[i]->bundle();
    const auto bend = bends.empty() ? bends.end() : bends.find({line.from, line.to});
    if (bend == bends.end() || bend->second.empty()) {
      edges_[i]->setRoute(layout_.routes()[i], layout_.labels()[i]);
      continue;
    }
    auto route = routeThrough(cardRect(card(line.from)->pos()), cardRect(card(line.to)->pos()), bend->second);
    for (auto& point : bend->second) point = {point.x + kBeside, point.y + kBeside};
    const auto label = line.label.isEmpty() ? std::nullopt : std::optional(labelOnLongestLeg(route, labelSize(line.label)));
    edges_[i]->setRoute(std::move(route), label);
  }
}

void CanvasScene::previewBend(model::Bend bend) {
  previewedBend_ = std::move(bend);
  applyLayout();
}

void CanvasScene::placeGroups() {
  groups_.place([this](const std::set<model::ComponentId>& ids) { return rectOf(ids); });
}

QRectF CanvasScene::cardsRect() const {
  QRectF rect = groups_.rect();
  for (const auto* item : order_) rect |= cardRect(item->pos());
  return rect;
}

QRectF CanvasScene::drawingRect() const {
  QRectF rect = groups_.rect();
  for (const auto* item : order_) rect |= cardRect(item->pos()).adjusted(-12, -12, 12, 12);
  for (const auto& edge : edges_) rect |= edge->boundingRect();
  return rect;
}

QRectF CanvasScene::rectOf(const std::set<model::ComponentId>& ids) const {
  QRectF rect;
  for (const auto& id : ids)
    if (const auto* item = card(id)) rect |= cardRect(item->pos());
  return rect;
}

CardItem* CanvasScene::card(const model::ComponentId& id) const {
  const auto found = cards_.find(id);
  return found == cards_.end() ? nullptr : found->second.get();
}

CardItem* CanvasScene::cardAt(QPointF point, double reach) const {
  const QRectF near(point - QPointF(reach + 1, reach + 1), QSizeF(2 * reach + 2, 2 * reach + 2));
  for (auto* item : items(near, Qt::IntersectsItemBoundingRect))
    if (auto* found = qgraphicsitem_cast<CardItem*>(item))
      if (cardRect(found->pos()).adjusted(-reach, -reach, reach, reach).contains(point)) return found;
  return nullptr;
}

const EdgeItem* CanvasScene::edgeAt(QPointF point, double reach) const {
  const QRectF near(point - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
  for (auto* item : items(near, Qt::IntersectsItemShape))
    if (const auto* found = qgraphicsitem_cast<EdgeItem*>(item)) return found;
  return nullptr;
}

std::set<model::ComponentId> CanvasScene::cardsIn(const QRectF& rect) const {
  std::set<model::ComponentId> ids;
  for (const auto* item : order_)
    if (cardRect(item->pos()).intersects(rect)) ids.insert(item->id());
  return ids;
}

std::vector<const EdgeItem*> CanvasScene::edgesOf(const model::ComponentId& id) const {
  std::vector<const EdgeItem*> lines;
  for (const auto& edge : edges_)
    if (edge->bundle().from == id) lines.push_back(edge.get());
  for (const auto& edge : edges_)
    if (edge->bundle().to == id && edge->bundle().from != id) lines.push_back(edge.get());
  return lines;
}

void CanvasScene::setSelection(const std::set<model::ComponentId>& ids) {
  selection_ = ids;
  groups_.setSelection(ids);
  if (!ids.empty()) selectEdge(nullptr);
  refreshCards();
}

const EdgeBundle* CanvasScene::selectedEdge() const { return selectedEdge_ ? &selectedEdge_->bundle() : nullptr; }

void CanvasScene::selectEdge(const EdgeItem* edge) {
  selectedEdge_ = nullptr;
  for (const auto& item : edges_) {
    item->setSelectedEdge(item.get() == edge);
    if (item.get() == edge) selectedEdge_ = item.get();
  }
}

void CanvasScene::setBadges(std::map<model::ComponentId, Badge> badges) {
  badges_ = std::move(badges);
  refreshCards();
}

void CanvasScene::setOverlay(std::map<model::ComponentId, CardOverlay> overlay) {
  overlay_ = std::move(overlay);
  refreshCards();
  showBacklogs();
}

// What waits in a queue, a stream or a subscription is seen on the lines to those that take it from there.
void CanvasScene::showBacklogs() {
  for (const auto& edge : edges_) {
    const auto& [from, to, role, label, each] = edge->bundle();
    const auto overlay = overlay_.find(from);
    const bool waits = role == model::EdgeRole::consumer || role == model::EdgeRole::subscription;
    edge->setBacklog(waits && overlay != overlay_.end() && overlay->second.depth ? overlay->second.depthShare : 0);
  }
}

void CanvasScene::setMarks(const std::map<model::ComponentId, Mark>& marks) {
  marks_ = marks;
  refreshCards();
}

void CanvasScene::setHovered(const CardItem* hoveredCard, const EdgeItem* edge) {
  if (hoveredCard != hoveredCard_) {
    const auto light = [this](const CardItem* which, bool on) {
      auto* item = which ? card(which->id()) : nullptr;
      if (!item) return;
      auto state = item->state();
      state.hovered = on;
      item->setState(std::move(state));
    };
    light(hoveredCard_, false);
    hoveredCard_ = hoveredCard;
    light(hoveredCard_, true);
  }
  if (edge != hoveredEdge_) {
    if (hoveredEdge_) hoveredEdge_->setHovered(false);
    hoveredEdge_ = nullptr;
    for (const auto& item : edges_)
      if (item.get() == edge) hoveredEdge_ = item.get();
    if (hoveredEdge_) hoveredEdge_->setHovered(true);
  }
}

void CanvasScene::drawBackground(QPainter* painter, const QRectF& rect) {
  const auto& theme = Theme::instance();
  painter->fillRect(rect, theme.color(Role::canvas));
  if (!gridVisible_) return;
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  double step = kGrid;
  while (step * zoom < 12) step *= 5;
  QList<QPointF> dots;
  for (double y = std::ceil(rect.top() / step) * step; y <= rect.bottom(); y += step)
    for (double x = std::ceil(rect.left() / step) * step; x <= rect.right(); x += step) dots << QPointF(x, y);
  painter->setRenderHint(QPainter::Antialiasing, false);
  QPen pen(theme.color(Role::canvasGrid), 2);
  pen.setCosmetic(true);
  painter->setPen(pen);
  painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
  painter->setRenderHint(QPainter::Antialiasing);
}

}  // namespace virga::ui

#include "moc_canvas_scene.cpp"
