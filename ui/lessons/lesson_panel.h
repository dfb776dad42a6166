#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace virga::ui {

class ConditionRows;
class LessonSession;
class QuestionBox;

// The lesson in progress: where it stands, the step's text, what it asks for and what of that is done, and the ways on
// and back.
class LessonPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LessonPanel(LessonSession* session, QWidget* parent = nullptr);

 signals:
  void pointWanted();    // show what the step is about
  void restartWanted();  // after a question, for the design goes
  void leaveWanted();

 private:
  QWidget* makeHeader();
  QWidget* makeStep();
  QWidget* makeButtons();
  void showStep();
  void showState();
  void showHint(bool shown);

  LessonSession* session_;
  QLabel* title_;
  QLabel* place_;
  QProgressBar* progress_;
  QScrollArea* scroll_;
  QLabel* stepTitle_;
  QLabel* text_;
  ConditionRows* conditions_;
  QuestionBox* question_;
  QLabel* hint_;
  QPushButton* hintButton_;
  QPushButton* point_;
  QPushButton* back_;
  QPushButton* next_;
};

}  // namespace virga::ui
