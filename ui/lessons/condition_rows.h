#pragma once

#include <vector>

#include <QWidget>

#include "simulator/lessons/lesson_state.h"

class QLabel;
class QVBoxLayout;

namespace virga::ui {

// What a step asks for: a line each, with a sign and words for whether it is done, and why not.
class ConditionRows : public QWidget {
  Q_OBJECT

 public:
  explicit ConditionRows(QWidget* parent = nullptr);

  void setJudgements(const std::vector<simulator::LessonJudgement>& judgements);

 private:
  struct Row {
    QLabel *sign, *text;
  };
  void showRow(const Row& row, const simulator::LessonJudgement& judgement);

  QVBoxLayout* layout_;
  std::vector<Row> rows_;
  std::vector<simulator::LessonJudgement> shown_;
};

}  // namespace virga::ui
