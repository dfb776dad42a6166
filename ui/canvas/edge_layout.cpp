#include "ui/canvas/edge_layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/canvas/label_placement.h"

namespace virga::ui {
namespace {
constexpr double kBeside = 32;  // a line this near to a card may be there because of it
}

std::vector<Link> EdgeLayout::links() const {
  std::vector<Link> result;
  result.reserve(lines_.size());
  for (const auto& line : lines_) result.push_back(line.link);
  return result;
}

void EdgeLayout::reset(std::vector<QRectF> cards, std::vector<Line> lines) {
  cards_ = std::move(cards);
  lines_ = std::move(lines);
  routes_.assign(lines_.size(), {});
  labels_.assign(lines_.size(), {});
  ends_.assign(lines_.size(), {});
  update(std::vector<bool>(lines_.size(), true), attach(cards_, links()));
}

void EdgeLayout::moveCards(const std::vector<QRectF>& cards, bool preview) {
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < cards.size(); ++i)
    if (cards[i] != cards_[i]) moved.push_back(i);
  if (moved.empty() && preview) return;

  std::vector<bool> stale(lines_.size(), false);
  std::vector<bool> carried(lines_.size(), false);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto [from, to] = lines_[i].link;
    const auto shift = cards[from].topLeft() - cards_[from].topLeft();
    if (!shift.isNull() && shift == cards[to].topLeft() - cards_[to].topLeft()) {
      routes_[i].translate(shift);
      if (labels_[i]) labels_[i]->translate(shift);
      ends_[i].from.point += shift;
      ends_[i].to.point += shift;
      carried[i] = true;
    }
    const auto bounds = routes_[i].boundingRect().adjusted(-kBeside, -kBeside, kBeside, kBeside);
    if (!preview)
      stale[i] = std::any_of(moved.begin(), moved.end(), [&](std::size_t card) {
        return bounds.intersects(cards_[card]) || bounds.intersects(cards[card]);
      });
  }
  cards_ = cards;
  auto ends = attach(cards_, links());
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (preview && carried[i])
      ends[i] = ends_[i];
    else if (ends[i] != ends_[i])
      stale[i] = true;
  }
  update(std::move(stale), std::move(ends));
}

void EdgeLayout::update(std::vector<bool> stale, std::vector<Attachments> ends) {
  ends_ = std::move(ends);
  if (std::find(stale.begin(), stale.end(), true) == stale.end()) return;
  routeLinks(cards_, links(), ends_, stale, routes_);

  // Labels stand on their lines, so that only what is near to the new ones can be in their way.
  QRectF near;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    if (stale[i] && !lines_[i].label.isEmpty())
      near |= routes_[i].boundingRect().adjusted(-lines_[i].label.width(), -kBeside, lines_[i].label.width(), kBeside);
  if (near.isNull()) return;
  RectIndex taken, drawn;
  const auto noOwner = lines_.size();
  for (const auto& card : cards_)
    if (card.intersects(near)) taken.insert(card.adjusted(-6, 0, 6, 0), noOwner);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!stale[i] && labels_[i]) taken.insert(*labels_[i], i);
    for (qsizetype p = 0; p + 1 < routes_[i].size(); ++p) {
      const auto leg = QRectF(routes_[i][p], routes_[i][p + 1]).normalized().adjusted(-1, -1, 1, 1);
      if (leg.intersects(near)) drawn.insert(leg, i);
    }
  }
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!stale[i] || lines_[i].label.isEmpty()) continue;
    labels_[i] = placeLabel(routes_[i], lines_[i].label, i, taken, drawn);
    if (labels_[i]) taken.insert(*labels_[i], i);
  }
}

}  // namespace virga::ui
