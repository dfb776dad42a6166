#include "tests/gui/monkey.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>

#include "model/edit/edit.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/card_item.h"
#include "ui/runs/run_bar.h"
#include "ui/shell/command_list.h"
#include "ui/shell/main_window.h"

namespace virga::test {

namespace {

// What would end the play.
bool isForbidden(const QString& name) { return name == "quitAction"; }

const QList<Qt::Key>& canvasKeys() {
  static const QList<Qt::Key> keys{
      Qt::Key_Left,  Qt::Key_Right,  Qt::Key_Up,   Qt::Key_Down,   Qt::Key_Tab,    Qt::Key_Backtab, Qt::Key_A,
      Qt::Key_C,     Qt::Key_E,      Qt::Key_F2,   Qt::Key_Delete, Qt::Key_Escape, Qt::Key_Return,  Qt::Key_Space,
      Qt::Key_Comma, Qt::Key_Period, Qt::Key_Home, Qt::Key_End,    Qt::Key_V,      Qt::Key_X,       Qt::Key_D,
      Qt::Key_G,     Qt::Key_T,      Qt::Key_0,    Qt::Key_1,      Qt::Key_2,      Qt::Key_B,       Qt::Key_F8};
  return keys;
}

template <typename Widget>
QList<Widget*> visibleChildren(const QWidget& parent) {
  QList<Widget*> found;
  for (auto* widget : parent.findChildren<Widget*>())
    if (widget->isVisible() && widget->isEnabled()) found << widget;
  return found;
}

}  // namespace

Monkey::Monkey(ui::MainWindow& window, quint32 seed) : window_(window), random_(seed) {
  // Menus and dialogs that wait for an answer inside their own loop are sent away.
  auto* closer = new QTimer(&window);
  QObject::connect(closer, &QTimer::timeout, &window, [] {
    if (auto* popup = QApplication::activePopupWidget()) {
      popup->close();
    } else if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
      dialog->reject();
    }
  });
  closer->start(20);
}

void Monkey::settle() {
  QApplication::processEvents();
  while (auto* popup = QApplication::activePopupWidget()) {
    popup->close();
    QApplication::processEvents();
  }
  while (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
    dialog->reject();
    QApplication::processEvents();
  }
  QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

QString Monkey::someText() {
  static const QStringList texts{"",
                                 "1",
                                 "128 MiB",
                                 "0",
                                 "-5",
                                 "10 s",
                                 "checkout",
                                 "orders-2",
                                 "a b",
                                 "20/s",
                                 "1e99",
                                 "50%",
                                 "{",
                                 "[1, 2]",
                                 "{poisson: {rate: 5/s}}",
                                 "nodejs22",
                                 "#x: y",
                                 "receipts",
                                 "9999 d",
                                 "\u00e4\u2192\u20ac",
                                 "{lognormal: {mean: 5 ms, p95: 9 ms}}",
                                 "5",
                                 "api",
                                 "512 MiB",
                                 "1 min",
                                 "true",
                                 "POST /x",
                                 "2026-01-05 00:00"};
  return pick(texts);
}

QString Monkey::typeText(QWidget* widget) {
  const QPointer<QWidget> into = widget;
  const auto name = into->objectName();
  const auto text = someText();
  if (auto* line = qobject_cast<QLineEdit*>(into.data())) line->selectAll();
  for (const auto character : text)  // QTest::keyClicks knows ASCII alone
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
      if (!into) break;
      QKeyEvent key(type, 0, Qt::NoModifier, QString(character));
      QApplication::sendEvent(into, &key);
    }
  const auto end = pick(QList<Qt::Key>{Qt::Key_Return, Qt::Key_Return, Qt::Key_Tab, Qt::Key_Escape});
  if (into) QTest::keyClick(into, end);
  return QString("type '%1' into %2, then key %3").arg(text, name).arg(end);
}

QString Monkey::pressKeyOnCanvas() {
  auto& canvas = window_.canvas();
  canvas.setFocus();
  const auto key = pick(canvasKeys());
  const auto modifiers =
      pick(QList<Qt::KeyboardModifiers>{Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                        Qt::ControlModifier, Qt::ControlModifier | Qt::ShiftModifier, Qt::AltModifier});
  QTest::keyClick(&canvas, key, modifiers);
  QString done = QString("key %1 with %2 on the canvas").arg(key).arg(modifiers.toInt());
  // What the key has opened is used now and then.
  if (auto* focus = QApplication::focusWidget(); focus && focus != &canvas && chance(70)) {
    if (qobject_cast<QLineEdit*>(focus)) return done + "; " + typeText(focus);
    QTest::keyClick(focus, Qt::Key_Return);
  }
  return done;
}

QString Monkey::useMouseOnCanvas() {
  auto& canvas = window_.canvas();
  auto* viewport = canvas.viewport();
  const auto somewhere = [&] {
    const auto& components = window_.document().architecture().components;
    if (!components.empty() && chance(70))
      if (const auto* card =
              canvas.drawing().card(components[static_cast<std::size_t>(below(static_cast<int>(components.size())))].id)) {
        const auto at = canvas.mapFromScene(card->pos() + QPointF(below(200) - 10, below(104) - 10));
        if (viewport->rect().contains(at)) return at;
      }
    return QPoint(below(viewport->width()), below(viewport->height()));
  };
  const auto from = somewhere(), to = somewhere();
  const auto modifiers = pick(
      QList<Qt::KeyboardModifiers>{Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier});
  switch (below(6)) {
    case 0: QTest::mouseClick(viewport, Qt::LeftButton, modifiers, from); return QString("click");
    case 1: {
      QTest::mouseDClick(viewport, Qt::LeftButton, modifiers, from);
      if (auto* focus = QApplication::focusWidget(); qobject_cast<QLineEdit*>(focus) && chance(70)) typeText(focus);
      return QString("double click");
    }
    case 2: {
      QWheelEvent wheel(QPointF(from), viewport->mapToGlobal(QPointF(from)), {}, {0, chance(50) ? 120 : -120}, Qt::NoButton,
                        modifiers, Qt::NoScrollPhase, false);
      QApplication::sendEvent(viewport, &wheel);
      return QString("wheel");
    }
    default: {
      const auto button = chance(90) ? Qt::LeftButton : Qt::MiddleButton;
      QTest::mousePress(viewport, button, modifiers, from);
      for (int i = 1; i <= 3; ++i) {
        QMouseEvent move(QEvent::MouseMove, QPointF(from + (to - from) * i / 3),
                         viewport->mapToGlobal(QPointF(from + (to - from) * i / 3)), Qt::NoButton, button, modifiers);
        QApplication::sendEvent(viewport, &move);
      }
      if (chance(10)) QTest::keyClick(&canvas, Qt::Key_Escape);
      QTest::mouseRelease(viewport, button, modifiers, to);
      if (auto* focus = QApplication::focusWidget(); qobject_cast<QLineEdit*>(focus) && chance(70)) typeText(focus);
      return QString("drag from %1,%2 to %3,%4").arg(from.x()).arg(from.y()).arg(to.x()).arg(to.y());
    }
  }
}

QString Monkey::dropFromPalette() {
  auto* viewport = window_.canvas().viewport();
  const auto kind = pick(model::kindNames());
  QMimeData data;
  data.setData(QString::fromLatin1(ui::kKindMimeType), QByteArray::fromStdString(kind));
  const QPoint at(below(viewport->width()), below(viewport->height()));
  QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(viewport, &enter);
  QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(viewport, &move);
  QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(viewport, &drop);
  return QString("drop a %1").arg(QString::fromStdString(kind));
}

QString Monkey::triggerCommand() {
  const auto commands = ui::commandsOf(window_);
  if (commands.empty()) return {};
  const auto command = pick(commands);
  if (!command.action || isForbidden(command.action->objectName())) return {};
  // Other projects are opened now and then, so that there is time to edit one.
  if ((command.text.startsWith("File") || command.text.contains("xample")) && !chance(5)) return {};
  command.action->trigger();
  QApplication::processEvents();
  if (auto* focus = QApplication::focusWidget(); qobject_cast<QLineEdit*>(focus) && chance(50)) typeText(focus);
  return command.text;
}

QString Monkey::editField() {
  const auto lines = visibleChildren<QLineEdit>(window_);
  const auto choices = visibleChildren<QComboBox>(window_);
  if (chance(70) && !lines.isEmpty()) {
    auto* line = pick(lines);
    line->setFocus();
    return typeText(line);
  }
  if (choices.isEmpty()) return {};
  auto* choice = pick(choices);
  choice->setFocus();
  QTest::keyClick(choice, chance(50) ? Qt::Key_Down : Qt::Key_Up);
  return QString("choose in %1").arg(choice->objectName());
}

QString Monkey::pressButton() {
  const auto buttons = visibleChildren<QAbstractButton>(window_);
  if (buttons.isEmpty()) return {};
  auto* button = pick(buttons);
  const auto* tool = qobject_cast<QToolButton*>(button);
  if (tool && tool->defaultAction() && !chance(20)) return {};  // as the menus
  const auto name = button->objectName() + ' ' + button->text();
  button->click();
  return QString("press %1").arg(name);
}

QString Monkey::useItemView() {
  const auto views = visibleChildren<QAbstractItemView>(window_);
  if (views.isEmpty()) return {};
  auto* view = pick(views);
  const QPoint at(below(std::max(1, view->viewport()->width())), below(std::max(1, view->viewport()->height())));
  if (chance(30))
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, at);
  else
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::NoModifier, at);
  if (chance(40))
    QTest::keyClick(
        view, pick(QList<Qt::Key>{Qt::Key_Down, Qt::Key_Up, Qt::Key_Right, Qt::Key_Left, Qt::Key_Return, Qt::Key_Delete}));
  return QString("use the list %1").arg(view->objectName());
}

QString Monkey::undoOrRedo() {
  auto& stack = window_.document().undoStack();
  const int steps = 1 + below(3);
  const bool back = chance(50);
  for (int i = 0; i < steps; ++i) back ? stack.undo() : stack.redo();
  return back ? "undo" : "redo";
}

QString Monkey::runOrStop() {
  if (window_.runner().isRunning() && chance(60)) {
    window_.runner().stop();
    return "stop";
  }
  window_.runBar().runAction()->trigger();
  if (chance(50)) QTest::qWait(below(30));
  return "run";
}

QString Monkey::act() {
  const int what = below(100);
  QString done;
  if (what < 25)
    done = pressKeyOnCanvas();
  else if (what < 45)
    done = useMouseOnCanvas();
  else if (what < 52)
    done = dropFromPalette();
  else if (what < 62)
    done = triggerCommand();
  else if (what < 77)
    done = editField();
  else if (what < 84)
    done = pressButton();
  else if (what < 90)
    done = useItemView();
  else if (what < 97)
    done = undoOrRedo();
  else
    done = runOrStop();
  settle();
  return done;
}

}  // namespace virga::test
