#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/units/share.h"
#include "simulator/results/expectation.h"

// What a learner is led through in the workbench: steps with a text, something to look at, and what has to be done.
namespace virga::simulator {

// So many components of a kind, or one of a name.
struct ExistsCondition {
  std::string kind;  // empty: any
  std::string id;    // empty: any
  int atLeast = 1;
};

// A connection; each end is a component's name or a kind.
struct EdgeCondition {
  std::string from, to;
  bool absent = false;  // there is to be none
};

// A field of a component, or target.provider and target.region: "checkout.memory >= 1 GiB".
struct ValueCondition {
  Expectation expression;  // its `figure` is the path
};

// A field or an optional part says something else than its default: "api.throttle".
struct StatedCondition {
  std::string path;
};

// A run of the design as it is.
struct RanCondition {
  std::string scenario;  // empty: any
  std::string provider;  // empty: any
};

// A figure of the last run of the design as it is.
struct FigureCondition {
  Expectation expectation;
  std::string scenario;  // empty: any
};

// A figure against what an earlier step's last run showed.
struct ChangeCondition {
  bool less = true;    // else more
  std::string figure;  // "checkout.latency.p99", "cost"
  std::string than;    // name of the earlier step
  model::Share by;     // at least this part less or more; 0: at all
  std::string scenario;
};

// The findings of a design check are gone.
struct AbsentCondition {
  std::string check;  // id: "no-dead-letter"
  std::string at;     // component; empty: anywhere
};

// The design as it is was compared on these providers.
struct ComparedCondition {
  std::vector<std::string> providers;
};

struct LessonCondition {
  std::variant<ExistsCondition, EdgeCondition, ValueCondition, StatedCondition, RanCondition, FigureCondition,
               ChangeCondition, AbsentCondition, ComparedCondition>
      what;
  std::string say;  // what the list of conditions says instead of its own words; may be empty
  int line = 0;     // where it stands in the lesson's file
  int column = 0;
};

// What a step points at; one of the three, or a component's field.
struct LessonPointer {
  std::string component;
  std::string field;    // dotted, below the component: "memory"; needs a component
  std::string panel;    // one of lessonPanels()
  std::string control;  // one of lessonControls()
  bool isNothing() const { return component.empty() && panel.empty() && control.empty(); }
};

// To be answered before it goes on.
struct LessonQuestion {
  std::string ask;
  std::vector<std::string> choices;  // two or more
  std::size_t right = 0;             // index in the choices
  std::string because;               // why it is right
};

struct LessonStep {
  std::string name;  // for `than`; may be empty
  std::string title;
  std::string text;  // a little Markdown
  LessonPointer pointAt;
  std::string scenario;  // chosen when the step begins; empty: it stays
  std::vector<LessonCondition> until;
  std::string hint;  // may be empty
  std::optional<LessonQuestion> question;
};

struct Lesson {
  std::string id;  // its file's name without ".lesson.yaml"
  std::string title;
  std::string sentence;
  int minutes = 0;
  std::filesystem::path file;
  std::shared_ptr<const model::Architecture> design;  // to begin with; null: a new project
  std::filesystem::path designFile;                   // of that; empty: written in the lesson, or none
  std::vector<LessonStep> steps;
};

inline constexpr auto kLessonEnding = ".lesson.yaml";

// Words for what a step can point at, in the workbench's own order.
const std::vector<std::string>& lessonPanels();
const std::vector<std::string>& lessonControls();

// The ids of the design checks whose findings a step can want gone.
const std::vector<std::string>& lessonChecks();

}  // namespace virga::simulator
