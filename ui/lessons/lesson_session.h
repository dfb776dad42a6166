#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QObject>
#include <QTimer>

#include "simulator/lessons/lesson_state.h"
#include "ui/compare/compare_runner.h"
#include "ui/document/document.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/runs/catalog_cache.h"
#include "ui/runs/simulation_runner.h"

namespace virga::ui {

// A lesson in progress: opens its design, follows what the learner does, and knows when the step is done. Progress and
// design are kept, so that a lesson can be left and taken up again.
class LessonSession : public QObject {
  Q_OBJECT

 public:
  LessonSession(Document* document, SimulationRunner* runner, CompareRunner* compareRunner,
                std::shared_ptr<CatalogCache> catalogs, QObject* parent = nullptr);

  // Begins the lesson, or takes it up where it was left; the project on the screen goes without being asked for. What is
  // wrong with the file, or nothing.
  QString start(const QString& file);
  void leave();    // it can be taken up again
  void restart();  // from the first step, with the design as the lesson begins

  const simulator::Lesson* lesson() const { return lesson_ ? &*lesson_ : nullptr; }  // null: none is in progress
  std::size_t stepIndex() const { return static_cast<std::size_t>(progress_.step); }
  const simulator::LessonStep& step() const { return lesson_->steps[stepIndex()]; }
  const LessonProgress& progress() const { return progress_; }

  // The step's conditions, judged now.
  std::vector<simulator::LessonJudgement> judgements() const;
  bool isAnswered() const { return progress_.answered.contains(progress_.step); }
  bool isLast() const { return stepIndex() + 1 == lesson_->steps.size(); }
  // Whether all that the step asks for is done.
  bool mayGoOn() const;

 public slots:
  void next();  // ignored while the step isn't done; after the last one the lesson is finished and left
  void back();
  // Whether it is the right one.
  bool answer(std::size_t choice);

 signals:
  void stepBegun();  // another step, or another lesson
  void judged();     // the conditions may have changed
  void finished(const QString& title);
  void left();

 private:
  void open(bool fromTheStart);
  void noteRun(const RunOutcome& outcome);
  void noteComparison(const CompareOutcome& outcome);
  void noteReplaced();
  void judge();
  void keep();
  void begin(int step);

  Document* document_;
  std::shared_ptr<CatalogCache> catalogs_;
  std::optional<simulator::Lesson> lesson_;
  QString file_;
  LessonProgress progress_;
  simulator::LessonState state_;
  std::shared_ptr<const model::Architecture> runDesign_, comparedDesign_;  // of the ones under way
  bool opening_ = false;
  QTimer keeping_;
};

}  // namespace virga::ui
