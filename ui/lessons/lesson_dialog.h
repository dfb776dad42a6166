#pragma once

#include <QDialog>

namespace virga::ui {

class LessonList;

// Lets a lesson be chosen: one of Virga's own, or a file that a trainer wrote.
class LessonDialog : public QDialog {
  Q_OBJECT

 public:
  explicit LessonDialog(QWidget* parent = nullptr);

 signals:
  void lessonWanted(const QString& file);

 private:
  void choose(const QString& file);
  void chooseFile();

  LessonList* list_;
};

}  // namespace virga::ui
