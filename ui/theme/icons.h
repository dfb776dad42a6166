#pragma once

#include <QColor>
#include <QIcon>
#include <QPainter>
#include <QString>

namespace virga::ui {

// The icons are drawings in one colour (`currentColor`), in resources/icons; a name without a file gets the icon
// "component".

// Paints the icon into the rectangle: from a cache of pixels on a screen, as lines on an SVG.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);

// In the theme's text colour; make it anew when the theme changes.
QIcon icon(const QString& name);

}  // namespace virga::ui
