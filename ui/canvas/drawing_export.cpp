#include "ui/canvas/drawing_export.h"

#include <algorithm>

#include <QApplication>
#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QSvgGenerator>

#include "ui/canvas/canvas_scene.h"
#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr double kMargin = 24;
constexpr double kTitleHeight = 22;
constexpr double kLineHeight = 18;
constexpr double kMostPixels = 30'000;  // of a side: what image files and viewers take

QFont captionFont(int pixels, bool bold) {
  auto font = QApplication::font();
  font.setPixelSize(pixels);
  font.setBold(bold);
  return font;
}

// Where things stand on the sheet.
struct Sheet {
  QRectF source;  // of the scene
  QSizeF size;
  double captionTop = 0;
};

Sheet sheetOf(const CanvasScene& scene, const DrawingCaption& caption) {
  Sheet sheet;
  sheet.source = scene.drawingRect().adjusted(-kMargin, -kMargin, kMargin, kMargin);
  sheet.size = sheet.source.size();
  sheet.captionTop = sheet.size.height();
  double width = 0;
  if (!caption.title.isEmpty()) {
    width = QFontMetricsF(captionFont(14, true)).horizontalAdvance(caption.title);
    sheet.size.rheight() += kTitleHeight;
  }
  if (!caption.text.isEmpty()) {
    width = std::max(width, QFontMetricsF(captionFont(12, false)).horizontalAdvance(caption.text));
    sheet.size.rheight() += kLineHeight;
  }
  if (sheet.size.height() > sheet.captionTop) {
    sheet.size.rheight() += kMargin;
    sheet.size.setWidth(std::max(sheet.size.width(), width + 2 * kMargin));
  }
  return sheet;
}

void paintSheet(QPainter& painter, CanvasScene& scene, const Sheet& sheet, const DrawingCaption& caption) {
  painter.setRenderHint(QPainter::Antialiasing);
  const auto& theme = Theme::instance();
  painter.fillRect(QRectF(QPointF(), sheet.size), theme.color(Role::canvas));
  scene.setGridVisible(false);
  scene.render(&painter, QRectF(QPointF(), sheet.source.size()), sheet.source, Qt::KeepAspectRatio);
  scene.setGridVisible(true);
  double top = sheet.captionTop;
  const double width = sheet.size.width() - 2 * kMargin;
  if (!caption.title.isEmpty()) {
    painter.setFont(captionFont(14, true));
    painter.setPen(theme.color(Role::text));
    painter.drawText(QRectF(kMargin, top, width, kTitleHeight), Qt::AlignLeft | Qt::AlignVCenter, caption.title);
    top += kTitleHeight;
  }
  if (!caption.text.isEmpty()) {
    painter.setFont(captionFont(12, false));
    painter.setPen(theme.color(Role::mutedText));
    painter.drawText(QRectF(kMargin, top, width, kLineHeight), Qt::AlignLeft | Qt::AlignVCenter, caption.text);
  }
}

}  // namespace

QByteArray svgOf(CanvasScene& scene, const QString& title, const DrawingCaption& caption) {
  const auto sheet = sheetOf(scene, caption);
  QBuffer buffer;
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setTitle(title);
  generator.setSize(sheet.size.toSize());
  generator.setViewBox(QRectF(QPointF(), sheet.size));
  QPainter painter(&generator);
  paintSheet(painter, scene, sheet, caption);
  painter.end();
  return buffer.data();
}

QImage imageOf(CanvasScene& scene, double scale, const DrawingCaption& caption) {
  const auto sheet = sheetOf(scene, caption);
  const auto pixels = sheet.size * scale;
  if (pixels.width() > kMostPixels || pixels.height() > kMostPixels) return {};
  QImage image(pixels.toSize(), QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  QPainter painter(&image);
  painter.scale(scale, scale);
  paintSheet(painter, scene, sheet, caption);
  return image;
}

}  // namespace virga::ui
