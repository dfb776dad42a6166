#pragma once

#include <vector>

#include <QAction>
#include <QPointer>
#include <QString>

class QMainWindow;

namespace virga::ui {

// Something that a menu of the window offers, for the command palette.
struct Command {
  QString text;  // "File: Open … (Ctrl+O)"
  QString help;
  QPointer<QAction> action;
};

// All enabled commands of the window's menus, in menu order. Menus that fill themselves when they open are asked to.
std::vector<Command> commandsOf(const QMainWindow& window);

}  // namespace virga::ui
