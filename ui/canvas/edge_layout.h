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

  // Everything anew.
  void reset(std::vector<QRectF> cards, std::vector<Line> lines);
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
