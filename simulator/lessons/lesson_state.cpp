#include "simulator/lessons/lesson_state.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/architecture/same_but_drawing.h"
#include "simulator/lessons/design_judgement.h"
#include "simulator/results/figure_text.h"

namespace virga::simulator {

namespace {

bool isOfDesign(const std::shared_ptr<const model::Architecture>& design, const LessonState& state) {
  return design && state.design && (design == state.design || model::sameButDrawing(*design, *state.design));
}

std::string quoted(const std::string& word) { return "'" + word + "'"; }

std::string runWords(const std::string& scenario, const std::string& provider) {
  return (scenario.empty() ? std::string() : " of " + quoted(scenario)) + (provider.empty() ? "" : " on " + provider);
}

// The newest run of the design as it is, or why there is none.
tl::expected<const LessonRun*, std::string> runOf(const LessonState& state, const std::string& scenario,
                                                  const std::string& provider) {
  const LessonRun* older = nullptr;
  for (auto run = state.runs.rbegin(); run != state.runs.rend(); ++run) {
    if (!scenario.empty() && run->result->scenario != scenario) continue;
    if (!provider.empty() && run->result->provider != provider) continue;
    if (isOfDesign(run->design, state)) return &*run;
    if (!older) older = &*run;
  }
  const auto what = scenario.empty() ? std::string("it") : quoted(scenario);
  const auto where = provider.empty() ? std::string() : " on " + provider;
  if (older) return tl::unexpected(fmt::format("the design has changed since the run; run {}{} again (F5)", what, where));
  return tl::unexpected(fmt::format("run {}{} (F5)", what, where));
}

std::string figureValueText(const FoundFigure& figure) {
  if (!figure.value) return "nothing was observed";
  return figure.name == "cost" ? fmt::format("{:.2f} a month", *figure.value)
                               : valueText(measureOf(figure.name), *figure.value);
}

// What is missing for a condition; empty: nothing.
struct Missing {
  const LessonState& state;

  template <class OfDesign>
  std::string operator()(const OfDesign& condition) const {
    return missingOf(condition, *state.design);
  }
  std::string operator()(const RanCondition& ran) const {
    const auto run = runOf(state, ran.scenario, ran.provider);
    return run ? std::string() : run.error();
  }
  std::string operator()(const FigureCondition& figure) const {
    const auto run = runOf(state, figure.scenario, {});
    if (!run) return run.error();
    const auto judgement = judge(figure.expectation, *(*run)->result);
    if (!judgement) return judgement.error();
    return judgement->holds ? std::string() : fmt::format("the run shows {}", judgement->found);
  }
  std::string operator()(const ChangeCondition& change) const {
    const auto before = state.remembered.find(changeKey(change.than, change));
    if (before == state.remembered.end())
      return fmt::format("no run of the step '{}' is remembered; go back to it and run it", change.than);
    const auto run = runOf(state, change.scenario, {});
    if (!run) return run.error();
    const auto now = figureAt(change.figure, *(*run)->result);
    if (!now) return now.error();
    const double bound = before->second * (change.less ? 1 - change.by.value : 1 + change.by.value);
    if (now->value && (change.less ? *now->value < before->second && *now->value <= bound
                                   : *now->value > before->second && *now->value >= bound))
      return {};
    return fmt::format("it was {} and is {}", figureValueText({now->name, before->second}), figureValueText(*now));
  }
  std::string operator()(const AbsentCondition& absent) const {
    for (const auto& finding : state.findings)
      if (finding.id == absent.check && (absent.at.empty() || finding.path.substr(0, finding.path.find('.')) == absent.at))
        return finding.message;
    return {};
  }
  std::string operator()(const ComparedCondition& compared) const {
    if (!state.comparedDesign) return "compare it (panel Compare)";
    if (!isOfDesign(state.comparedDesign, state)) return "the design has changed since the comparison; compare again";
    std::vector<std::string> lacking;
    for (const auto& provider : compared.providers)
      if (std::find(state.comparedProviders.begin(), state.comparedProviders.end(), provider) ==
          state.comparedProviders.end())
        lacking.push_back(provider);
    return lacking.empty() ? std::string() : fmt::format("the comparison lacks {}", fmt::join(lacking, ", "));
  }
};

// The condition in words.
struct Words {
  std::string operator()(const ExistsCondition& exists) const {
    if (exists.id.empty())
      return exists.atLeast == 1 ? fmt::format("a component of kind {}", exists.kind)
                                 : fmt::format("{} components of kind {}", exists.atLeast, exists.kind);
    return exists.kind.empty() ? fmt::format("a component '{}'", exists.id)
                               : fmt::format("a component '{}' of kind {}", exists.id, exists.kind);
  }
  std::string operator()(const EdgeCondition& edge) const {
    return fmt::format("{} connection from {} to {}", edge.absent ? "no" : "a", edge.from, edge.to);
  }
  std::string operator()(const ValueCondition& value) const { return value.expression.text; }
  std::string operator()(const StatedCondition& stated) const { return fmt::format("{} is stated", stated.path); }
  std::string operator()(const RanCondition& ran) const {
    return "a run" + runWords(ran.scenario, ran.provider) + " with the design as it is";
  }
  std::string operator()(const FigureCondition& figure) const {
    return figure.expectation.text + (figure.scenario.empty() ? "" : " in " + quoted(figure.scenario));
  }
  std::string operator()(const ChangeCondition& change) const {
    const auto by = change.by.value > 0 ? fmt::format("at least {} ", toText(change.by)) : std::string();
    return fmt::format("{} is {}{} than in the step '{}'", change.figure, by, change.less ? "less" : "more", change.than);
  }
  std::string operator()(const AbsentCondition& absent) const {
    return fmt::format("no finding '{}'{}", absent.check, absent.at.empty() ? "" : " at " + quoted(absent.at));
  }
  std::string operator()(const ComparedCondition& compared) const {
    return fmt::format("a comparison on {}", fmt::join(compared.providers, ", "));
  }
};

}  // namespace

void addRun(LessonState& state, LessonRun run) {
  std::erase_if(state.runs, [&](const LessonRun& older) {
    return older.result->scenario == run.result->scenario && older.result->provider == run.result->provider;
  });
  state.runs.push_back(std::move(run));
}

LessonJudgement judge(const LessonCondition& condition, const LessonState& state) {
  LessonJudgement judgement;
  judgement.what = condition.say.empty() ? std::visit(Words{}, condition.what) : condition.say;
  const auto missing = state.design ? std::visit(Missing{state}, condition.what) : std::string("there is no design");
  judgement.holds = missing.empty();
  if (!judgement.holds) judgement.missing = "not yet: " + missing;
  return judgement;
}

bool holds(const LessonStep& step, const LessonState& state) {
  return std::all_of(step.until.begin(), step.until.end(),
                     [&](const LessonCondition& condition) { return judge(condition, state).holds; });
}

std::string changeKey(const std::string& step, const ChangeCondition& condition) {
  return step + ": " + (condition.scenario.empty() ? "" : condition.scenario + ": ") + condition.figure;
}

std::map<std::string, double> figuresToRemember(const Lesson& lesson, std::size_t step, const LessonState& state) {
  std::map<std::string, double> figures;
  const auto& name = lesson.steps[step].name;
  if (name.empty()) return figures;
  for (const auto& later : lesson.steps)
    for (const auto& condition : later.until) {
      const auto* change = std::get_if<ChangeCondition>(&condition.what);
      if (!change || change->than != name) continue;
      const auto run = runOf(state, change->scenario, {});
      if (!run) continue;
      const auto found = figureAt(change->figure, *(*run)->result);
      if (found && found->value) figures[changeKey(name, *change)] = *found->value;
    }
  return figures;
}

}  // namespace virga::simulator
