#pragma once

#include <cstddef>
#include <optional>
#include <unordered_map>
#include <vector>

#include <QPolygonF>
#include <QRectF>
#include <QSizeF>

namespace virga::ui {

// Rectangles by where they are, for asking what is in the way.
class RectIndex {
 public:
  void insert(const QRectF& rect, std::size_t owner);
  // Whether anything of another owner lies there.
  bool isTaken(const QRectF& rect, std::size_t owner) const;

 private:
  struct Entry {
    QRectF rect;
    std::size_t owner;
  };
  std::unordered_map<std::uint64_t, std::vector<Entry>> buckets_;
};

// A place for a label on its route where no card or other label is, and if possible no other line; nothing if there is
// none.
std::optional<QRectF> placeLabel(const QPolygonF& route, QSizeF size, std::size_t owner, const RectIndex& cardsAndLabels,
                                 const RectIndex& lines);

}  // namespace virga::ui
