#pragma once

#include <QProxyStyle>

namespace virga::ui {

// Frames around what can be pressed and chosen, where the ground is black: the style below derives its own frames from the
// ground, and black has nothing darker.
class ContrastStyle : public QProxyStyle {
 public:
  using QProxyStyle::QProxyStyle;

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;
};

}  // namespace virga::ui
