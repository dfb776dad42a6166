#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "model/checks/rules.h"
#include "model/edit/references.h"

// What must hold within one step.
namespace virga::model {
namespace {

// As many shares as a file can hold add up with less error than this.
constexpr double kRounding = 1e-9;

// The option's share at a time; just before or just after where the share jumps.
double shareAt(const BranchOption& option, Duration time, bool after) {
  if (!option.shift) return option.share.value;
  const auto& shift = *option.shift;
  const double from = option.share.value, to = shift.to.value;
  if (shift.over <= Duration{}) return time > shift.from || (after && time == shift.from) ? to : from;
  const double part = (time - shift.from).seconds() / shift.over.seconds();
  return from + (to - from) * std::clamp(part, 0.0, 1.0);
}

double sumAt(const BranchStep& branch, Duration time, bool after) {
  double sum = 0;
  for (const auto& option : branch.options) sum += shareAt(option, time, after);
  return sum;
}

void checkShares(const BranchStep& branch, const std::string& path, Problems& problems) {
  const auto tell = [&](double sum, const std::string& when) {
    report(problems, Severity::error, "branch-shares", path,
           fmt::format("the shares of the branch sum to {:.4g}%{}", sum * 100, when), "they can sum to at most 100%");
  };
  double atStart = 0;
  for (const auto& option : branch.options) atStart += option.share.value;
  if (atStart > 1 + kRounding) return tell(atStart, "");
  // The sum is linear between the times at which a shift begins or ends.
  std::set<Duration> times;
  for (const auto& option : branch.options)
    if (option.shift) times.insert({option.shift->from, option.shift->from + option.shift->over});
  for (const auto time : times)
    for (const bool after : {false, true})
      if (const double sum = sumAt(branch, time, after); sum > 1 + kRounding)
        return tell(sum, fmt::format(" after {}", toText(time)));
}

void checkStep(const Step& step, const std::string& path, Problems& problems) {
  const auto useless = [&](const std::string& key, const std::string& message, const std::string& hint) {
    report(problems, Severity::warning, "idle-step", path + "." + key, message, hint);
  };
  if (const auto* waitFor = std::get_if<WaitForStep>(&step.what)) {
    const auto count = static_cast<int>(waitFor->branches.size());
    if (waitFor->count > count)
      report(problems, Severity::error, "wait-for-count", path + ".wait-for",
             fmt::format("the step can't wait for {} of {} branches", waitFor->count, count),
             "wait for at most as many as there are");
    else if (waitFor->count == count && count > 1)
      report(problems, Severity::info, "wait-for-all", path + ".wait-for",
             fmt::format("the step waits for all of its {} branches, as 'parallel' does", count),
             "wait for fewer, or write parallel");
  } else if (const auto* loop = std::get_if<LoopStep>(&step.what)) {
    if (loop->times == 0 || loop->steps.empty())
      useless("loop", loop->times == 0 ? "the loop has no rounds" : "the rounds of the loop do nothing",
              "add rounds and steps, or take the loop out");
  } else if (const auto* map = std::get_if<MapStep>(&step.what)) {
    if (map->items == 0 || map->steps.empty())
      useless("map", map->items == 0 ? "the step has no items" : "nothing is done for the items",
              "add items and steps, or take the step out");
  }
}

}  // namespace

void checkBranchShares(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components)
    if (const auto* steps = stepsOf(component))
      forEachStep(*steps, stepsPath(component), [&](const Step& step, const std::string& path) {
        if (const auto* branch = std::get_if<BranchStep>(&step.what)) checkShares(*branch, path + ".branch", problems);
      });
}

void checkSteps(const Checked& checked, Problems& problems) {
  for (const auto& component : checked.architecture.components)
    if (const auto* steps = stepsOf(component))
      forEachStep(*steps, stepsPath(component),
                  [&](const Step& step, const std::string& path) { checkStep(step, path, problems); });
}

}  // namespace virga::model
