#include "ui/canvas/nearest_card.h"

#include <cmath>

namespace virga::ui {
namespace {
constexpr double kAsideCost = 2;  // pixels ahead that a pixel aside counts as
constexpr double kMostAside = 2;  // pixels aside for each pixel ahead
}  // namespace

std::optional<std::size_t> nearestAhead(const QRectF& from, const std::vector<QRectF>& cards, Heading heading) {
  std::optional<std::size_t> best;
  double least = 0;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const auto way = cards[i].center() - from.center();
    const bool level = heading == Heading::left || heading == Heading::right;
    const bool forward = heading == Heading::right || heading == Heading::down;
    const double ahead = (level ? way.x() : way.y()) * (forward ? 1 : -1);
    const double aside = std::abs(level ? way.y() : way.x());
    if (ahead < 1 || aside > kMostAside * ahead) continue;
    const double cost = ahead + kAsideCost * aside;
    if (best && cost >= least) continue;
    best = i;
    least = cost;
  }
  return best;
}

}  // namespace virga::ui
