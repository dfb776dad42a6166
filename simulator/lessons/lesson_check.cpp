#include "simulator/lessons/lesson_check.h"

#include <optional>

#include <fmt/format.h>

#include "model/catalog/catalog.h"
#include "simulator/experiment/simulate.h"
#include "simulator/lessons/design_judgement.h"

namespace virga::simulator {

namespace {

// A run of a millisecond has the same figures as a long one.
std::optional<Result> briefRun(model::Architecture design, const std::filesystem::path& folder) {
  for (auto& scenario : design.scenarios) scenario.warmup = {};
  const auto catalog = model::loadCatalog(design.target.provider);
  if (!catalog) return std::nullopt;
  SimulationOptions options;
  options.duration = model::milliseconds(1);
  options.projectFolder = folder;
  auto result = simulate(design, *catalog, options);
  if (!result) return std::nullopt;
  return std::move(*result);
}

class LessonCheck {
 public:
  explicit LessonCheck(const Lesson& lesson)
      : lesson_(lesson), brief_(briefRun(*lesson.design, lesson.designFile.parent_path())) {}

  model::Problems check() {
    for (const auto& step : lesson_.steps)
      for (const auto& condition : step.until)
        if (auto fault = std::visit([&](const auto& what) { return faultOfCondition(what); }, condition.what);
            !fault.empty())
          problems_.push_back({model::Severity::error, "bad-condition", lesson_.file.string(), condition.line,
                               condition.column, "", std::move(fault), ""});
    return std::move(problems_);
  }

 private:
  template <class Other>
  std::string faultOfCondition(const Other&) const {
    return {};
  }
  std::string faultOfCondition(const ValueCondition& value) const { return faultOf(value, *lesson_.design); }
  std::string faultOfCondition(const FigureCondition& figure) const {
    if (!isThere(figure.expectation.figure)) return {};
    const auto judgement = judge(figure.expectation, *brief_);
    return judgement ? std::string() : judgement.error();
  }
  std::string faultOfCondition(const ChangeCondition& change) const {
    if (!isThere(change.figure)) return {};
    const auto found = figureAt(change.figure, *brief_);
    return found ? std::string() : found.error();
  }

  bool isThere(const std::string& figure) const {
    const auto subject = std::string(subjectOf(figure));
    return brief_ && (subject.empty() || subject.find(' ') != std::string::npos || lesson_.design->find(subject));
  }

  const Lesson& lesson_;
  std::optional<Result> brief_;
  model::Problems problems_;
};

}  // namespace

model::Problems checkLesson(const Lesson& lesson) { return lesson.design ? LessonCheck(lesson).check() : model::Problems(); }

}  // namespace virga::simulator
