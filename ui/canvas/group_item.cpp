#include "ui/canvas/group_item.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kPadding = 24;
constexpr double kRadius = 10;
constexpr double kTitleHeight = 24;  // on the screen, from afar too
constexpr double kTitlePixels = 13;
constexpr double kTitleRoom = 10;   // left and right of the text, on the screen
constexpr double kLeastZoom = 0.1;  // the title grows no more below

double scaleAt(double zoom) { return 1 / std::clamp(zoom, kLeastZoom, 1.0); }

QFont titleFont(double zoom) {
  auto font = QApplication::font();
  font.setPixelSize(static_cast<int>(std::lround(kTitlePixels * scaleAt(zoom))));
  font.setBold(true);
  return font;
}

}  // namespace

GroupItem::GroupItem(model::Group group) : group_(std::move(group)) { setZValue(-1); }

void GroupItem::setGroup(model::Group group) {
  if (group == group_) return;
  group_ = std::move(group);
  update();
}

void GroupItem::setCards(const QRectF& cards) {
  const auto frame = cards.adjusted(-kPadding, -kPadding, kPadding, kPadding);
  if (frame == frame_) return;
  prepareGeometryChange();
  frame_ = frame;
}

void GroupItem::setLit(bool lit) {
  if (lit == lit_) return;
  lit_ = lit;
  update();
}

QRectF GroupItem::titleRect(double zoom) const {
  const double scale = scaleAt(zoom);
  const double text = QFontMetricsF(titleFont(zoom)).horizontalAdvance(QString::fromStdString(group_.title));
  const double height = kTitleHeight * scale;
  return {frame_.left(), frame_.top() - height, std::min(text + 2 * kTitleRoom * scale, frame_.width()), height};
}

QRectF GroupItem::boundingRect() const { return frame_.adjusted(-2, -kTitleHeight / kLeastZoom - 2, 2, 2); }

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const auto& theme = Theme::instance();
  const double zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
  const auto line = theme.color(lit_ ? Role::accent : Role::mutedText);
  auto fill = theme.color(Role::accent);
  fill.setAlphaF(0.07F);
  QPen pen(line, lit_ ? 2.4 : 1.2);
  pen.setCosmetic(true);
  painter->setPen(pen);
  painter->setBrush(fill);
  painter->drawRoundedRect(frame_, kRadius, kRadius);

  const auto title = titleRect(zoom);
  const double room = kTitleRoom * scaleAt(zoom);
  const auto font = titleFont(zoom);
  painter->setFont(font);
  painter->setPen(lit_ ? line : theme.color(Role::text));
  painter->drawText(
      title.adjusted(room / 2, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
      QFontMetricsF(font).elidedText(QString::fromStdString(group_.title), Qt::ElideRight, title.width() - room / 2));
}

}  // namespace virga::ui
