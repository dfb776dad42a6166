#include "ui/canvas/gauge_painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPolygonF>
#include <QStringList>

#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kBarLength = 3.2;  // of the bar for what waits, in heights of a symbol

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

QColor color(Role role) { return Theme::instance().color(role); }

// Lines aslant, drawn rather than filled with a pattern: they keep their width at every zoom.
void paintLines(QPainter& painter, const QRectF& area, double step, double width) {
  painter.save();
  painter.setClipRect(area, Qt::IntersectClip);
  painter.setPen(QPen(color(Role::error), width));
  for (double x = area.left() - area.height(); x < area.right(); x += step)
    painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
  painter.restore();
}

void paintBar(QPainter& painter, const QRectF& box, double share) {
  painter.setPen(QPen(color(Role::mutedText), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(box);
  const auto inside = box.adjusted(1, 1, -1, -1);
  painter.fillRect(QRectF(inside.topLeft(), QSizeF(inside.width() * std::clamp(share, 0.0, 1.0), inside.height())),
                   color(Role::series1));
}

void paintThrottles(QPainter& painter, const QRectF& box) {
  paintLines(painter, box, box.height() / 2.5, box.height() / 8);
  painter.setPen(QPen(color(Role::error), 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(box);
}

void paintFailures(QPainter& painter, const QRectF& box) {
  QPolygonF octagon;
  for (int i = 0; i < 8; ++i) {
    const double angle = M_PI / 8 + M_PI * i / 4;
    octagon << box.center() + QPointF(std::cos(angle), std::sin(angle)) * box.height() / 2 * 1.06;
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(color(Role::error));
  painter.drawPolygon(octagon);
  painter.setPen(QPen(color(Role::card), box.height() / 7));
  const double reach = box.height() / 5;
  const auto middle = box.center();
  painter.drawLine(middle - QPointF(reach, reach), middle + QPointF(reach, reach));
  painter.drawLine(middle - QPointF(reach, -reach), middle + QPointF(reach, -reach));
}

void paintRing(QPainter& painter, const QRectF& box, double width) {
  QPen pen(color(Role::info), width);
  pen.setCapStyle(Qt::FlatCap);
  pen.setDashPattern({2.2, 1.2});
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(box.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

struct Gauge {
  void (*paint)(QPainter&, const QRectF&, const CardOverlay&);
  double length;  // of the symbol, in its heights
  QString number;
};

std::vector<Gauge> gaugesOf(const CardOverlay& overlay) {
  std::vector<Gauge> gauges;
  const auto perSecond = [](double rate) { return shortCountText(rate) + QStringLiteral("/s"); };
  if (overlay.depth)
    gauges.push_back({[](QPainter& p, const QRectF& box, const CardOverlay& o) { paintBar(p, box, o.depthShare); },
                      kBarLength, shortCountText(*overlay.depth < 10 ? *overlay.depth : std::round(*overlay.depth))});
  if (overlay.throttlesPerSecond > 0)
    gauges.push_back({[](QPainter& p, const QRectF& box, const CardOverlay&) { paintThrottles(p, box); }, 1,
                      perSecond(overlay.throttlesPerSecond)});
  if (overlay.errorsPerSecond > 0)
    gauges.push_back({[](QPainter& p, const QRectF& box, const CardOverlay&) { paintFailures(p, box); }, 1,
                      perSecond(overlay.errorsPerSecond)});
  if (overlay.coldStartsPerSecond > 0)
    gauges.push_back({[](QPainter& p, const QRectF& box, const CardOverlay&) { paintRing(p, box, box.height() / 5); }, 1,
                      perSecond(overlay.coldStartsPerSecond)});
  return gauges;
}

}  // namespace

bool hasGauges(const CardOverlay& overlay) {
  return overlay.depth || overlay.throttlesPerSecond > 0 || overlay.errorsPerSecond > 0 || overlay.coldStartsPerSecond > 0;
}

void paintGauges(QPainter& painter, const CardOverlay& overlay, const QRectF& row, const QFont* font) {
  const double height = row.height() * 0.62;
  double x = row.left();
  for (const auto& gauge : gaugesOf(overlay)) {
    const QRectF box(x, row.center().y() - height / 2, height * gauge.length, height);
    const double text = font ? QFontMetricsF(*font).horizontalAdvance(gauge.number) + 3 : 0;
    if (box.right() + text > row.right() + 0.5) return;
    gauge.paint(painter, box, overlay);
    if (font) {
      painter.setFont(*font);
      painter.setPen(color(Role::cardTitle));
      painter.drawText(QRectF(box.right() + 3, row.top(), text, row.height()), Qt::AlignVCenter | Qt::AlignLeft,
                       gauge.number);
    }
    x = box.right() + text + height * 0.8;
  }
}

void paintHatch(QPainter& painter, const QRectF& strip) {
  paintLines(painter, strip, std::max(6.0, strip.height()), std::max(1.5, strip.height() / 4));
}

void paintColdRing(QPainter& painter, const QRectF& icon, double width) {
  paintRing(painter, icon.adjusted(-2 * width, -2 * width, 2 * width, 2 * width), width);
}

QString overlayText(const CardOverlay& overlay) {
  QStringList lines{overlay.line};
  const auto add = [&](const char* text, std::optional<double> value, QString (*format)(double)) {
    if (value) lines << tr(text).arg(format(*value));
  };
  const auto rate = [](double perSecond) { return perSecond > 0 ? std::optional(perSecond) : std::nullopt; };
  const auto cost = overlay.costPerHour;
  add(QT_TRANSLATE_NOOP("virga::ui", "Instances: %1"), overlay.instances, shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Executions: %1"), overlay.busy, shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Starting: %1"), overlay.starting, shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Utilisation: %1"), overlay.utilisation, shareText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Waiting: %1"), overlay.depth, shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Oldest received: %1"), overlay.oldestAgeMs, millisecondsText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Throttled: %1 a second"), rate(overlay.throttlesPerSecond), shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Failed: %1 a second"), rate(overlay.errorsPerSecond), shortCountText);
  add(QT_TRANSLATE_NOOP("virga::ui", "Cold starts: %1 a second"), rate(overlay.coldStartsPerSecond), shortCountText);
  if (cost) lines << tr(QT_TRANSLATE_NOOP("virga::ui", "Cost: %1")).arg(valueText(*cost, overlay.currency + "/h"));
  lines.removeAll(QString());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace virga::ui
