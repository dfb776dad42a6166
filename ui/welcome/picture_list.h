#pragma once

#include <memory>
#include <vector>

#include <QListWidget>
#include <QTimer>

#include "model/architecture/architecture.h"

namespace virga::ui {

// Projects to choose from, each with its drawing. The drawings come one at a time while the list is to be seen, so that it
// is there at once.
class PictureList : public QListWidget {
  Q_OBJECT

 public:
  struct Entry {
    QString key;       // in Qt::UserRole of the item
    QString name;      // below the drawing
    QString sentence;  // below the name
    std::shared_ptr<const model::Architecture> project;
  };

  // `textLines` of the sentence have room.
  explicit PictureList(int textLines, QWidget* parent = nullptr);

  void setEntries(std::vector<Entry> entries);

 signals:
  void entryActivated(const QString& key);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void drawNext();

  std::vector<std::shared_ptr<const model::Architecture>> projects_;  // as the items
  QTimer drawing_;
  int drawn_ = 0;
};

}  // namespace virga::ui
