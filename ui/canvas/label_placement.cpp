#include "ui/canvas/label_placement.h"

#include <algorithm>
#include <cmath>

#include <QLineF>

namespace virga::ui {
namespace {

constexpr double kBucket = 160;

template <typename Visit>
bool anyBucket(const QRectF& rect, Visit visit) {
  const auto place = [](double value) { return static_cast<std::int32_t>(std::floor(value / kBucket)); };
  for (auto y = place(rect.top()); y <= place(rect.bottom()); ++y)
    for (auto x = place(rect.left()); x <= place(rect.right()); ++x)
      if (visit(static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32 | static_cast<std::uint32_t>(y)))
        return true;
  return false;
}

}  // namespace

void RectIndex::insert(const QRectF& rect, std::size_t owner) {
  anyBucket(rect, [&](std::uint64_t key) {
    buckets_[key].push_back({rect, owner});
    return false;
  });
}

bool RectIndex::isTaken(const QRectF& rect, std::size_t owner) const {
  return anyBucket(rect, [&](std::uint64_t key) {
    const auto bucket = buckets_.find(key);
    return bucket != buckets_.end() && std::any_of(bucket->second.begin(), bucket->second.end(), [&](const Entry& entry) {
             return entry.owner != owner && entry.rect.intersects(rect);
           });
  });
}

std::optional<QRectF> placeLabel(const QPolygonF& route, QSizeF size, std::size_t owner, const RectIndex& cardsAndLabels,
                                 const RectIndex& lines) {
  // Level pieces first, long before short: a label reads best along its line.
  std::vector<QLineF> pieces;
  for (qsizetype i = 0; i + 1 < route.size(); ++i) pieces.emplace_back(route[i], route[i + 1]);
  const auto rank = [&size](const QLineF& line) {
    const bool level = std::abs(line.dy()) < 0.5;
    const bool fits = line.length() >= (level ? size.width() : size.height()) + 12;
    return line.length() + (level ? 200 : 0) + (fits ? 1000 : 0);
  };
  std::stable_sort(pieces.begin(), pieces.end(), [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  std::optional<QRectF> overLine;
  for (const auto& piece : pieces) {
    for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8}) {
      const QRectF rect(piece.pointAt(share) - QPointF(size.width(), size.height()) / 2, size);
      if (cardsAndLabels.isTaken(rect.adjusted(-2, -2, 2, 2), owner)) continue;
      if (!lines.isTaken(rect, owner)) return rect;
      if (!overLine) overLine = rect;
    }
  }
  return overLine;
}

}  // namespace virga::ui
