#pragma once

#include <QWidget>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace virga::ui {

class KeyMap;

// All actions with their keys, to search and to change.
class KeyMapEditor : public QWidget {
  Q_OBJECT

 public:
  explicit KeyMapEditor(KeyMap* keys, QWidget* parent = nullptr);

 private:
  QAction* current() const;
  void fill();
  void showCurrent();
  void showConflict();
  void take();

  KeyMap* keys_;
  QLineEdit* filter_;
  QTreeWidget* list_;
  QKeySequenceEdit* edit_;
  QPushButton* set_;
  QPushButton* clear_;
  QPushButton* reset_;
  QLabel* message_;
};

}  // namespace virga::ui
