#pragma once

#include <QLabel>

namespace virga::ui {

// One line of text that gives way in a narrow window, and says by three dots that it did.
class ElidedLabel : public QLabel {
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace virga::ui
