#include "ui/charts/chart_mouse.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QMouseEvent>
#include <QWheelEvent>
#include <qcustomplot.h>

namespace virga::ui {
namespace {

constexpr int kDragStart = 4;       // pixels
constexpr double kZoomStep = 0.8;   // of the range
constexpr double kWheelStep = 120;  // eighths of a degree

}  // namespace

ChartMouse::ChartMouse(QCustomPlot* plot, std::function<bool(QPointF)> isHandle, QObject* parent)
    : QObject(parent), plot_(plot), isHandle_(std::move(isHandle)) {
  plot_->installEventFilter(this);
}

double ChartMouse::timeAt(QPointF position) const { return plot_->xAxis->pixelToCoord(position.x()); }

void ChartMouse::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return;
  pressedAt_ = event.pos();
  moved_ = false;
  dragsInstant_ = isHandle_(event.position());
  dragFrom_ = timeAt(event.position());
}

void ChartMouse::move(const QMouseEvent& event) {
  const double time = timeAt(event.position());
  const bool held = event.buttons() & Qt::LeftButton;
  if (held && (event.pos() - pressedAt_).manhattanLength() >= kDragStart) moved_ = true;
  if (held && dragsInstant_) {
    emit instantDragged(std::clamp(time, range_.from, range_.to));
  } else if (held && dragFrom_) {
    const double shift = *dragFrom_ - time;
    if (moved_ && shift != 0) emit rangeWanted({range_.from + shift, range_.to + shift});
  } else {
    plot_->setCursor(isHandle_(event.position()) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    emit pointed(time);
  }
}

void ChartMouse::release(const QMouseEvent& event) {
  const bool isClick = dragFrom_ && !moved_ && event.button() == Qt::LeftButton;
  dragFrom_.reset();
  dragsInstant_ = false;
  if (isClick) emit clicked(event.position());
}

void ChartMouse::zoom(double time, double factor) {
  emit rangeWanted({time - (time - range_.from) * factor, time + (range_.to - time) * factor});
}

bool ChartMouse::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseMove: move(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonPress: press(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonRelease: release(*static_cast<QMouseEvent*>(event)); return true;
    case QEvent::MouseButtonDblClick: emit wholeRangeWanted(); return true;
    case QEvent::Leave: emit pointed(std::nullopt); break;
    case QEvent::Wheel: {
      const auto* wheel = static_cast<QWheelEvent*>(event);
      const int turned = wheel->angleDelta().y();
      if (turned != 0) zoom(timeAt(wheel->position()), std::pow(kZoomStep, turned / kWheelStep));
      return true;
    }
    default: break;
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace virga::ui

#include "moc_chart_mouse.cpp"
