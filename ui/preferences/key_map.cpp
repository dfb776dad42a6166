#include "ui/preferences/key_map.h"

#include <algorithm>

#include <QAction>
#include <QMenu>
#include <QSettings>
#include <QWidget>

namespace virga::ui {

namespace {

QString settingOf(const QAction& action) { return QStringLiteral("shortcuts/") + action.objectName(); }

bool isOfPanel(const QAction& action) {
  return action.shortcutContext() == Qt::WidgetShortcut || action.shortcutContext() == Qt::WidgetWithChildrenShortcut;
}

// Where a panel's action answers: the menus that show it don't count.
std::vector<const QWidget*> placesOf(const QAction& action) {
  std::vector<const QWidget*> places;
  for (auto* object : action.associatedObjects())
    if (const auto* widget = qobject_cast<const QWidget*>(object); widget && !qobject_cast<const QMenu*>(object))
      places.push_back(widget);
  return places;
}

// Whether both answer while the same widget has the keyboard.
bool meet(const QAction& a, const QAction& b) {
  if (!isOfPanel(a) || !isOfPanel(b)) return true;
  const bool aBelow = a.shortcutContext() == Qt::WidgetWithChildrenShortcut;
  const bool bBelow = b.shortcutContext() == Qt::WidgetWithChildrenShortcut;
  const auto others = placesOf(b);
  for (const auto* place : placesOf(a))
    for (const auto* other : others)
      if (place == other || (aBelow && place->isAncestorOf(other)) || (bBelow && other->isAncestorOf(place))) return true;
  return false;
}

}  // namespace

KeyMap::KeyMap(QWidget* window) : QObject(window) {
  const QSettings settings;
  for (auto* action : window->findChildren<QAction*>()) {
    if (action->objectName().isEmpty() || action->objectName().startsWith("qt_") || action->menu()) continue;
    if (action->isSeparator() || action->text().isEmpty() || entryOf(*action)) continue;
    entries_.push_back({action, action->shortcuts()});
    if (const auto own = settings.value(settingOf(*action)); own.isValid())
      action->setShortcuts(QKeySequence::listFromString(own.toString(), QKeySequence::PortableText));
  }
}

QString KeyMap::nameOf(const QAction& action) {
  return action.text().remove('&').remove(QStringLiteral(" …")).remove(QStringLiteral("…"));
}

const KeyMap::Entry* KeyMap::entryOf(const QAction& action) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
    return entry.action && entry.action->objectName() == action.objectName();
  });
  return found == entries_.end() ? nullptr : &*found;
}

QAction* KeyMap::conflict(const QAction& action, const QKeySequence& keys) const {
  if (keys.isEmpty()) return nullptr;
  for (const auto& [other, usual] : entries_) {
    if (!other || other == &action || !meet(action, *other)) continue;
    for (const auto& taken : other->shortcuts())
      if (taken.matches(keys) != QKeySequence::NoMatch || keys.matches(taken) != QKeySequence::NoMatch) return other;
  }
  return nullptr;
}

void KeyMap::setKeys(QAction& action, const QKeySequence& keys) {
  action.setShortcuts(keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{keys});
  QSettings().setValue(settingOf(action), keys.toString(QKeySequence::PortableText));
  emit changed();
}

void KeyMap::reset(QAction& action) {
  if (const auto* entry = entryOf(action)) action.setShortcuts(entry->usual);
  QSettings().remove(settingOf(action));
  emit changed();
}

void KeyMap::resetAll() {
  for (const auto& [action, usual] : entries_)
    if (action) action->setShortcuts(usual);
  QSettings().remove(QStringLiteral("shortcuts"));
  emit changed();
}

bool KeyMap::isUsual(const QAction& action) const {
  const auto* entry = entryOf(action);
  return !entry || entry->usual == action.shortcuts();
}

}  // namespace virga::ui

#include "moc_key_map.cpp"
