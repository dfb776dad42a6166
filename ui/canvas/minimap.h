#pragma once

#include <QPixmap>
#include <QWidget>

#include "ui/canvas/canvas_view.h"

namespace virga::ui {

// A small picture of the whole drawing in the canvas's lower right corner, with the part that is visible; a click, a drag
// and the arrow keys show another part. It is there while part of the drawing is out of sight.
class Minimap : public QWidget {
  Q_OBJECT

 public:
  explicit Minimap(CanvasView* view);

  void setWanted(bool wanted);  // the user's choice
  // Where a point of the drawing stands in this widget, and the other way round.
  QPointF fromScene(QPointF point) const;
  QPointF toScene(QPointF point) const;
  int picturesPainted() const { return picturesPainted_; }  // how often the cards were painted anew

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void forgetPicture();
  void settle();
  double scale() const;
  void paintPicture();
  QRectF visible() const;  // of the scene

  CanvasView& view_;
  QRectF whole_;     // the part of the scene that the picture shows
  QPixmap picture_;  // null: to be painted
  bool wanted_ = true;
  int picturesPainted_ = 0;
};

}  // namespace virga::ui
