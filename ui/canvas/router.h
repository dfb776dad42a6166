#pragma once

#include <cstddef>
#include <vector>

#include <QPolygonF>
#include <QRectF>

namespace virga::ui {

// A line to draw from one card to another, by their places in the list of cards.
struct Link {
  std::size_t from = 0;
  std::size_t to = 0;
  bool operator==(const Link&) const = default;
};

// Where a line leaves and meets its cards, and which way.
enum class Side { left, top, right, bottom };
struct Attachment {
  Side side = Side::right;
  QPointF point;  // on the card's border
  bool operator==(const Attachment&) const = default;
};
struct Attachments {
  Attachment from, to;
  bool operator==(const Attachments&) const = default;
};

// Spreads the ends of all links along the sides of their cards: a level line keeps the middle, the others stand above
// and below it in the order of their directions, so that they needn't cross.
std::vector<Attachments> attach(const std::vector<QRectF>& cards, const std::vector<Link>& links);

// Orthogonal routes that go round the cards: cheapest paths on a 10-pixel grid, where bends, crossings, closeness to cards
// and running along another line cost. Routes whose `stale` flag isn't set are kept and taken into account. Where cards
// leave no way (overlapping, or spread too far for the grid) the route is the plain one with three legs.
void routeLinks(const std::vector<QRectF>& cards, const std::vector<Link>& links, const std::vector<Attachments>& ends,
                const std::vector<bool>& stale, std::vector<QPolygonF>& routes);

}  // namespace virga::ui
