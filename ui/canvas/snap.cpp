#include "ui/canvas/snap.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/canvas/geometry.h"

namespace virga::ui {
namespace {

constexpr double kReach = 6;   // pixels to a better place than the grid's
constexpr double kGap = 20;    // between two cards that a line runs through
constexpr double kFar = 700;   // cards further off say nothing about the place
constexpr double kBeyond = 8;  // pixels that a guide stands out

bool isBeside(const QRectF& a, const QRectF& b) { return a.right() + kGap <= b.left() || b.right() + kGap <= a.left(); }
bool isAbove(const QRectF& a, const QRectF& b) { return a.bottom() + kGap <= b.top() || b.bottom() + kGap <= a.top(); }

// The candidate nearest to the wish, if it is near.
std::optional<double> nearest(const std::vector<double>& candidates, double wish) {
  std::optional<double> best;
  for (const double candidate : candidates)
    if (std::abs(candidate - wish) <= kReach && (!best || std::abs(candidate - wish) < std::abs(*best - wish)))
      best = candidate;
  return best;
}

// Ways in which the two directions differ, so that each step is written once.
struct Direction {
  double (QRectF::*place)() const;             // of a card in this direction
  bool (*runs)(const QRectF&, const QRectF&);  // whether a line between the cards can run straight across it
};
constexpr Direction kAcross{&QRectF::left, isAbove};
constexpr Direction kDown{&QRectF::top, isBeside};

double coordinate(const Direction& direction, const QRectF& wished, const SnapTargets& targets) {
  const double wish = (wished.*direction.place)();
  std::vector<double> straight, level;
  for (const auto& card : targets.linked)
    if (direction.runs(card, wished)) straight.push_back((card.*direction.place)());
  if (const auto place = nearest(straight, wish)) return *place;
  for (const auto* cards : {&targets.linked, &targets.others})
    for (const auto& card : *cards)
      if (QLineF(card.center(), wished.center()).length() <= kFar) level.push_back((card.*direction.place)());
  if (const auto place = nearest(level, wish)) return *place;
  return std::round(wish / kGrid) * kGrid;
}

// From card to card, through both middles.
std::optional<QLineF> straightLine(const QRectF& a, const QRectF& b) {
  if (isBeside(a, b) && a.top() == b.top()) {
    const bool isAfter = a.left() > b.left();
    return isAfter ? QLineF(outputPort(b), inputPort(a)) : QLineF(outputPort(a), inputPort(b));
  }
  if (isAbove(a, b) && !isBeside(a, b) && a.left() == b.left()) {
    const auto& [upper, lower] = a.top() < b.top() ? std::pair(a, b) : std::pair(b, a);
    return QLineF(upper.center().x(), upper.bottom(), lower.center().x(), lower.top());
  }
  return std::nullopt;
}

// Along the edge shared with the nearest of the cards that share it.
std::optional<QLineF> sharedEdge(const Direction& direction, const QRectF& card, const std::vector<QRectF>& others) {
  const QRectF* best = nullptr;
  const auto distance = [&](const QRectF& other) { return QLineF(other.center(), card.center()).length(); };
  for (const auto& other : others)
    if ((other.*direction.place)() == (card.*direction.place)() && distance(other) <= kFar &&
        (!best || distance(other) < distance(*best)))
      best = &other;
  if (!best) return std::nullopt;
  const auto both = card | *best;
  return direction.place == &QRectF::left ? QLineF(both.left(), both.top() - kBeyond, both.left(), both.bottom() + kBeyond)
                                          : QLineF(both.left() - kBeyond, both.top(), both.right() + kBeyond, both.top());
}

}  // namespace

Snap snapped(QPointF wished, const SnapTargets& targets) {
  const auto wish = cardRect(wished);
  const QPointF place(coordinate(kAcross, wish, targets), coordinate(kDown, wish, targets));
  Snap snap;
  snap.place = toPosition(place, false);
  const auto card = cardRect(place);
  bool isStraightAcross = false, isStraightDown = false;
  for (const auto& other : targets.linked) {
    const auto line = straightLine(card, other);
    if (!line) continue;
    snap.straight.push_back(*line);
    (line->dy() == 0 ? isStraightDown : isStraightAcross) = true;
  }
  auto all = targets.others;
  all.insert(all.end(), targets.linked.begin(), targets.linked.end());
  if (!isStraightAcross)
    if (const auto line = sharedEdge(kAcross, card, all)) snap.aligned.push_back(*line);
  if (!isStraightDown)
    if (const auto line = sharedEdge(kDown, card, all)) snap.aligned.push_back(*line);
  return snap;
}

}  // namespace virga::ui
