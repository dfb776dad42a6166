#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/architecture/architecture.h"
#include "model/problem.h"
#include "simulator/lessons/lesson.h"
#include "simulator/results/result.h"

namespace virga::simulator {

// A run, and the design that it is of.
struct LessonRun {
  std::shared_ptr<const model::Architecture> design;
  std::shared_ptr<const Result> result;
};

// What a learner has done so far: what the conditions of a lesson are judged by.
struct LessonState {
  std::shared_ptr<const model::Architecture> design;
  model::Problems findings;     // of the design's checks
  std::vector<LessonRun> runs;  // the last one is the newest
  std::shared_ptr<const model::Architecture> comparedDesign;
  std::vector<std::string> comparedProviders;
  // What the runs of earlier steps showed, by changeKey().
  std::map<std::string, double> remembered;
};

// Adds a run; an older one of the same scenario and provider goes.
void addRun(LessonState& state, LessonRun run);

// Whether a condition holds, and if not, what is missing.
struct LessonJudgement {
  bool holds = false;
  std::string what;     // the condition in words: "a run of 'storm'"
  std::string missing;  // "not yet: run 'storm' (F5)"; empty where it holds
};

LessonJudgement judge(const LessonCondition& condition, const LessonState& state);

// Whether all conditions of the step hold; its question apart.
bool holds(const LessonStep& step, const LessonState& state);

// Under what a figure of a step's run is remembered: "first: checkout.latency.p99".
std::string changeKey(const std::string& step, const ChangeCondition& condition);

// What the step's runs show of the figures that later steps compare with; to be remembered when it is left.
std::map<std::string, double> figuresToRemember(const Lesson& lesson, std::size_t step, const LessonState& state);

}  // namespace virga::simulator
