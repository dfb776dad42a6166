#pragma once

#include <vector>

#include <QFrame>
#include <QIcon>
#include <QLineEdit>
#include <QListWidget>

namespace virga::ui {

// A small list under the pointer or a card: type to filter by words or parts of words in any order, Up and Down to choose,
// Enter to take, Esc to leave.
class FilterPopup : public QFrame {
  Q_OBJECT

 public:
  struct Entry {
    QString id;
    QString text;
    QString help;  // shown as tool tip, and searched too
    QIcon icon;
  };

  FilterPopup(const QString& placeholder, std::vector<Entry> entries, QWidget* parent);
  // Shows itself inside the screen with its corner at the point, and deletes itself when it closes.
  void popUp(QPoint globalPoint);

 signals:
  void chosen(const QString& id);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void filter(const QString& text);
  void take(const QListWidgetItem* item);

  QLineEdit* search_;
  QListWidget* list_;
};

}  // namespace virga::ui
