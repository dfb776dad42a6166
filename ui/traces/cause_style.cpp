#include "ui/traces/cause_style.h"

#include <QCoreApplication>
#include <QPen>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

using simulator::Cause;
using simulator::SpanOutcome;

QString tr(const char* text) { return QCoreApplication::translate("virga::ui", text); }

struct Style {
  Role color;
  Qt::BrushStyle pattern;
};

Style styleOf(Cause cause) {
  switch (cause) {
    case Cause::overhead: return {Role::mutedText, Qt::Dense6Pattern};
    case Cause::queueing: return {Role::series2, Qt::BDiagPattern};
    case Cause::coldStart: return {Role::series5, Qt::DiagCrossPattern};
    case Cause::execution: return {Role::series1, Qt::SolidPattern};
    case Cause::call: return {Role::series3, Qt::HorPattern};
    case Cause::backOff: return {Role::series6, Qt::VerPattern};
    case Cause::throttle: break;
  }
  return {Role::error, Qt::CrossPattern};
}

}  // namespace

QString causeText(Cause cause) {
  switch (cause) {
    case Cause::overhead: return tr("overhead");
    case Cause::queueing: return tr("queueing");
    case Cause::coldStart: return tr("cold start");
    case Cause::execution: return tr("execution");
    case Cause::call: return tr("call");
    case Cause::backOff: return tr("retry back-off");
    case Cause::throttle: break;
  }
  return tr("throttle");
}

QString outcomeText(SpanOutcome outcome) {
  switch (outcome) {
    case SpanOutcome::ok: return tr("ok");
    case SpanOutcome::error: return tr("error");
    case SpanOutcome::throttled: return tr("throttled");
    case SpanOutcome::timeout: return tr("timeout");
    case SpanOutcome::cancelled: return tr("cancelled");
    case SpanOutcome::unfinished: break;
  }
  return tr("unfinished");
}

void paintCause(QPainter& painter, const QRectF& bar, Cause cause) {
  constexpr qreal kNarrow = 3;
  constexpr int kGround = 60;  // of 255
  const auto style = styleOf(cause);
  const auto color = Theme::instance().color(style.color);
  // A pattern can't be told in a bar of a few pixels.
  if (bar.width() < kNarrow) return painter.fillRect(bar, color);
  auto ground = color;
  ground.setAlpha(kGround);
  painter.fillRect(bar, ground);
  painter.fillRect(bar, QBrush(color, style.pattern));
  painter.setPen(QPen(color, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

}  // namespace virga::ui
