#include "ui/traces/waterfall_view.h"

#include <algorithm>
#include <cmath>

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"
#include "ui/traces/cause_style.h"

namespace virga::ui {

namespace {

constexpr int kNames = 230;  // width of the column of names
constexpr int kAxis = 20;    // height
constexpr int kMargin = 10;  // beside the bars
constexpr int kIndent = 10;
constexpr int kBarHeight = 11;
constexpr int kTick = 110;  // least distance
constexpr double kMostZoom = 10'000;
constexpr double kZoomStep = 1.5;
constexpr double kNsPerMs = 1e6;

// 1, 2 or 5 times a power of ten, at least `least`.
double niceStep(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least) return factor * power;
  return 10 * power;
}

QString timeText(double ns) { return millisecondsText(ns / kNsPerMs); }

}  // namespace

WaterfallView::WaterfallView(QWidget* parent) : QAbstractScrollArea(parent) {
  setObjectName("waterfall");
  setAccessibleName(tr("Spans of the request"));
  setFocusPolicy(Qt::StrongFocus);
  viewport()->setAutoFillBackground(true);
  viewport()->setBackgroundRole(QPalette::Base);
  connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void WaterfallView::setTrace(std::shared_ptr<const simulator::Trace> trace) {
  trace_ = std::move(trace);
  rows_ = trace_ ? waterfallRows(*trace_) : std::vector<WaterfallRow>{};
  end_ = trace_ ? waterfallEnd(*trace_) : 0;
  // What goes on long after the answer isn't what one looks at first.
  constexpr double kShownBeyond = 1.2;
  zoom_ = trace_ ? static_cast<double>(end_ - trace_->startNs) /
                       (kShownBeyond * static_cast<double>(std::max<std::int64_t>(1, trace_->latencyNs())))
                 : 1;
  zoom_ = std::clamp(zoom_, 1.0, kMostZoom);
  current_ = -1;
  layOut();
  verticalScrollBar()->setValue(0);
  horizontalScrollBar()->setValue(0);
  setCurrentRow(rows_.empty() ? -1 : 0);
}

QString WaterfallView::rowText(int row) const {
  if (!trace_ || row < 0 || row >= static_cast<int>(rows_.size())) return {};
  return spanText(*trace_, rows_[static_cast<std::size_t>(row)]);
}

void WaterfallView::setCurrentRow(int row) {
  current_ = rows_.empty() ? -1 : std::clamp(row, 0, static_cast<int>(rows_.size()) - 1);
  setAccessibleDescription(rowText(current_));
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
  if (current_ >= 0) {
    const int top = rowTop(current_), height = rowTop(current_ + 1) - top;
    auto* bar = verticalScrollBar();
    if (top < kAxis) bar->setValue(bar->value() + top - kAxis);
    if (top + height > viewport()->height()) bar->setValue(bar->value() + top + height - viewport()->height());
  }
  viewport()->update();
  emit currentChanged(current_);
}

int WaterfallView::plotWidth() const { return std::max(50, viewport()->width() - kNames - 2 * kMargin); }

double WaterfallView::contentWidth() const { return plotWidth() * zoom_; }

double WaterfallView::xOf(std::int64_t ns) const {
  const double share = static_cast<double>(ns - trace_->startNs) / static_cast<double>(end_ - trace_->startNs);
  return kNames + kMargin + share * contentWidth() - horizontalScrollBar()->value();
}

int WaterfallView::rowTop(int row) const {
  return kAxis + row * (fontMetrics().height() + 5) - verticalScrollBar()->value();
}

int WaterfallView::rowAt(int y) const {
  if (y < kAxis) return -1;
  const int row = (y - kAxis + verticalScrollBar()->value()) / (fontMetrics().height() + 5);
  return row < static_cast<int>(rows_.size()) ? row : -1;
}

QRect WaterfallView::barRect(int row) const {
  const auto& span = trace_->spans[rows_[static_cast<std::size_t>(row)].span];
  const double left = xOf(span.startNs), right = xOf(std::max(span.endNs, span.startNs));
  const int height = rowTop(row + 1) - rowTop(row);
  // Beyond what a painter can take nothing is seen.
  constexpr double kFar = 20'000;
  const int from = static_cast<int>(std::round(std::clamp(left, -kFar, kFar)));
  const int to = static_cast<int>(std::round(std::clamp(right, -kFar, kFar)));
  return {from, rowTop(row) + (height - kBarHeight) / 2 - 1, std::max(1, to - from), kBarHeight};
}

void WaterfallView::layOut() {
  const int rowHeight = fontMetrics().height() + 5;
  auto* vertical = verticalScrollBar();
  vertical->setRange(0, std::max(0, static_cast<int>(rows_.size()) * rowHeight + kAxis - viewport()->height()));
  vertical->setPageStep(std::max(1, viewport()->height() - kAxis));
  vertical->setSingleStep(rowHeight);
  auto* horizontal = horizontalScrollBar();
  horizontal->setRange(0, static_cast<int>(std::max(0.0, contentWidth() - plotWidth())));
  horizontal->setPageStep(plotWidth());
  horizontal->setSingleStep(plotWidth() / 10);
  viewport()->update();
}

void WaterfallView::setZoom(double zoom) { zoomAround(zoom / zoom_, kNames + kMargin + plotWidth() / 2.0); }

// The time under x stays where it is.
void WaterfallView::zoomAround(double factor, double x) {
  const double zoom = std::clamp(zoom_ * factor, 1.0, kMostZoom);
  const double at = (x - kNames - kMargin + horizontalScrollBar()->value()) / zoom_;
  zoom_ = zoom;
  layOut();
  horizontalScrollBar()->setValue(static_cast<int>(std::round(at * zoom_ - (x - kNames - kMargin))));
}

void WaterfallView::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  if (!trace_) return;
  paintGrid(painter);
  const int first = std::max(0, rowAt(kAxis)), count = static_cast<int>(rows_.size());
  for (int row = first; row < count && rowTop(row) < viewport()->height(); ++row) paintRow(painter, row);
  paintAxis(painter);
}

std::vector<std::int64_t> WaterfallView::ticks() const {
  const double perPixel = static_cast<double>(end_ - trace_->startNs) / contentWidth();
  const double step = niceStep(kTick * perPixel);
  const double from = horizontalScrollBar()->value() * perPixel;
  std::vector<std::int64_t> out;
  for (double at = std::floor(from / step) * step; at <= from + (plotWidth() + kMargin) * perPixel; at += step)
    out.push_back(trace_->startNs + static_cast<std::int64_t>(at));
  return out;
}

void WaterfallView::paintGrid(QPainter& painter) const {
  const auto& theme = Theme::instance();
  painter.setPen(theme.color(Role::chartGrid));
  for (const auto tick : ticks())
    if (const auto x = static_cast<int>(xOf(tick)); x >= kNames) painter.drawLine(x, kAxis, x, viewport()->height());
  // The answer: what stands behind it goes on without the caller.
  const double answer = xOf(trace_->endNs);
  if (trace_->endNs >= end_ || answer < kNames || answer > viewport()->width()) return;
  painter.setPen(QPen(theme.color(Role::text), 1, Qt::DashLine));
  painter.drawLine(static_cast<int>(answer), kAxis, static_cast<int>(answer), viewport()->height());
}

void WaterfallView::paintAxis(QPainter& painter) const {
  const auto& theme = Theme::instance();
  painter.fillRect(0, 0, viewport()->width(), kAxis, theme.color(Role::window));
  painter.setPen(theme.color(Role::mutedText));
  painter.drawText(6, 0, kNames - 6, kAxis, Qt::AlignLeft | Qt::AlignVCenter, tr("Component: operation"));
  painter.setClipRect(kNames, 0, viewport()->width() - kNames, kAxis);
  for (const auto tick : ticks()) {
    const auto x = static_cast<int>(xOf(tick));
    painter.drawLine(x, kAxis - 5, x, kAxis);
    painter.drawText(x + 3, 0, kTick, kAxis, Qt::AlignLeft | Qt::AlignVCenter,
                     timeText(static_cast<double>(tick - trace_->startNs)));
  }
  painter.setClipping(false);
}

void WaterfallView::paintRow(QPainter& painter, int row) const {
  const auto& theme = Theme::instance();
  const auto& [index, depth, critical] = rows_[static_cast<std::size_t>(row)];
  const auto& span = trace_->spans[index];
  const QRect line(0, rowTop(row), viewport()->width(), rowTop(row + 1) - rowTop(row));
  if (row == current_) {
    painter.fillRect(line, theme.color(Role::selection));
    if (hasFocus()) {
      painter.setPen(theme.color(Role::focus));
      painter.setBrush(Qt::NoBrush);
      painter.drawRect(line.adjusted(0, 0, -1, -1));
    }
  }
  painter.setPen(theme.color(span.outcome == simulator::SpanOutcome::ok ? Role::text : Role::error));
  const int left = 6 + std::min(depth * kIndent, kNames / 2);
  auto name = spanTitle(span);
  if (span.outcome != simulator::SpanOutcome::ok) name = QStringLiteral("✕ ") + name;
  painter.drawText(QRect(left, line.top(), kNames - left - 6, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(name, Qt::ElideRight, kNames - left - 6));
  painter.setClipRect(kNames, line.top(), line.width() - kNames, line.height());
  const auto bar = barRect(row);
  paintCause(painter, bar, span.cause);
  for (const auto& part : critical) {
    const auto from = static_cast<int>(xOf(part.fromNs)), to = static_cast<int>(xOf(part.toNs));
    painter.fillRect(from, bar.bottom() + 2, std::max(1, to - from), 3, theme.color(Role::text));
  }
  paintBarText(painter, bar, span);
  painter.setClipping(false);
}

// Beside the bar where there is room, else on it.
void WaterfallView::paintBarText(QPainter& painter, const QRect& bar, const simulator::Span& span) const {
  constexpr int kGap = 4;
  const auto& theme = Theme::instance();
  const auto text = tr("%1 %2").arg(causeText(span.cause), timeText(static_cast<double>(span.endNs - span.startNs)));
  const int width = fontMetrics().horizontalAdvance(text), height = fontMetrics().height();
  const int top = bar.center().y() - height / 2;
  QRect place(bar.right() + kGap, top, width, height);
  if (place.right() > viewport()->width() - 2) place.moveLeft(bar.left() - kGap - width);
  if (place.left() < kNames + 2) {
    place.moveLeft(std::max(bar.left(), kNames) + kGap);
    painter.fillRect(place.adjusted(-3, 0, 3, 0), theme.color(Role::field));
  }
  painter.setPen(theme.color(Role::text));
  painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
}

void WaterfallView::resizeEvent(QResizeEvent*) { layOut(); }

void WaterfallView::keyPressEvent(QKeyEvent* event) {
  const int page = std::max(1, verticalScrollBar()->pageStep() / (fontMetrics().height() + 5));
  auto* horizontal = horizontalScrollBar();
  const double middle = kNames + kMargin + plotWidth() / 2.0;
  switch (event->key()) {
    case Qt::Key_Up: return setCurrentRow(current_ - 1);
    case Qt::Key_Down: return setCurrentRow(current_ + 1);
    case Qt::Key_PageUp: return setCurrentRow(current_ - page);
    case Qt::Key_PageDown: return setCurrentRow(current_ + page);
    case Qt::Key_Home: return setCurrentRow(0);
    case Qt::Key_End: return setCurrentRow(static_cast<int>(rows_.size()) - 1);
    case Qt::Key_Left: return horizontal->setValue(horizontal->value() - horizontal->singleStep());
    case Qt::Key_Right: return horizontal->setValue(horizontal->value() + horizontal->singleStep());
    case Qt::Key_Plus: return zoomAround(kZoomStep, middle);
    case Qt::Key_Minus: return zoomAround(1 / kZoomStep, middle);
    case Qt::Key_0: return setZoom(1);
    default: QAbstractScrollArea::keyPressEvent(event);
  }
}

void WaterfallView::wheelEvent(QWheelEvent* event) {
  if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
  zoomAround(event->angleDelta().y() > 0 ? kZoomStep : 1 / kZoomStep, event->position().x());
  event->accept();
}

void WaterfallView::mousePressEvent(QMouseEvent* event) {
  if (const int row = rowAt(event->pos().y()); row >= 0) setCurrentRow(row);
}

bool WaterfallView::viewportEvent(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    QToolTip::showText(help->globalPos(), rowText(rowAt(help->pos().y())), viewport());
    return true;
  }
  return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace virga::ui
