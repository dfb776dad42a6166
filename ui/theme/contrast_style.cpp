#include "ui/theme/contrast_style.h"

#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

void frame(QPainter& painter, const QStyleOption& option) {
  const bool focus = option.state & QStyle::State_HasFocus, enabled = option.state & QStyle::State_Enabled;
  const double width = focus ? 2 : 1;
  painter.save();
  painter.setPen(QPen(Theme::instance().color(focus ? Role::focus : enabled ? Role::border : Role::mutedText), width));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(QRectF(option.rect).adjusted(width / 2, width / 2, -width / 2, -width / 2));
  painter.restore();
}

// Buttons with nothing but a sign stay without a frame, as in all themes.
bool hasText(const QWidget* widget) {
  const auto* button = qobject_cast<const QToolButton*>(widget);
  return button && button->toolButtonStyle() != Qt::ToolButtonIconOnly && !button->autoRaise();
}

}  // namespace

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  if (element == PE_PanelButtonCommand || element == PE_IndicatorItemViewItemCheck ||
      (element == PE_PanelButtonTool && hasText(widget)))
    frame(*painter, *option);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                       const QWidget* widget) const {
  QProxyStyle::drawComplexControl(control, option, painter, widget);
  if (control == CC_ComboBox || control == CC_SpinBox) frame(*painter, *option);
}

}  // namespace virga::ui
