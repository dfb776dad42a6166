#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <QRectF>

namespace virga::ui {

enum class Heading { left, right, up, down };

// Which of the cards an arrow key leads to from a card: a short way straight ahead comes before a shorter one aside. Cards
// that stand more aside than ahead by far are not in the direction at all.
std::optional<std::size_t> nearestAhead(const QRectF& from, const std::vector<QRectF>& cards, Heading heading);

}  // namespace virga::ui
