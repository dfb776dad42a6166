#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "ui/canvas/router.h"

namespace virga::ui {
namespace {

constexpr double kGap = 20;     // less room than this between two cards, and a line can't pass from side to side
constexpr double kLevel = 5;    // ends within this distance count as level
constexpr double kCorner = 12;  // no line ends nearer to a corner

std::pair<Side, Side> sides(const QRectF& from, const QRectF& to) {
  const double right = to.left() - from.right();
  const double left = from.left() - to.right();
  const double down = to.top() - from.bottom();
  const double up = from.top() - to.bottom();
  if (right >= kGap) return {Side::right, Side::left};
  const double vertical = std::max(up, down);
  if (vertical >= kGap && (left < kGap || vertical > left))
    return down >= up ? std::pair{Side::bottom, Side::top} : std::pair{Side::top, Side::bottom};
  if (left >= kGap) return {Side::left, Side::right};
  return {Side::right, Side::bottom};  // overlapping, or a card linked to itself
}

bool isVertical(Side side) { return side == Side::left || side == Side::right; }

QPointF middle(const QRectF& card, Side side) {
  switch (side) {
    case Side::left: return {card.left(), card.center().y()};
    case Side::right: return {card.right(), card.center().y()};
    case Side::top: return {card.center().x(), card.top()};
    case Side::bottom: break;
  }
  return {card.center().x(), card.bottom()};
}

struct End {
  std::size_t link;
  bool isFrom;
  double across;  // signed distance of the other card along this side
  double slope;   // the direction to it
};

// Offsets from the middle for ends in order: 0 for the level ones, and steps of the grid on both sides of it.
std::vector<double> offsets(const std::vector<End>& ends, double room) {
  const auto isLevel = [](const End& end) { return std::abs(end.across) < kLevel; };
  const auto before = std::count_if(ends.begin(), ends.end(), [](const End& e) { return e.across <= -kLevel; });
  const auto level = std::count_if(ends.begin(), ends.end(), isLevel);
  const auto after = static_cast<std::ptrdiff_t>(ends.size()) - before - level;
  std::vector<double> result;
  if (level == 0 && before > 0 && after > 0 && before != after) {
    // Nothing level: the middle is free for one of the longer half.
    for (std::size_t i = 0; i < ends.size(); ++i)
      result.push_back(static_cast<double>(i) - std::floor(static_cast<double>(ends.size()) / 2));
  } else if (level == 0 && (before == 0 || after == 0)) {
    const auto count = static_cast<double>(ends.size());
    for (std::size_t i = 0; i < ends.size(); ++i)
      result.push_back(before == 0 ? static_cast<double>(i) : static_cast<double>(i) - count + 1);
  } else {
    for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(ends.size()); ++i) {
      if (i < before)
        result.push_back(static_cast<double>(i - before));
      else if (i < before + level)
        result.push_back(0);
      else
        result.push_back(static_cast<double>(i - before - level + 1));
    }
  }
  const double farthest = std::max(std::abs(result.front()), std::abs(result.back()));
  const double step = farthest * 20 <= room ? 20 : 10;
  for (double& offset : result) offset = std::clamp(offset * step, -room, room);
  return result;
}

}  // namespace

std::vector<Attachments> attach(const std::vector<QRectF>& cards, const std::vector<Link>& links) {
  std::vector<Attachments> result(links.size());
  std::map<std::pair<std::size_t, Side>, std::vector<End>> bySide;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto& from = cards[links[i].from];
    const auto& to = cards[links[i].to];
    const auto [out, in] = sides(from, to);
    const auto delta = to.center() - from.center();
    const auto add = [&](std::size_t card, Side side, bool isFrom, QPointF d) {
      const double across = isVertical(side) ? d.y() : d.x();
      const double along = std::abs(isVertical(side) ? d.x() : d.y());
      bySide[{card, side}].push_back({i, isFrom, across, std::atan2(across, along)});
    };
    result[i].from.side = out;
    result[i].to.side = in;
    add(links[i].from, out, true, delta);
    add(links[i].to, in, false, -delta);
  }
  for (auto& [key, ends] : bySide) {
    std::stable_sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.slope < b.slope; });
    const auto& card = cards[key.first];
    const bool vertical = isVertical(key.second);
    const double half = (vertical ? card.height() : card.width()) / 2;
    const auto places = offsets(ends, std::floor((half - kCorner) / 10) * 10);
    for (std::size_t i = 0; i < ends.size(); ++i) {
      auto& end = ends[i].isFrom ? result[ends[i].link].from : result[ends[i].link].to;
      end.point = middle(card, key.second) + (vertical ? QPointF(0, places[i]) : QPointF(places[i], 0));
    }
  }
  return result;
}

}  // namespace virga::ui
