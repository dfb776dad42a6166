#include "ui/inspector/passing_wheel.h"

#include <QComboBox>
#include <QEvent>

namespace virga::ui {

namespace {

class WheelFilter : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
    event->ignore();
    return true;
  }
};

}  // namespace

void keepFromPassingWheel(QComboBox* choice) {
  choice->setFocusPolicy(Qt::StrongFocus);
  choice->installEventFilter(new WheelFilter(choice));
}

}  // namespace virga::ui
