#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace virga::ui {

class CanvasScene;

// What stands below an exported drawing; empty: nothing.
struct DrawingCaption {
  QString title;
  QString text;
};

// The whole drawing at 100 %, as lines, on a plain ground without the grid. The same drawing gives the same bytes.
// `title` is the file's own, for those who read or list it.
QByteArray svgOf(CanvasScene& scene, const QString& title, const DrawingCaption& caption = {});

// The same as pixels, `scale` of them for each of the drawing's; null where that many are too many for an image.
QImage imageOf(CanvasScene& scene, double scale, const DrawingCaption& caption = {});

}  // namespace virga::ui
