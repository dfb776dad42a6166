// How the conditions of a lesson are read.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/catalog/catalog.h"
#include "model/edit/edit.h"
#include "model/project/field_view.h"
#include "model/project/suggestion.h"
#include "simulator/lessons/lesson_reader.h"

namespace virga::simulator {

using model::Reader;
using model::Tree;

namespace {

const std::vector<std::string>& conditionWords() {
  static const std::vector<std::string> words{"exists", "edge", "no-edge", "value",  "stated",  "ran",
                                              "figure", "less", "more",    "absent", "compared"};
  return words;
}

bool isKind(const std::string& word) {
  const auto& kinds = model::kindNames();
  return std::find(kinds.begin(), kinds.end(), word) != kinds.end();
}

std::vector<std::string> idsOf(const model::Architecture& design, const std::set<std::string>& made) {
  std::vector<std::string> ids;
  for (const auto& component : design.components) ids.push_back(component.id);
  ids.insert(ids.end(), made.begin(), made.end());
  return ids;
}

}  // namespace

LessonCondition LessonReader::readCondition(const Tree& tree) {
  LessonCondition condition{RanCondition{}, {}, tree.origin.line, tree.origin.column};
  if (!reader_.expectMap(tree, "a condition, such as 'ran: storm'")) return condition;
  auto known = conditionWords();
  known.push_back("say");
  reader_.refuseUnknownKeys(tree, known, "condition");
  condition.say = readLessonText(reader_, tree, "say", false);
  const auto isCondition = [](const model::TreeEntry& entry) {
    return std::find(conditionWords().begin(), conditionWords().end(), entry.key) != conditionWords().end();
  };
  if (const auto count = std::count_if(tree.entries.begin(), tree.entries.end(), isCondition); count != 1) {
    const bool misspelt = count == 0 && tree.entries.size() > (condition.say.empty() ? 0U : 1U);
    if (!misspelt)
      reader_.error(tree.origin, "one-condition", fmt::format("an item of 'until' states one condition, not {}", count),
                    "known: " + fmt::format("{}", fmt::join(conditionWords(), ", ")));
    return condition;
  }
  const auto& entry = *std::find_if(tree.entries.begin(), tree.entries.end(), isCondition);
  const Reader::At at(reader_, entry.key);
  const auto& value = entry.value;
  if (entry.key == "exists") condition.what = readExists(value);
  if (entry.key == "edge" || entry.key == "no-edge") condition.what = readEdge(value, entry.key == "no-edge");
  if (entry.key == "value") condition.what = readValue(value);
  if (entry.key == "stated") condition.what = readStated(value);
  if (entry.key == "ran") condition.what = readRan(value);
  if (entry.key == "figure") condition.what = readFigure(value);
  if (entry.key == "less" || entry.key == "more") condition.what = readChange(value, entry.key == "less");
  if (entry.key == "absent") condition.what = readAbsent(value);
  if (entry.key == "compared") condition.what = readCompared(value);
  return condition;
}

ExistsCondition LessonReader::readExists(const Tree& tree) {
  ExistsCondition exists;
  if (tree.isScalar()) {
    exists.kind = tree.scalar;
    expectOneOf(tree, "kind", model::kindNames());
    return exists;
  }
  if (!reader_.expectMap(tree, "a kind, or {kind: …, id: …, at-least: …}")) return exists;
  reader_.refuseUnknownKeys(tree, {"kind", "id", "at-least"});
  exists.kind = readLessonText(reader_, tree, "kind", false);
  exists.id = readLessonText(reader_, tree, "id", false);
  exists.atLeast = readLessonNumber(reader_, tree, "at-least", 1, 1);
  if (!exists.kind.empty()) expectOneOf(*tree.find("kind"), "kind", model::kindNames());
  if (exists.kind.empty() && exists.id.empty())
    reader_.error(tree.origin, "missing-key", "it doesn't say of what", "add 'kind', 'id' or both");
  if (!exists.id.empty()) made_.insert(exists.id);
  return exists;
}

EdgeCondition LessonReader::readEdge(const Tree& tree, bool absent) {
  EdgeCondition edge{{}, {}, absent};
  if (!reader_.expectMap(tree, "a connection: {from: …, to: …}, by kind or component")) return edge;
  reader_.refuseUnknownKeys(tree, {"from", "to"});
  for (const auto& [key, end] : {std::pair{"from", &edge.from}, std::pair{"to", &edge.to}}) {
    *end = readLessonText(reader_, tree, key, true);
    if (end->empty() || isKind(*end)) continue;
    auto known = idsOf(*design_, made_);
    if (std::find(known.begin(), known.end(), *end) != known.end()) continue;
    known.insert(known.end(), model::kindNames().begin(), model::kindNames().end());
    const Reader::At at(reader_, key);
    reader_.error(tree.find(key)->origin, "unknown-component", fmt::format("there is no component or kind '{}'", *end),
                  model::suggestion(*end, known));
  }
  return edge;
}

Expectation LessonReader::readExpression(const Tree& tree) {
  if (!reader_.expectScalar(tree, "an expression such as 'checkout.latency.p99 < 500 ms'")) return {};
  auto expression = parseExpectation(tree.scalar);
  if (expression) return *expression;
  reader_.error(tree.origin, "bad-expression", expression.error());
  return {};
}

ValueCondition LessonReader::readValue(const Tree& tree) {
  ValueCondition value{readExpression(tree)};
  if (!value.expression.figure.empty()) expectField(tree, value.expression.figure);
  return value;
}

StatedCondition LessonReader::readStated(const Tree& tree) {
  if (!reader_.expectScalar(tree, "the path of a field, such as 'api.throttle'")) return {};
  expectField(tree, tree.scalar);
  return {tree.scalar};
}

RanCondition LessonReader::readRan(const Tree& tree) {
  RanCondition ran;
  if (tree.isScalar()) {
    if (tree.scalar == "any") return ran;
    Tree map = model::mapTree();
    map.add("scenario", tree).origin = tree.origin;
    ran.scenario = readScenario(map, "scenario");
    return ran;
  }
  if (!reader_.expectMap(tree, "a scenario, 'any', or {scenario: …, provider: …}")) return ran;
  reader_.refuseUnknownKeys(tree, {"scenario", "provider"});
  ran.scenario = readScenario(tree, "scenario");
  if (const auto* provider = tree.find("provider")) ran.provider = readProvider(*provider);
  return ran;
}

std::string LessonReader::readProvider(const Tree& tree) {
  if (!reader_.expectScalar(tree, "a provider")) return {};
  expectOneOf(tree, "provider", model::catalogProviders());
  return tree.scalar;
}

FigureCondition LessonReader::readFigure(const Tree& tree) {
  FigureCondition figure;
  const Tree* expression = &tree;
  if (tree.isMap()) {
    reader_.refuseUnknownKeys(tree, {"expression", "scenario"});
    figure.scenario = readScenario(tree, "scenario");
    expression = tree.find("expression");
    if (!expression) {
      reader_.error(tree.origin, "missing-key", "the key 'expression' is missing");
      return figure;
    }
  }
  figure.expectation = readExpression(*expression);
  expectFigureSubject(*expression, figure.expectation.figure);
  return figure;
}

ChangeCondition LessonReader::readChange(const Tree& tree, bool less) {
  ChangeCondition change;
  change.less = less;
  if (!reader_.expectMap(tree, "a comparison: {figure: …, than: an earlier step's name, by: 20 %}")) return change;
  reader_.refuseUnknownKeys(tree, {"figure", "than", "by", "scenario"});
  change.figure = readLessonText(reader_, tree, "figure", true);
  if (const auto* figure = tree.find("figure")) expectFigureSubject(*figure, change.figure);
  change.than = readLessonText(reader_, tree, "than", true);
  change.scenario = readScenario(tree, "scenario");
  std::vector<std::string> known;
  std::copy_if(stepNames_.begin(), stepNames_.end(), std::back_inserter(known),
               [](const auto& name) { return !name.empty(); });
  if (!change.than.empty() && std::find(known.begin(), known.end(), change.than) == known.end())
    reader_.error(tree.find("than")->origin, "unknown-step", fmt::format("no earlier step is called '{}'", change.than),
                  known.empty() ? "give the step a 'name'" : model::suggestion(change.than, known));
  if (const auto by = readLessonText(reader_, tree, "by", false); !by.empty()) {
    const auto share = model::parseShare(by);
    if (share)
      change.by = *share;
    else
      reader_.error(tree.find("by")->origin, "bad-value", share.error());
  }
  return change;
}

AbsentCondition LessonReader::readAbsent(const Tree& tree) {
  AbsentCondition absent;
  if (tree.isScalar()) {
    absent.check = tree.scalar;
    expectOneOf(tree, "check", lessonChecks());
    return absent;
  }
  if (!reader_.expectMap(tree, "the id of a design check, or {check: …, at: a component}")) return absent;
  reader_.refuseUnknownKeys(tree, {"check", "at"});
  absent.check = readLessonText(reader_, tree, "check", true);
  absent.at = readLessonText(reader_, tree, "at", false);
  if (!absent.check.empty()) expectOneOf(*tree.find("check"), "check", lessonChecks());
  if (!absent.at.empty()) expectComponent(*tree.find("at"), absent.at);
  return absent;
}

ComparedCondition LessonReader::readCompared(const Tree& tree) {
  ComparedCondition compared;
  if (!reader_.expectList(tree, "a list of providers")) return compared;
  for (const auto& item : tree.items) compared.providers.push_back(readProvider(item));
  if (compared.providers.size() < 2)
    reader_.error(tree.origin, "too-few-providers", "a comparison is of two providers or more");
  return compared;
}

void LessonReader::expectComponent(const Tree& tree, const std::string& id) {
  const auto known = idsOf(*design_, made_);
  if (std::find(known.begin(), known.end(), id) != known.end()) return;
  reader_.error(tree.origin, "unknown-component", fmt::format("there is no component '{}' at this step", id),
                known.empty() ? "ask for it first: exists: {id: …}" : model::suggestion(id, known));
}

// A part that can be left out has no fields as long as it is; then only the part itself is known.
void LessonReader::expectField(const Tree& tree, const std::string& path) {
  static const std::vector<std::string> kTop{"target.provider", "target.region"};
  if (std::find(kTop.begin(), kTop.end(), path) != kTop.end()) return;
  const auto dot = path.find('.');
  const auto id = path.substr(0, dot);
  expectComponent(tree, id);
  if (!design_->find(id)) return;
  const auto views = model::fieldViews(*design_, id);
  std::vector<std::string> keys;
  std::string longest;
  bool hasParts = false;
  for (const auto& view : views) {
    if (view.depth == 0) keys.push_back(view.label);
    if ((path == view.path || path.starts_with(view.path + '.')) && view.path.size() > longest.size()) {
      longest = view.path;
      using Type = model::FieldView::Type;
      hasParts =
          view.type == Type::structure || view.type == Type::arrivals || view.type == Type::distribution || view.takesItems;
    }
  }
  if (longest == path || hasParts) return;
  const auto key = dot == std::string::npos ? std::string() : path.substr(dot + 1);
  reader_.error(tree.origin, "unknown-field", fmt::format("'{}' has no field '{}'", id, key),
                model::suggestion(key.substr(0, key.find('.')), keys));
}

// The figure itself is known only to a run: see checkLesson().
void LessonReader::expectFigureSubject(const Tree& tree, const std::string& figure) {
  const auto subject = std::string(subjectOf(figure));
  if (subject.empty() || subject.find(' ') != std::string::npos) return;  // a flow's name
  expectComponent(tree, subject);
}

}  // namespace virga::simulator
