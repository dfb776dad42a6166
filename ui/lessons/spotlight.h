#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace virga::ui {

// A frame that flashes around a part of a window for a moment, lets everything through to what is below, and goes.
class Spotlight : public QWidget {
  Q_OBJECT

 public:
  // Around the rectangle of the widget, the whole of it if that is empty. An older one of the window goes.
  static void flash(QWidget* target, QRect rect = {});

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Spotlight(QWidget* window, QWidget* target, QRect rect);
  void tick();

  QPointer<QWidget> target_;
  QRect rect_;
  QTimer timer_;
  int ticks_ = 0;
};

}  // namespace virga::ui
