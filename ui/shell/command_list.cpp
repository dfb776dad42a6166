#include "ui/shell/command_list.h"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace virga::ui {

namespace {

QString withoutMnemonic(QString text) { return text.remove('&').remove(QStringLiteral(" …")).remove(QStringLiteral("…")); }

void collect(QMenu* menu, const QString& prefix, std::vector<Command>& commands) {
  emit menu->aboutToShow();
  for (auto* action : menu->actions()) {
    if (action->isSeparator()) continue;
    const QString name = prefix + withoutMnemonic(action->text());
    if (action->menu()) {
      collect(action->menu(), name + ": ", commands);
    } else if (action->isEnabled()) {
      const QString keys = action->shortcut().toString(QKeySequence::NativeText);
      commands.push_back({keys.isEmpty() ? name : QString("%1  (%2)").arg(name, keys), action->toolTip(), action});
    }
  }
}

}  // namespace

std::vector<Command> commandsOf(const QMainWindow& window) {
  std::vector<Command> commands;
  for (auto* action : window.menuBar()->actions())
    if (action->menu()) collect(action->menu(), withoutMnemonic(action->text()) + ": ", commands);
  return commands;
}

}  // namespace virga::ui
