#include "simulator/lessons/lesson_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "model/project/suggestion.h"

namespace virga::simulator {

using model::Reader;
using model::Tree;

std::string readLessonText(Reader& reader, const Tree& map, std::string_view key, bool required) {
  const auto* tree = map.find(key);
  if (!tree) {
    if (required) reader.error(map.origin, "missing-key", fmt::format("the key '{}' is missing", key));
    return {};
  }
  const Reader::At at(reader, key);
  if (!reader.expectScalar(*tree, "a text")) return {};
  if (tree->scalar.empty()) reader.error(tree->origin, "missing-value", fmt::format("'{}' has no value", key));
  return tree->scalar;
}

int readLessonNumber(Reader& reader, const Tree& map, std::string_view key, int least, int otherwise) {
  const auto* tree = map.find(key);
  if (!tree) return otherwise;
  const Reader::At at(reader, key);
  if (!reader.expectScalar(*tree, "a whole number")) return otherwise;
  int number = 0;
  const auto* end = tree->scalar.data() + tree->scalar.size();
  const auto [rest, fault] = std::from_chars(tree->scalar.data(), end, number);
  if (fault == std::errc() && rest == end && number >= least) return number;
  reader.error(tree->origin, "bad-value", fmt::format("'{}' isn't a whole number from {} on", tree->scalar, least));
  return otherwise;
}

std::vector<LessonStep> LessonReader::readSteps(const Tree& list) {
  const Reader::At at(reader_, "steps");
  if (!reader_.expectList(list, "a list of steps")) return {};
  if (list.items.empty())
    reader_.error(list.origin, "missing-value", "the lesson has no steps", "add one with a title and a text");
  std::vector<LessonStep> steps;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Reader::At item(reader_, std::to_string(i));
    steps.push_back(readStep(list.items[i]));
    stepNames_.push_back(steps.back().name);
  }
  return steps;
}

LessonStep LessonReader::readStep(const Tree& tree) {
  LessonStep step;
  if (!reader_.expectMap(tree, "a step: a map with 'title' and 'text'")) return step;
  reader_.refuseUnknownKeys(tree, {"name", "title", "text", "point-at", "scenario", "until", "hint", "question"});
  step.name = readLessonText(reader_, tree, "name", false);
  if (!step.name.empty() && std::find(stepNames_.begin(), stepNames_.end(), step.name) != stepNames_.end())
    reader_.error(tree.find("name")->origin, "duplicate-name", fmt::format("an earlier step is called '{}'", step.name),
                  "give each step another name");
  step.title = readLessonText(reader_, tree, "title", true);
  step.text = readLessonText(reader_, tree, "text", true);
  step.hint = readLessonText(reader_, tree, "hint", false);
  step.scenario = readScenario(tree, "scenario");
  if (const auto* until = tree.find("until")) {
    const Reader::At at(reader_, "until");
    if (reader_.expectList(*until, "a list of conditions"))
      for (std::size_t i = 0; i < until->items.size(); ++i) {
        const Reader::At item(reader_, std::to_string(i));
        step.until.push_back(readCondition(until->items[i]));
      }
  }
  // After the conditions: what they ask for by name can be pointed at.
  if (const auto* pointer = tree.find("point-at")) {
    const Reader::At at(reader_, "point-at");
    step.pointAt = readPointer(*pointer);
  }
  if (const auto* question = tree.find("question")) {
    const Reader::At at(reader_, "question");
    step.question = readQuestion(*question);
  }
  return step;
}

LessonPointer LessonReader::readPointer(const Tree& tree) {
  LessonPointer pointer;
  if (!reader_.expectMap(tree, "what to point at: {component: …, field: …}, {panel: …} or {control: …}")) return pointer;
  reader_.refuseUnknownKeys(tree, {"component", "field", "panel", "control"});
  pointer.component = readLessonText(reader_, tree, "component", false);
  pointer.field = readLessonText(reader_, tree, "field", false);
  pointer.panel = readLessonText(reader_, tree, "panel", false);
  pointer.control = readLessonText(reader_, tree, "control", false);
  const int stated = !pointer.component.empty() + !pointer.panel.empty() + !pointer.control.empty();
  if (stated != 1)
    reader_.error(tree.origin, "bad-pointer", stated == 0 ? "it points at nothing" : "it points at two things",
                  "write one of 'component', 'panel' and 'control'");
  if (!pointer.field.empty() && pointer.component.empty())
    reader_.error(tree.find("field")->origin, "bad-pointer", "a field needs a component", "add 'component'");
  if (!pointer.panel.empty()) expectOneOf(*tree.find("panel"), "panel", lessonPanels());
  if (!pointer.control.empty()) expectOneOf(*tree.find("control"), "control", lessonControls());
  if (pointer.component.empty()) return pointer;
  expectComponent(*tree.find("component"), pointer.component);
  if (!pointer.field.empty()) expectField(*tree.find("field"), pointer.component + '.' + pointer.field);
  return pointer;
}

LessonQuestion LessonReader::readQuestion(const Tree& tree) {
  LessonQuestion question;
  if (!reader_.expectMap(tree, "a question: {ask: …, choices: […], right: 2, because: …}")) return question;
  reader_.refuseUnknownKeys(tree, {"ask", "choices", "right", "because"});
  question.ask = readLessonText(reader_, tree, "ask", true);
  question.because = readLessonText(reader_, tree, "because", true);
  if (const auto* choices = tree.find("choices"); choices && reader_.expectList(*choices, "a list of answers"))
    for (const auto& choice : choices->items)
      if (reader_.expectScalar(choice, "an answer")) question.choices.push_back(choice.scalar);
  if (question.choices.size() < 2)
    reader_.error(tree.origin, "too-few-choices", "a question has two answers or more", "list them under 'choices'");
  const int right = readLessonNumber(reader_, tree, "right", 1, 0);
  if (right < 1 || static_cast<std::size_t>(right) > question.choices.size())
    reader_.error(tree.origin, "no-right-answer", "'right' says which answer is right: the number of one of the choices",
                  fmt::format("write a number from 1 to {}", question.choices.size()));
  else
    question.right = static_cast<std::size_t>(right) - 1;
  return question;
}

std::string LessonReader::readScenario(const Tree& map, std::string_view key) {
  auto name = readLessonText(reader_, map, key, false);
  if (name.empty()) return name;
  std::vector<std::string> known;
  for (const auto& scenario : design_->scenarios) known.push_back(scenario.name);
  const Reader::At at(reader_, key);
  if (std::find(known.begin(), known.end(), name) == known.end())
    reader_.error(map.find(key)->origin, "unknown-scenario",
                  fmt::format("the design that the lesson begins with has no scenario '{}'", name),
                  model::suggestion(name, known));
  return name;
}

void LessonReader::expectOneOf(const Tree& tree, std::string_view what, const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), tree.scalar) == known.end())
    reader_.error(tree.origin, fmt::format("unknown-{}", what), fmt::format("there is no {} '{}'", what, tree.scalar),
                  model::suggestion(tree.scalar, known));
}

}  // namespace virga::simulator
