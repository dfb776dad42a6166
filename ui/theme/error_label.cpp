#include "ui/theme/error_label.h"

#include <QLabel>

#include "ui/theme/theme.h"

namespace virga::ui {

void showError(QLabel* label, const QString& message) {
  label->setText(message);
  label->setVisible(!message.isEmpty());
  QPalette colours;
  colours.setColor(QPalette::WindowText, Theme::instance().color(Role::error));
  label->setPalette(colours);
}

}  // namespace virga::ui
