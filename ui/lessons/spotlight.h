#pragma once

#include <functional>

#include <QPointer>
#include <QTimer>
#include <QWidget>

namespace virga::ui {

// A frame that flashes around a part of a window for a moment, lets everything through to what is below, and goes.
class Spotlight : public QWidget {
  Q_OBJECT

 public:
  // Where in its widget that part is; asked again and again, for it may move.
  using Place = std::function<QRect()>;

  // Around the place in the widget, the whole of it where none is given. An older one of the window goes.
  static void flash(QWidget* target, Place place = {});

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Spotlight(QWidget* window, QWidget* target, Place place);
  void tick();

  QPointer<QWidget> target_;
  Place place_;
  QTimer timer_;
  int ticks_ = 0;
};

}  // namespace virga::ui
