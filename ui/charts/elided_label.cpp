#include "ui/charts/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace virga::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) { setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); }

bool ElidedLabel::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || fontMetrics().horizontalAdvance(text()) <= width()) return QLabel::event(event);
  const auto help = toolTip().isEmpty() ? text() : text() + "\n" + toolTip();
  QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), help, this);
  return true;
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

}  // namespace virga::ui
