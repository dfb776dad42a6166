#pragma once

#include <QBrush>
#include <QPainter>
#include <QString>

#include "simulator/measure/trace.h"

namespace virga::ui {

QString causeText(simulator::Cause cause);
QString outcomeText(simulator::SpanOutcome outcome);

// A bar of time spent on the cause, told by its colour and by its pattern.
void paintCause(QPainter& painter, const QRectF& bar, simulator::Cause cause);

}  // namespace virga::ui
