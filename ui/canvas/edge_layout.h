#pragma once

#include <optional>
#include <vector>

#include <QPolygonF>
#include <QRectF>

#include "ui/canvas/router.h"

namespace virga::ui {

// Keeps the routes and label places of all lines, and renews only those that a change concerns.
class EdgeLayout {
 public:
  struct Line {
    Link link;
    QSizeF label;  // empty: none
    bool operator==(const Line&) const = default;
  };

  // Where each card and line was in the lists until now; nothing: it is new.
  using Before = std::vector<std::optional<std::size_t>>;
  // Other cards or lines. Lines that were there keep their way, unless a card that is new, gone or elsewhere is near.
  void change(std::vector<QRectF> cards, const Before& cardsBefore, std::vector<Line> lines, const Before& linesBefore);
  // The same cards and lines; some cards stand elsewhere. `preview` leaves lines that cards merely pass alone, and moves
  // those between two moved cards along with them: for use during a drag.
  void moveCards(const std::vector<QRectF>& cards, bool preview);

  const std::vector<QPolygonF>& routes() const { return routes_; }
  const std::vector<std::optional<QRectF>>& labels() const { return labels_; }

 private:
  void update(std::vector<bool> stale, std::vector<Attachments> ends);
  std::vector<Link> links() const;

  std::vector<QRectF> cards_;
  std::vector<Line> lines_;
  std::vector<Attachments> ends_;
  std::vector<QPolygonF> routes_;
  std::vector<std::optional<QRectF>> labels_;
};

}  // namespace virga::ui
