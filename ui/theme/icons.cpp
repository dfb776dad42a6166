#include "ui/theme/icons.h"

#include <cmath>
#include <map>
#include <tuple>

#include <QPaintEngine>
#include <QPixmap>
#include <QSvgRenderer>

#include "model/io/file.h"
#include "model/io/resources.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

const QByteArray& source(const QString& name) {
  static std::map<QString, QByteArray> sources;
  if (const auto known = sources.find(name); known != sources.end()) return known->second;
  const auto text = model::readFile(model::resourceFolder() / "icons" / (name.toStdString() + ".svg"));
  if (!text && name != QLatin1String("component")) {
    const QByteArray& fallback = source(QStringLiteral("component"));
    return sources.emplace(name, fallback).first->second;
  }
  return sources.emplace(name, text ? QByteArray::fromStdString(*text) : QByteArray()).first->second;
}

void renderIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color) {
  QByteArray svg = source(name);
  if (svg.isEmpty()) return;
  QSvgRenderer renderer(svg.replace("currentColor", color.name().toLatin1()));
  renderer.render(&painter, rect);
}

QPixmap pixmap(const QString& name, int pixels, const QColor& color) {
  static std::map<std::tuple<QString, int, QRgb>, QPixmap> pixmaps;
  auto& pixmap = pixmaps[{name, pixels, color.rgba()}];
  if (pixmap.isNull()) {
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderIcon(painter, name, QRectF(0, 0, pixels, pixels), color);
  }
  return pixmap;
}

}  // namespace

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color) {
  const auto* engine = painter.paintEngine();
  if (engine && engine->type() == QPaintEngine::SVG) {
    renderIcon(painter, name, rect, color);
    return;
  }
  // Sizes in steps of 4 pixels, so that zooming doesn't fill the cache.
  const double pixels = rect.width() * painter.deviceTransform().m11();
  const int size = std::max(4, static_cast<int>(std::ceil(pixels / 4)) * 4);
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(rect, pixmap(name, size, color), QRectF(0, 0, size, size));
  painter.restore();
}

QIcon icon(const QString& name) {
  const auto& theme = Theme::instance();
  const auto text = theme.color(Role::text), muted = theme.color(Role::mutedText), accent = theme.color(Role::accentText);
  static std::map<std::tuple<QString, QRgb, QRgb, QRgb>, QIcon> icons;
  auto& result = icons[{name, text.rgba(), muted.rgba(), accent.rgba()}];
  if (!result.isNull()) return result;
  for (const int pixels : {16, 20, 24, 32, 48, 64}) {
    result.addPixmap(pixmap(name, pixels, text));
    result.addPixmap(pixmap(name, pixels, muted), QIcon::Disabled);
    result.addPixmap(pixmap(name, pixels, accent), QIcon::Selected);
  }
  return result;
}

}  // namespace virga::ui
