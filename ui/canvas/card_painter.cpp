#include "ui/canvas/card_painter.h"

#include <cmath>

#include <QApplication>
#include <QFontMetricsF>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

#include "ui/canvas/gauge_painter.h"
#include "ui/canvas/geometry.h"
#include "ui/charts/quantity_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kPad = 12;
constexpr double kIcon = 28;
constexpr double kTextLeft = kPad + kIcon + 8;
constexpr double kBandHeight = 22;
constexpr double kRadius = 6;
// Below full zoom, in pixels on the screen.
constexpr double kNamePixels = 11;
constexpr double kLinePixels = 9;
constexpr double kBandPixels = 14;
constexpr double kIconPixels = 16;
constexpr double kGapPixels = 4;

QFont font(int pixels, bool bold) {
  QFont font = QApplication::font();
  font.setPixelSize(pixels);
  font.setBold(bold);
  return font;
}
const QFont& nameFont() {
  static const QFont result = font(14, true);
  return result;
}
const QFont& smallFont() {
  static const QFont result = font(11, false);
  return result;
}

QFont pixelsOnScreen(double pixels, double zoom, bool bold) {
  return font(static_cast<int>(std::lround(pixels / zoom)), bold);
}

QColor color(Role role) { return Theme::instance().color(role); }

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
  return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

Role strainRole(Strain strain) {
  switch (strain) {
    case Strain::high: return Role::error;
    case Strain::medium: return Role::warning;
    case Strain::low: return Role::success;
    case Strain::none: break;
  }
  return Role::mutedText;
}

Role severityRole(model::Severity severity) {
  switch (severity) {
    case model::Severity::error: return Role::error;
    case model::Severity::warning: return Role::warning;
    case model::Severity::info: break;
  }
  return Role::info;
}

// Error an octagon, warning a triangle, info a circle: the shape says it without the colour.
QPainterPath badgeShape(model::Severity severity, QPointF middle, double radius) {
  QPainterPath path;
  if (severity == model::Severity::info) {
    path.addEllipse(middle, radius, radius);
    return path;
  }
  const bool octagon = severity == model::Severity::error;
  const int corners = octagon ? 8 : 3;
  const double turn = octagon ? M_PI / 8 : -M_PI / 2;
  const double reach = octagon ? radius * 1.06 : radius * 1.35;
  QPolygonF polygon;
  for (int i = 0; i < corners; ++i) {
    const double angle = turn + 2 * M_PI * i / corners;
    polygon << middle + QPointF(std::cos(angle), std::sin(angle)) * reach;
  }
  path.addPolygon(polygon);
  path.closeSubpath();
  return path;
}

void paintBadge(QPainter& painter, const Badge& badge, double zoom) {
  const double radius = zoom < kTextZoom ? 14 : 9;
  const QPointF middle(kCardWidth - 2, 1);
  painter.setPen(QPen(color(Role::canvas), 1.5));
  painter.setBrush(color(severityRole(badge.severity)));
  painter.drawPath(badgeShape(badge.severity, middle, radius));
  if (zoom < kTextZoom) return;
  painter.setFont(font(badge.severity == model::Severity::warning ? 9 : 10, true));
  painter.setPen(color(Role::accentText));
  const double drop = badge.severity == model::Severity::warning ? 1.5 : 0;
  const auto text = badge.count > 99 ? QStringLiteral("99") : QString::number(badge.count);
  painter.drawText(QRectF(middle.x() - 12, middle.y() - 12 + drop, 24, 24), Qt::AlignCenter, text);
}

// A needle with a head, on the upper left corner.
void paintPin(QPainter& painter) {
  const QPointF head(6, -3);
  painter.setPen(QPen(color(Role::cardTitle), 1.8));
  painter.drawLine(head, QPointF(1, 7));
  painter.setPen(QPen(color(Role::canvas), 1.2));
  painter.setBrush(color(Role::cardTitle));
  painter.drawEllipse(head, 5, 5);
}

bool isCompact(double zoom) { return zoom >= kTextZoom && zoom < kFullZoom; }

// The band's height, and how much it and its bars are enlarged against full zoom.
double bandScale(double zoom) { return isCompact(zoom) ? kBandPixels / kBandHeight / zoom : 1; }

// The first parts of `a · b · c` that there is room for; a part is cut only where it is the first.
QString partsThatFit(const QFont& textFont, QString text, double width) {
  const QFontMetricsF metrics(textFont);
  const QString separator = QStringLiteral(" · ");
  while (metrics.horizontalAdvance(text) > width && text.contains(separator)) text.truncate(text.lastIndexOf(separator));
  return metrics.elidedText(text, Qt::ElideRight, width);
}

// The band at the foot of a card: coloured by strain, with as many bars as the strain has steps, filled as far as the
// component is utilised; the cost stands at its end.
void paintOverlay(QPainter& painter, const CardOverlay& overlay, const CardText& text, double zoom) {
  const double scale = bandScale(zoom);
  const double bandHeight = kBandHeight * scale;
  const QRectF band(1, kCardHeight - bandHeight - 1, kCardWidth - 2, bandHeight);
  const auto tint = color(strainRole(overlay.strain));
  QPainterPath path;
  path.addRoundedRect(band, kRadius - 1, kRadius - 1);
  path.addRect(band.adjusted(0, 0, 0, -bandHeight / 2));
  path.setFillRule(Qt::WindingFill);
  painter.setPen(Qt::NoPen);
  painter.setBrush(overlay.strain == Strain::none ? mixed(color(Role::card), tint, 0.10)
                                                  : mixed(color(Role::card), tint, zoom < kTextZoom ? 0.8 : 0.25));
  painter.drawPath(path);
  if (overlay.utilisation) {
    painter.save();
    painter.setClipRect(
        QRectF(band.topLeft(), QSizeF(band.width() * std::clamp(*overlay.utilisation, 0.0, 1.0), bandHeight)),
        Qt::IntersectClip);
    painter.setBrush(mixed(color(Role::card), tint, zoom < kTextZoom ? 1 : 0.42));
    painter.drawPath(path);
    painter.restore();
  }
  if (zoom < kTextZoom) return;
  const double left = isCompact(zoom) ? kGapPixels / zoom : kPad;
  const int bars = static_cast<int>(overlay.strain);
  for (int i = 0; i < 3; ++i) {
    const double height = (4 + 3.5 * i) * scale;
    const QRectF bar(left + 4.5 * i * scale, band.bottom() - 5 * scale - height, 3 * scale, height);
    painter.setBrush(i < bars ? tint : mixed(color(Role::card), tint, 0.35));
    painter.drawRect(bar);
  }
  const auto room = band.adjusted(left + 18 * scale, 0, -6, 0);
  const auto textFont = isCompact(zoom) ? pixelsOnScreen(kLinePixels, zoom, false) : smallFont();
  painter.setFont(textFont);
  painter.setPen(color(Role::cardTitle));
  painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                   isCompact(zoom) ? partsThatFit(textFont, overlay.line, room.width()) : text.overlay);
  if (!isCompact(zoom)) painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, text.cost);
}

// What is to be seen at each zoom at which there is a card: requests that are turned away and, where there is no room for
// gauges with numbers, their signs alone.
// What the signs of failures and cold starts need of a card's right side where it isn't shown in full.
constexpr double kBadgeRoom = 18;  // on the screen, as all here
constexpr double kEdgeRoom = 3;

double signsWidth(const CardState& state, double zoom) {
  if (!state.overlay) return 0;
  const int count = (state.overlay->errorsPerSecond > 0 ? 1 : 0) + (state.overlay->coldStartsPerSecond > 0 ? 1 : 0);
  return count == 0 ? 0 : ((state.badge ? kBadgeRoom : kEdgeRoom) + 24 * count) / std::max(zoom, kTextZoom);
}

void paintMarks(QPainter& painter, const CardState& state, double zoom) {
  const auto& overlay = *state.overlay;
  if (overlay.throttlesPerSecond > 0)
    paintHatch(painter, QRectF(2, 1, kCardWidth - 4, zoom < kTextZoom ? 14 : isCompact(zoom) ? 8 : 6));
  const double pixel = 1 / std::max(zoom, kTextZoom);
  const bool starts = overlay.coldStartsPerSecond > 0;
  if (zoom >= kFullZoom) {
    if (starts) paintColdRing(painter, QRectF(kPad, 10, kIcon, kIcon), 2);
    return;
  }
  if (overlay.depth) {
    const QRectF bar(6, kCardHeight - kBandHeight * bandScale(zoom) - 7 * pixel, kCardWidth - 12, 5 * pixel);
    painter.fillRect(bar, mixed(color(Role::card), color(Role::series1), 0.2));
    painter.fillRect(QRectF(bar.topLeft(), QSizeF(bar.width() * std::clamp(overlay.depthShare, 0.0, 1.0), bar.height())),
                     color(Role::series1));
  }
  CardOverlay signs;
  signs.errorsPerSecond = overlay.errorsPerSecond;
  signs.coldStartsPerSecond = overlay.coldStartsPerSecond;
  const double row = 20 * pixel;
  const int count = (overlay.errorsPerSecond > 0 ? 1 : 0) + (starts ? 1 : 0);
  if (count > 0)
    paintGauges(painter, signs,
                QRectF(kCardWidth - (state.badge ? kBadgeRoom : kEdgeRoom) * pixel - count * row * 1.2, 3 * pixel,
                       count * row * 1.2, row),
                nullptr);
}

void paintPorts(QPainter& painter, const CardState& state) {
  const QRectF card(0, 0, kCardWidth, kCardHeight);
  const bool allowed = state.mark == Mark::allowed || state.mark == Mark::chosen;
  // The input is a notch inside the border: it leaves the arrow heads free.
  painter.setPen(Qt::NoPen);
  painter.setBrush(color(allowed ? Role::portAllowed : Role::port));
  const auto input = inputPort(card);
  if (state.hasInput) painter.drawRoundedRect(QRectF(input.x() + 1, input.y() - 7, allowed ? 6 : 3.5, 14), 1.5, 1.5);
  if (!state.hasOutput) return;
  painter.setPen(QPen(color(Role::card), 1));
  painter.setBrush(color(state.hovered || state.mark == Mark::source ? Role::accent : Role::port));
  const double radius = state.hovered ? kPortRadius + 1.5 : kPortRadius;
  painter.drawEllipse(outputPort(card), radius, radius);
}

void paintText(QPainter& painter, const CardState& state, const CardText& text) {
  const double right = state.badge ? kCardWidth - 14 : kCardWidth - 10;
  painter.setFont(nameFont());
  painter.setPen(color(Role::cardTitle));
  painter.drawText(QRectF(kTextLeft, 8, right - kTextLeft, 20), Qt::AlignVCenter | Qt::AlignLeft, text.name);
  painter.setFont(smallFont());
  painter.setPen(color(Role::mutedText));
  painter.drawText(QRectF(kTextLeft, 27, right - kTextLeft, 16), Qt::AlignVCenter | Qt::AlignLeft, text.word);
  // With a result the facts stand close above its band, and give way to what happens there.
  const double factsTop = state.overlay ? 43 : 52;
  if (state.overlay && hasGauges(*state.overlay))
    return paintGauges(painter, *state.overlay, QRectF(kPad, factsTop, kCardWidth - 2 * kPad, 16), &smallFont());
  painter.drawText(QRectF(kPad, factsTop, kCardWidth - 2 * kPad, 18), Qt::AlignVCenter | Qt::AlignLeft, text.facts);
}

// Icon, name and, where no band of a result stands, the facts: all of a readable size.
void paintCompact(QPainter& painter, const CardState& state, double zoom) {
  const double gap = kGapPixels / zoom;
  const double side = kIconPixels / zoom;
  const double foot = kBandPixels / zoom;
  const QRectF head(gap, 0, kCardWidth - 2 * gap, kCardHeight - (state.overlay || !state.facts.isEmpty() ? foot : 0));
  paintIcon(painter, QString::fromStdString(state.kind), QRectF(gap, head.center().y() - side / 2, side, side),
            color(Role::accent));
  const auto room = head.adjusted(side + gap, 0, -std::max(state.badge ? gap : 0, signsWidth(state, zoom)), 0);
  auto name = pixelsOnScreen(kNamePixels, zoom, true);
  if (QFontMetricsF(name).horizontalAdvance(state.name) > room.width()) name.setBold(false);
  painter.setFont(name);
  painter.setPen(color(Role::cardTitle));
  painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                   QFontMetricsF(name).elidedText(state.name, Qt::ElideMiddle, room.width()));
  if (state.overlay) return;
  const QRectF line(gap, kCardHeight - foot, kCardWidth - 2 * gap, foot);
  const auto small = pixelsOnScreen(kLinePixels, zoom, false);
  painter.setFont(small);
  painter.setPen(color(Role::mutedText));
  painter.drawText(line, Qt::AlignTop | Qt::AlignLeft, partsThatFit(small, state.facts, line.width()));
}

// The name alone, as large as it must be to be read from afar.
void paintNameFromAfar(QPainter& painter, const CardState& state, double zoom) {
  const auto large = pixelsOnScreen(kNamePixels, zoom, false);
  const QRectF room(8, 2, kCardWidth - std::max(state.badge ? 24.0 : 14.0, signsWidth(state, zoom)),
                    kCardHeight - 4 - (state.overlay ? kBandHeight : 0));
  painter.setFont(large);
  painter.setPen(color(Role::cardTitle));
  painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                   QFontMetricsF(large).elidedText(state.name, Qt::ElideMiddle, room.width()));
}

QColor borderColor(const CardState& state) {
  if (state.mark == Mark::allowed) return color(Role::portAllowed);
  if (state.mark == Mark::source || state.mark == Mark::chosen) return color(Role::accent);
  if (state.overlay && state.overlay->strain >= Strain::medium) return color(strainRole(state.overlay->strain));
  return color(Role::cardBorder);
}

}  // namespace

CardText cutToWidth(const CardState& state) {
  const auto cut = [](const QFont& textFont, const QString& text, double width) {
    return QFontMetricsF(textFont).elidedText(text, Qt::ElideRight, width);
  };
  const double beside = kCardWidth - kTextLeft - (state.badge ? 14 : 10);
  CardText text;
  text.name = cut(nameFont(), state.name, beside);
  text.word = cut(smallFont(), state.word, beside);
  text.facts = cut(smallFont(), state.facts, kCardWidth - 2 * kPad);
  if (!state.overlay) return text;
  double room = kCardWidth - 2 * kPad - 16;
  if (state.overlay->costPerHour) {
    text.cost = valueText(*state.overlay->costPerHour, state.overlay->currency + QStringLiteral("/h"));
    room -= QFontMetricsF(smallFont()).horizontalAdvance(text.cost) + 6;
  }
  text.overlay = partsThatFit(smallFont(), state.overlay->line, room);
  return text;
}

QColor blockColor(const CardState& state) {
  if (state.selected) return color(Role::accent);
  if (state.badge) return color(severityRole(state.badge->severity));
  const bool strained = state.overlay && state.overlay->strain != Strain::none;
  return strained ? mixed(color(Role::card), color(strainRole(state.overlay->strain)), 0.8)
                  : mixed(color(Role::card), color(Role::cardBorder), 0.25);
}

void paintCard(QPainter& painter, const CardState& state, const CardText& text) {
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter.worldTransform());
  const QRectF card(0, 0, kCardWidth, kCardHeight);
  if (state.mark == Mark::refused) painter.setOpacity(0.35);

  if (zoom < kDetailZoom) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(card, blockColor(state));
    if (state.overlay && state.overlay->throttlesPerSecond > 0)
      paintHatch(painter, card.adjusted(0, 0, 0, -kCardHeight / 2));
    return;
  }

  const double width = state.mark == Mark::chosen ? 4 : state.mark == Mark::allowed || state.mark == Mark::source ? 2 : 1.2;
  painter.setPen(QPen(borderColor(state), width));
  painter.setBrush(color(Role::card));
  painter.drawRoundedRect(card, kRadius, kRadius);
  if (state.overlay) {
    paintOverlay(painter, *state.overlay, text, zoom);
    paintMarks(painter, state, zoom);
  }
  if (zoom < kTextZoom) {
    paintNameFromAfar(painter, state, zoom);
  } else if (isCompact(zoom)) {
    paintCompact(painter, state, zoom);
    paintPorts(painter, state);
  } else {
    paintIcon(painter, QString::fromStdString(state.kind), QRectF(kPad, 10, kIcon, kIcon), color(Role::accent));
    paintText(painter, state, text);
    paintPorts(painter, state);
  }
  if (state.selected) {
    painter.setPen(QPen(color(Role::focus), zoom < kTextZoom ? 5 : 2.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(card.adjusted(-3, -3, 3, 3), kRadius + 3, kRadius + 3);
  }
  if (state.pinned && zoom >= kTextZoom) paintPin(painter);
  if (state.badge) paintBadge(painter, *state.badge, zoom);
}

}  // namespace virga::ui
