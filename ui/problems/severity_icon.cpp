#include "ui/problems/severity_icon.h"

#include <map>
#include <numbers>
#include <tuple>

#include <QCoreApplication>
#include <QPainter>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

QPolygonF octagon(QPointF centre, double radius) {
  QPolygonF shape;
  for (int i = 0; i < 8; ++i) {
    const double angle = (i + 0.5) * std::numbers::pi / 4;
    shape << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
  }
  return shape;
}

Role roleOf(model::Severity severity) {
  switch (severity) {
    case model::Severity::error: return Role::error;
    case model::Severity::warning: return Role::warning;
    case model::Severity::info: break;
  }
  return Role::info;
}

QPixmap paint(model::Severity severity, const QColor& shape, const QColor& signColor) {
  QPixmap pixmap(32, 32);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(shape);
  QString sign;
  switch (severity) {
    case model::Severity::error:
      painter.drawPolygon(octagon({8, 8}, 7.5));
      sign = "×";
      break;
    case model::Severity::warning:
      painter.drawPolygon(QPolygonF({{8, 1}, {15.5, 15}, {0.5, 15}}));
      sign = "!";
      break;
    case model::Severity::info:
      painter.drawEllipse(QPointF(8, 8), 7, 7);
      sign = "i";
      break;
  }
  QFont font = painter.font();
  font.setBold(true);
  font.setPixelSize(11);
  painter.setFont(font);
  painter.setPen(signColor);
  const double down = severity == model::Severity::warning ? 2 : 0;
  painter.drawText(QRectF(0, down, 16, 16), Qt::AlignCenter, sign);
  return pixmap;
}

}  // namespace

QIcon severityIcon(model::Severity severity) {
  const auto& theme = Theme::instance();
  const auto shape = theme.color(roleOf(severity)), sign = theme.color(Role::field);
  // On the background of a selection only the shape can tell.
  const auto selectedShape = theme.color(Role::accentText), selectedSign = theme.color(Role::accent);
  static std::map<std::tuple<model::Severity, QRgb, QRgb, QRgb, QRgb>, QIcon> icons;
  auto& icon = icons[{severity, shape.rgba(), sign.rgba(), selectedShape.rgba(), selectedSign.rgba()}];
  if (!icon.isNull()) return icon;
  icon.addPixmap(paint(severity, shape, sign));
  icon.addPixmap(paint(severity, selectedShape, selectedSign), QIcon::Selected);
  return icon;
}

QString severityWord(model::Severity severity) {
  switch (severity) {
    case model::Severity::error: return QCoreApplication::translate("virga::ui::Severity", "error");
    case model::Severity::warning: return QCoreApplication::translate("virga::ui::Severity", "warning");
    case model::Severity::info: return QCoreApplication::translate("virga::ui::Severity", "note");
  }
  return {};
}

}  // namespace virga::ui
