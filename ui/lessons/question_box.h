#pragma once

#include <optional>

#include <QWidget>

#include "simulator/lessons/lesson.h"

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace virga::ui {

// A question with its answers to choose from, and what there is to say about the one that was chosen.
class QuestionBox : public QWidget {
  Q_OBJECT

 public:
  explicit QuestionBox(QWidget* parent = nullptr);

  // `answered`: the right answer is shown as chosen.
  void setQuestion(const std::optional<simulator::LessonQuestion>& question, bool answered);

 signals:
  void chosen(std::size_t choice);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void choose(std::size_t choice);
  void showVerdict(bool right);

  simulator::LessonQuestion question_;
  QLabel* ask_;
  QWidget* choices_ = nullptr;
  QButtonGroup* group_ = nullptr;
  QLabel* verdict_;
  QVBoxLayout* layout_;
};

}  // namespace virga::ui
