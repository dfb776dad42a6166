#pragma once

#include <QLabel>

namespace virga::ui {

// One line of text that gives way in a narrow window, says by three dots that it did, and the whole of it in a tool tip.
class ElidedLabel : public QLabel {
 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace virga::ui
