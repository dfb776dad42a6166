#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/messages.h"
#include "app/cli/verbs.h"
#include "simulator/lessons/lesson_file.h"
#include "simulator/lessons/lesson_state.h"

namespace virga::cli {

namespace {

Exit listLessons() {
  std::vector<simulator::Lesson> lessons;
  for (const auto& file : simulator::lessonFiles()) {
    auto lesson = simulator::loadLesson(file);
    if (!lesson) return badInput(lesson.error());
    lessons.push_back(std::move(*lesson));
  }
  std::size_t widest = 0;
  for (const auto& lesson : lessons) widest = std::max(widest, lesson.id.size());
  for (const auto& lesson : lessons)
    fmt::print("{:{}}  {}: {} ({} min)\n", lesson.id, widest, lesson.title, lesson.sentence, lesson.minutes);
  return Exit::done;
}

void printStep(std::size_t number, const simulator::LessonStep& step) {
  fmt::print("\n{}. {}\n{}", number, step.title, step.text);
  if (!step.text.ends_with('\n')) fmt::print("\n");
  if (!step.scenario.empty()) fmt::print("   scenario: {}\n", step.scenario);
  for (const auto& condition : step.until) fmt::print("   until: {}\n", judge(condition, {}).what);
  if (step.question) fmt::print("   question: {}\n", step.question->ask);
  if (!step.hint.empty()) fmt::print("   hint: {}\n", step.hint);
}

Exit showLesson(const std::string& id) {
  std::vector<std::string> known;
  for (const auto& file : simulator::lessonFiles()) {
    auto name = file.filename().string();
    known.push_back(name.substr(0, name.size() - std::string_view(simulator::kLessonEnding).size()));
    if (known.back() != id) continue;
    const auto lesson = simulator::loadLesson(file);
    if (!lesson) return badInput(lesson.error());
    fmt::print("{}\n{} About {} min.\n", lesson->title, lesson->sentence, lesson->minutes);
    for (std::size_t i = 0; i < lesson->steps.size(); ++i) printStep(i + 1, lesson->steps[i]);
    return Exit::done;
  }
  return badInput(unknownName("lesson", id, known));
}

}  // namespace

Run addLessons(CLI::App& verb) {
  auto id = std::make_shared<std::string>();
  verb.add_option("ID", *id, "Print the steps of this lesson instead");
  return [id] { return id->empty() ? listLessons() : showLesson(*id); };
}

}  // namespace virga::cli
