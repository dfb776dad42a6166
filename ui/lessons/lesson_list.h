#pragma once

#include <QWidget>

#include "ui/lessons/lesson_progress.h"

class QListWidget;

namespace virga::ui {

// The lessons that come with Virga: title, sentence, minutes, and how far each is done.
class LessonList : public QWidget {
  Q_OBJECT

 public:
  explicit LessonList(QWidget* parent = nullptr);

  QString current() const;  // file of the selected lesson; empty: none

 public slots:
  void refresh();  // reads the progress anew; also done whenever the list is shown

 signals:
  void lessonWanted(const QString& file);  // double click, or Enter

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QListWidget* list_;
};

// "done", "step 3 of 8", "not begun".
QString stateText(const LessonEntry& entry);

}  // namespace virga::ui
