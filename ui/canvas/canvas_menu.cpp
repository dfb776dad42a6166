#include "ui/canvas/canvas_menu.h"

#include <utility>

#include "ui/canvas/canvas_view.h"

namespace virga::ui {

QMenu* makeCanvasMenu(CanvasView& view, const char* name, const QString& title) {
  auto* menu = new QMenu(title, &view);
  menu->setObjectName(QString::fromLatin1(name) + QStringLiteral("Menu"));
  menu->setAccessibleName(QString(title).remove(QLatin1Char('&')));
  menu->menuAction()->setObjectName(QString::fromLatin1(name));
  return menu;
}

QAction* addCanvasAction(CanvasView& view, const char* name, const QString& text, const QKeySequence& keys,
                         std::function<void()> trigger) {
  auto* action = new QAction(text, &view);
  action->setObjectName(QString::fromLatin1(name));
  action->setShortcut(keys);
  action->setShortcutContext(Qt::WidgetShortcut);
  QObject::connect(action, &QAction::triggered, &view, std::move(trigger));
  view.addAction(action);
  return action;
}

QAction* addCanvasAction(CanvasView& view, QMenu& menu, const char* name, const QString& text, const QKeySequence& keys,
                         std::function<void()> trigger) {
  auto* action = addCanvasAction(view, name, text, keys, std::move(trigger));
  menu.addAction(action);
  return action;
}

}  // namespace virga::ui
