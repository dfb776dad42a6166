#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/project/reader.h"
#include "model/project/tree.h"
#include "simulator/lessons/lesson.h"

namespace virga::simulator {

// Reads the parts of a lesson; what is wrong goes to the reader, with its place.
class LessonReader {
 public:
  LessonReader(model::Reader& reader, std::shared_ptr<const model::Architecture> design)
      : reader_(reader), design_(std::move(design)) {}

  std::vector<LessonStep> readSteps(const model::Tree& list);

 private:
  LessonStep readStep(const model::Tree& tree);
  LessonPointer readPointer(const model::Tree& tree);
  LessonQuestion readQuestion(const model::Tree& tree);
  LessonCondition readCondition(const model::Tree& tree);
  ExistsCondition readExists(const model::Tree& tree);
  EdgeCondition readEdge(const model::Tree& tree, bool absent);
  ValueCondition readValue(const model::Tree& tree);
  StatedCondition readStated(const model::Tree& tree);
  RanCondition readRan(const model::Tree& tree);
  FigureCondition readFigure(const model::Tree& tree);
  ChangeCondition readChange(const model::Tree& tree, bool less);
  AbsentCondition readAbsent(const model::Tree& tree);
  ComparedCondition readCompared(const model::Tree& tree);

  Expectation readExpression(const model::Tree& tree);
  std::string readScenario(const model::Tree& map, std::string_view key);
  std::string readProvider(const model::Tree& tree);
  void expectComponent(const model::Tree& tree, const std::string& id);
  void expectField(const model::Tree& tree, const std::string& path);
  void expectFigureSubject(const model::Tree& tree, const std::string& figure);
  void expectOneOf(const model::Tree& tree, std::string_view what, const std::vector<std::string>& known);

  model::Reader& reader_;
  std::shared_ptr<const model::Architecture> design_;  // that the lesson begins with
  std::set<std::string> made_;                         // components that the learner has been asked for by name
  std::vector<std::string> stepNames_;                 // so far
};

// The scalar at a map's key; an error where it is missing and must not be, or isn't a scalar. Empty: there is none.
std::string readLessonText(model::Reader& reader, const model::Tree& map, std::string_view key, bool required);
// The same of a whole number from `least` on; `otherwise` where it is missing.
int readLessonNumber(model::Reader& reader, const model::Tree& map, std::string_view key, int least, int otherwise);

}  // namespace virga::simulator
