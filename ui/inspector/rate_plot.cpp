#include "ui/inspector/rate_plot.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QPainter>

#include "model/units/duration.h"
#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr double kReach = 9;  // pixels from a point at which the mouse takes it
constexpr double kRadius = 4;

// The smallest of 1, 2, 5, 10 … that isn't below the value.
double roundStep(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= value * 0.999999) return factor * power;
  return 10 * power;
}

// On a multiple of the step, without the tail of digits that binary numbers leave.
double onStep(double value, double step) { return QString::number(std::round(value / step) * step, 'g', 9).toDouble(); }

QString timeText(double seconds) { return seconds == 0 ? QStringLiteral("0") : millisecondsText(seconds * 1000); }
QString rateText(double perSecond) { return valueText(perSecond, QStringLiteral("1/s")); }

}  // namespace

RatePlot::RatePlot(QWidget* parent) : QWidget(parent) {
  setObjectName("ratePlot");
  setAccessibleName(tr("Requests over the run"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize RatePlot::sizeHint() const { return {220, 9 * fontMetrics().height()}; }

void RatePlot::setRates(Points rates, double duration) {
  rates_ = std::move(rates);
  duration_ = duration;
  fitMaximum();
  describe();
}

void RatePlot::setPoints(Points points) {
  if (dragged_) return;  // they follow the mouse
  points_ = std::move(points);
  current_ = points_.empty() ? 0 : std::min(current_, points_.size() - 1);
  setFocusPolicy(points_.empty() ? Qt::NoFocus : Qt::StrongFocus);
  setMouseTracking(!points_.empty());
  fitMaximum();
  describe();
}

// While a point is dragged the scale stays.
void RatePlot::fitMaximum() {
  if (dragged_) return;
  double largest = 0;
  for (const auto* list : {&rates_, &points_})
    for (const auto& point : *list) largest = std::max(largest, point.perSecond);
  maximum_ = largest > 0 ? 1.15 * largest : 1;
}

void RatePlot::describe() {
  double largest = 0, area = 0;
  for (std::size_t i = 0; i < rates_.size(); ++i) {
    largest = std::max(largest, rates_[i].perSecond);
    if (i > 0) area += (rates_[i].time - rates_[i - 1].time) * (rates_[i].perSecond + rates_[i - 1].perSecond) / 2;
  }
  QString text = tr("On average %1, at most %2, over %3.")
                     .arg(rateText(duration_ > 0 ? area / duration_ : 0), rateText(largest), timeText(duration_));
  if (!points_.empty()) {
    const auto& point = points_[current_];
    text += ' ' + tr("Point %1 of %2: %3 at %4. Page Up and Page Down choose a point, arrows move it, Delete removes it; a "
                     "double click adds one.")
                      .arg(current_ + 1)
                      .arg(points_.size())
                      .arg(rateText(point.perSecond), timeText(point.time));
  }
  setAccessibleDescription(text);
  setToolTip(text);
  update();
}

QRectF RatePlot::area() const {
  const int line = fontMetrics().height();
  const int left = fontMetrics().horizontalAdvance(rateText(onStep(maximum_, rateStep()))) + 10;
  return QRectF(rect()).adjusted(left, line / 2.0 + 2, -10, -line - 6);
}

QPointF RatePlot::placeOf(const simulator::RatePoint& point) const {
  const QRectF in = area();
  return {in.left() + point.time / duration_ * in.width(), in.bottom() - point.perSecond / maximum_ * in.height()};
}

QPoint RatePlot::positionOf(const simulator::RatePoint& point) const { return placeOf(point).toPoint(); }

simulator::RatePoint RatePlot::pointAt(const QPointF& place) const {
  const QRectF in = area();
  return {(place.x() - in.left()) / in.width() * duration_, (in.bottom() - place.y()) / in.height() * maximum_};
}

std::optional<std::size_t> RatePlot::handleAt(const QPointF& place) const {
  std::optional<std::size_t> nearest;
  double least = kReach;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const QPointF away = placeOf(points_[i]) - place;
    const double distance = std::hypot(away.x(), away.y());
    if (distance > least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

double RatePlot::timeStep() const { return roundStep(duration_ / 120); }
double RatePlot::rateStep() const { return roundStep(maximum_ / 120); }

simulator::RatePoint RatePlot::allowed(std::size_t index, simulator::RatePoint to) const {
  to.time = onStep(to.time, timeStep());
  to.perSecond = std::max(0.0, onStep(to.perSecond, rateStep()));
  const double first = index > 0 ? points_[index - 1].time + timeStep() : 0;
  const double last = index + 1 < points_.size() ? points_[index + 1].time - timeStep() : duration_;
  // Points that stand closer together than the step leave no room; then the time stays.
  to.time = first <= last ? std::clamp(to.time, first, last) : points_[index].time;
  return to;
}

void RatePlot::paintEvent(QPaintEvent*) {
  const auto color = [](Role role) { return Theme::instance().color(role); };
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), color(Role::chartBackground));
  painter.setPen(color(hasFocus() ? Role::focus : Role::border));
  painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
  const QRectF in = area();
  const auto metrics = fontMetrics();

  // Two to four lines across, at round rates.
  const double step = roundStep(maximum_ / 4);
  for (double rate = 0; rate <= maximum_; rate += step) {
    const double y = placeOf({0, rate}).y();
    painter.setPen(color(Role::chartGrid));
    painter.drawLine(QPointF(in.left(), y), QPointF(in.right(), y));
    const QString text = rateText(rate);
    painter.setPen(color(Role::mutedText));
    painter.drawText(QPointF(in.left() - 5 - metrics.horizontalAdvance(text), y + metrics.ascent() / 2.0 - 1), text);
  }
  const double below = in.bottom() + metrics.ascent() + 3;
  for (const double part : {0.0, 0.5, 1.0}) {
    const QString text = timeText(part * duration_);
    const double width = metrics.horizontalAdvance(text);
    const double x = in.left() + part * in.width();
    painter.drawText(QPointF(std::min(x - part * width, this->width() - width - 3), below), text);
  }

  painter.setPen(QPen(color(Role::border), 1));
  painter.drawLine(in.bottomLeft(), in.bottomRight());
  painter.setClipRect(in.adjusted(-kRadius - 2, -kRadius - 2, kRadius + 2, kRadius + 2));
  QPolygonF line;
  for (const auto& point : rates_) line << placeOf(point);
  painter.setPen(QPen(color(Role::series1), 1.5));
  painter.drawPolyline(line);
  if (points_.empty()) return;
  QPolygonF stated;
  for (const auto& point : points_) stated << placeOf(point);
  painter.setPen(QPen(color(Role::mutedText), 1, Qt::DashLine));
  painter.drawPolyline(stated);
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const bool isCurrent = i == current_ && (hasFocus() || dragged_);
    painter.setPen(QPen(color(isCurrent ? Role::focus : Role::series1), isCurrent ? 2 : 1));
    painter.setBrush(color(isCurrent ? Role::accent : Role::chartBackground));
    painter.drawEllipse(placeOf(points_[i]), kRadius, kRadius);
  }
}

void RatePlot::mousePressEvent(QMouseEvent* event) {
  const auto handle = event->button() == Qt::LeftButton ? handleAt(event->position()) : std::nullopt;
  if (!handle) return QWidget::mousePressEvent(event);
  current_ = *handle;
  dragged_ = handle;
  moved_ = false;
  before_ = points_;
  describe();
}

void RatePlot::mouseMoveEvent(QMouseEvent* event) {
  if (!dragged_) {
    setCursor(handleAt(event->position()) ? Qt::SizeAllCursor : Qt::ArrowCursor);
    return;
  }
  const auto to = allowed(*dragged_, pointAt(event->position()));
  if (to.time == points_[*dragged_].time && to.perSecond == points_[*dragged_].perSecond) return;
  points_[*dragged_] = to;
  moved_ = true;
  emit pointDragged(*dragged_, to);
  describe();
}

void RatePlot::mouseReleaseEvent(QMouseEvent* event) {
  if (!dragged_ || event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  const auto index = *dragged_;
  dragged_.reset();
  if (moved_) emit pointMoved(index, points_[index], false);
  fitMaximum();
  describe();
}

void RatePlot::mouseDoubleClickEvent(QMouseEvent* event) {
  if (points_.empty() || event->button() != Qt::LeftButton || handleAt(event->position())) return;
  auto at = pointAt(event->position());
  at.time = std::clamp(onStep(at.time, timeStep()), 0.0, duration_);
  at.perSecond = std::max(0.0, onStep(at.perSecond, rateStep()));
  const bool taken = std::any_of(points_.begin(), points_.end(), [&](const auto& point) { return point.time == at.time; });
  if (!taken) emit pointAdded(at);
}

void RatePlot::keyPressEvent(QKeyEvent* event) {
  if (points_.empty()) return QWidget::keyPressEvent(event);
  if (event->key() == Qt::Key_Escape && dragged_) {
    dragged_.reset();
    points_ = before_;
    emit dragCancelled();
    describe();
    return;
  }
  auto to = points_[current_];
  switch (event->key()) {
    case Qt::Key_PageUp:
      if (current_ > 0) --current_;
      return describe();
    case Qt::Key_PageDown:
      if (current_ + 1 < points_.size()) ++current_;
      return describe();
    case Qt::Key_Delete:
      if (points_.size() > 1) emit pointRemoved(current_);
      return;
    case Qt::Key_Left: to.time -= timeStep(); break;
    case Qt::Key_Right: to.time += timeStep(); break;
    case Qt::Key_Up: to.perSecond += rateStep(); break;
    case Qt::Key_Down: to.perSecond -= rateStep(); break;
    default: return QWidget::keyPressEvent(event);
  }
  to = allowed(current_, to);
  if (to.time != points_[current_].time || to.perSecond != points_[current_].perSecond) emit pointMoved(current_, to, true);
}

void RatePlot::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void RatePlot::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

}  // namespace virga::ui
