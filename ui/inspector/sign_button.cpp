#include "ui/inspector/sign_button.h"

#include <QToolButton>

namespace virga::ui {

QToolButton* signButton(const QString& sign, const QString& name, const char* objectName) {
  auto* button = new QToolButton;
  button->setText(sign);
  button->setAutoRaise(true);
  button->setToolTip(name);
  button->setAccessibleName(name);
  button->setObjectName(objectName);
  return button;
}

}  // namespace virga::ui
