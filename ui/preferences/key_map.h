#pragma once

#include <vector>

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace virga::ui {

// The shortcuts of a window's named actions: what they are by default, what the user made of them, kept in the settings.
class KeyMap : public QObject {
  Q_OBJECT

 public:
  struct Entry {
    QPointer<QAction> action;
    QList<QKeySequence> usual;
  };

  // Takes the named actions below the window with their shortcuts as they are now, and applies the user's.
  explicit KeyMap(QWidget* window);

  const std::vector<Entry>& entries() const { return entries_; }
  static QString nameOf(const QAction& action);  // as menus have it, without marks

  // Who else would answer to the keys; null if nobody. Actions of different panels may share keys.
  QAction* conflict(const QAction& action, const QKeySequence& keys) const;
  // Empty keys: none.
  void setKeys(QAction& action, const QKeySequence& keys);
  void reset(QAction& action);
  void resetAll();
  bool isUsual(const QAction& action) const;

 signals:
  void changed();

 private:
  const Entry* entryOf(const QAction& action) const;

  std::vector<Entry> entries_;
};

}  // namespace virga::ui
