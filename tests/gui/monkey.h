#pragma once

#include <QRandomGenerator>
#include <QStringList>

class QWidget;

namespace virga::ui {
class MainWindow;
}

namespace virga::test {

// A user who does whatever comes to mind: keys, clicks, drags, menus, typing, running and stopping. The same seed does the
// same, as far as the window answers the same.
class Monkey {
 public:
  Monkey(ui::MainWindow& window, quint32 seed);

  // Does one thing with real events and lets the window answer; what it did.
  QString act();
  void settle();  // closes what has popped up and lets due events happen

 private:
  int below(int bound) { return static_cast<int>(random_.bounded(static_cast<quint32>(bound))); }
  bool chance(int percent) { return below(100) < percent; }
  template <typename List>
  auto pick(const List& list) {
    return list[static_cast<typename List::size_type>(below(static_cast<int>(list.size())))];
  }

  QString pressKeyOnCanvas();
  QString useMouseOnCanvas();
  QString dropFromPalette();
  QString triggerCommand();
  QString editField();
  QString pressButton();
  QString useItemView();
  QString undoOrRedo();
  QString runOrStop();
  QString typeText(QWidget* into);
  QString someText();

  ui::MainWindow& window_;
  QRandomGenerator random_;
};

}  // namespace virga::test
