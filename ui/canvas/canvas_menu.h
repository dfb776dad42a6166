#pragma once

#include <functional>

#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace virga::ui {

class CanvasView;

// A submenu of the canvas; its action has the name too.
QMenu* makeCanvasMenu(CanvasView& view, const char* name, const QString& title);

// An action that works while the canvas has the keyboard.
QAction* addCanvasAction(CanvasView& view, const char* name, const QString& text, const QKeySequence& keys,
                         std::function<void()> trigger);

// An action of a submenu that works while the canvas has the keyboard.
QAction* addCanvasAction(CanvasView& view, QMenu& menu, const char* name, const QString& text, const QKeySequence& keys,
                         std::function<void()> trigger);

}  // namespace virga::ui
