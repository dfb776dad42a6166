#include "ui/canvas/keyboard_walk.h"

#include <algorithm>

#include <QLineF>

#include "model/edit/reach.h"
#include "ui/canvas/geometry.h"

namespace virga::ui {

model::ComponentId KeyboardWalk::lead() const {
  const auto& selection = document_.selection();
  if (!trail_.empty() && selection.contains(trail_.back())) return trail_.back();
  return selection.empty() ? model::ComponentId() : *selection.begin();
}

std::optional<model::ComponentId> KeyboardWalk::go(const model::ComponentId& id) {
  trail_ = {id};
  scene_.selectEdge(nullptr);
  document_.select({id});
  return id;
}

std::optional<model::ComponentId> KeyboardWalk::step(Heading heading, bool extend, QPointF middle) {
  backToCard();
  const auto from = lead();
  std::vector<model::ComponentId> ids;
  std::vector<QRectF> cards;
  for (const auto& [id, place] : scene_.positions()) {
    if (id == from) continue;
    ids.push_back(id);
    cards.push_back(cardRect(toPoint(place)));
  }
  if (from.empty()) {
    const auto distance = [&](const QRectF& card) { return QLineF(card.center(), middle).length(); };
    const auto nearest = std::min_element(cards.begin(), cards.end(),
                                          [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    if (nearest == cards.end()) return std::nullopt;
    return go(ids[static_cast<std::size_t>(nearest - cards.begin())]);
  }
  const auto next = nearestAhead(cardRect(toPoint(scene_.positions().at(from))), cards, heading);
  if (!next) return std::nullopt;
  const auto& to = ids[*next];
  if (!extend) return go(to);

  if (trail_.empty() || trail_.back() != from) trail_ = {from};
  auto selection = document_.selection();
  if (trail_.size() >= 2 && trail_[trail_.size() - 2] == to) {
    selection.erase(from);
    trail_.pop_back();
  } else {
    trail_.push_back(to);
  }
  selection.insert(to);
  document_.select(std::move(selection));
  return to;
}

std::optional<model::ComponentId> KeyboardWalk::alongFlow(bool forward) {
  backToCard();
  const auto order = model::flowOrder(document_.architecture());
  if (order.empty()) return std::nullopt;
  const auto from = lead();
  if (from.empty()) return go(forward ? order.front() : order.back());
  const auto at = std::find(order.begin(), order.end(), from);
  if (at == order.end() || (forward ? at + 1 == order.end() : at == order.begin())) return std::nullopt;
  return go(forward ? *(at + 1) : *(at - 1));
}

const EdgeItem* KeyboardWalk::alongEdges(bool forward) {
  if (const auto card = lead(); !card.empty()) edgesOf_ = card;
  if (document_.selection().empty() && !scene_.selectedEdge()) return nullptr;
  const auto lines = scene_.edgesOf(edgesOf_);
  if (lines.empty()) return nullptr;
  const auto at = std::find_if(lines.begin(), lines.end(),
                               [this](const EdgeItem* line) { return &line->bundle() == scene_.selectedEdge(); });
  const auto count = static_cast<std::ptrdiff_t>(lines.size());
  auto next = forward ? std::ptrdiff_t{0} : count - 1;
  if (at != lines.end()) next = ((at - lines.begin()) + (forward ? 1 : count - 1)) % count;
  const auto* line = lines[static_cast<std::size_t>(next)];
  document_.select({});
  scene_.selectEdge(line);
  return line;
}

bool KeyboardWalk::backToCard() {
  const auto* line = scene_.selectedEdge();
  if (!line || (line->from != edgesOf_ && line->to != edgesOf_)) return false;
  go(edgesOf_);
  return true;
}

}  // namespace virga::ui
