#include "ui/inspector/density_plot.h"

#include <algorithm>

#include <QPainter>
#include <QPainterPath>

#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr int kMargin = 6;

struct Mark {
  QString name;
  double at;  // ms
  Qt::PenStyle style;
};

// A density that has no bound, as near zero of a Weibull law of a small shape, is cut so that the rest can be seen.
double shownMaximum(const DensityCurve& curve) {
  std::vector<double> heights;
  for (const auto& point : curve.points) heights.push_back(point.y());
  std::sort(heights.begin(), heights.end());
  return std::min(heights.back(), 3 * heights[heights.size() * 3 / 4]);
}

}  // namespace

DensityPlot::DensityPlot(QWidget* parent) : QWidget(parent) {
  setObjectName("density");
  setAccessibleName(tr("Density"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  QObject::connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize DensityPlot::sizeHint() const { return {220, 8 * fontMetrics().height()}; }

void DensityPlot::setDistribution(const model::Distribution& distribution) {
  curve_ = densityCurve(distribution);
  setAccessibleDescription(tr("Mean %1, p50 %2, p95 %3, p99 %4")
                               .arg(millisecondsText(curve_.mean), millisecondsText(curve_.p50),
                                    millisecondsText(curve_.p95), millisecondsText(curve_.p99)));
  setToolTip(accessibleDescription());
  update();
}

void DensityPlot::paintEvent(QPaintEvent*) {
  const auto color = [](Role role) { return Theme::instance().color(role); };
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), color(Role::chartBackground));
  painter.setPen(color(Role::border));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));

  const int line = fontMetrics().height();
  const QRectF area(kMargin, kMargin + 3 * line, width() - 2 * kMargin, height() - 2 * kMargin - 4 * line);
  const double span = std::max(1e-12, curve_.end - curve_.start);
  const auto x = [&](double milliseconds) { return area.left() + (milliseconds - curve_.start) / span * area.width(); };

  painter.setClipRect(rect().adjusted(1, 1, -1, -1));
  if (curve_.points.empty()) {
    painter.setPen(QPen(color(Role::series1), 3));
    painter.drawLine(QPointF(x(curve_.mean), area.top()), QPointF(x(curve_.mean), area.bottom()));
  } else {
    const double top = shownMaximum(curve_);
    QPolygonF outline;
    for (const auto& point : curve_.points)
      outline << QPointF(x(point.x()), area.bottom() - std::min(1.0, point.y() / top) * area.height());
    QColor fill = color(Role::series1);
    fill.setAlphaF(0.25F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(outline);
    painter.setPen(QPen(color(Role::series1), 1));
    painter.drawPolyline(outline);
  }
  painter.setPen(color(Role::border));
  painter.drawLine(area.bottomLeft(), area.bottomRight());

  // Each mark has a line of its own for its number, so that near ones don't cover each other.
  const std::vector<Mark> marks{
      {tr("p50"), curve_.p50, Qt::SolidLine}, {tr("p95"), curve_.p95, Qt::DashLine}, {tr("p99"), curve_.p99, Qt::DotLine}};
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto& mark = marks[i];
    const QString text = tr("%1 %2").arg(mark.name, millisecondsText(mark.at));
    const int width = fontMetrics().horizontalAdvance(text);
    const double at = x(mark.at);
    const double baseline = kMargin + (static_cast<double>(i) + 1) * line - fontMetrics().descent();
    painter.setPen(QPen(color(Role::text), 1, mark.style));
    painter.drawLine(QPointF(at, baseline + 2), QPointF(at, area.bottom()));
    painter.setPen(color(Role::text));
    const bool onTheLeft = at + 3 + width > area.right();
    painter.drawText(QPointF(onTheLeft ? std::max<double>(kMargin, at - 3 - width) : at + 3, baseline), text);
  }
  painter.setPen(color(Role::mutedText));
  const double below = area.bottom() + fontMetrics().ascent() + 2;
  const QString start = millisecondsText(curve_.start), end = millisecondsText(curve_.end);
  painter.drawText(QPointF(area.left(), below), start);
  painter.drawText(QPointF(area.right() - fontMetrics().horizontalAdvance(end), below), end);
}

}  // namespace virga::ui
