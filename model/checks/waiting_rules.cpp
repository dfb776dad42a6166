#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/checks/rules.h"
#include "model/checks/typical_time.h"
#include "model/edit/references.h"

// Work that could be done side by side, and looking for work that could tell of itself.
namespace virga::model {
namespace {

constexpr double kWorthwhile = 0.05, kSaved = 0.02;  // seconds: of all reads in a row, and of those but the longest
constexpr auto kOften = minutes(5);

// A step that reads from a store; null else. Cached reads are over at once.
const CallStep* readOf(const Checked& checked, const Step& step) {
  const auto* call = std::get_if<CallStep>(&step.what);
  if (!call || call->caught || (call->operation != Operation::read && call->operation != Operation::query)) return nullptr;
  const auto& id = call->to.id;
  return checked.find<NosqlDb>(id) || checked.find<SqlDb>(id) || checked.find<ObjectStore>(id) ? call : nullptr;
}

// Reads of different stores, one after the other.
struct Row {
  std::string path;
  std::vector<ComponentId> stores;
  double sum = 0, longest = 0;  // seconds
};

class Rows {
 public:
  Rows(const Checked& checked, TypicalTimes& times) : checked_(checked), times_(times) {}

  void in(const Steps& steps, const std::string& path, bool isBranch) {
    Row row;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const auto place = stepPath(path, i, steps.size(), isBranch);
      const auto* call = readOf(checked_, steps[i]);
      if (!call || std::find(row.stores.begin(), row.stores.end(), call->to.id) != row.stores.end()) row = ended(row);
      if (call) {
        const double seconds = times_.of(steps[i]).waiting;
        if (row.stores.empty()) row.path = place;
        row.stores.push_back(call->to.id);
        row.sum += seconds;
        row.longest = std::max(row.longest, seconds);
      }
      forEachBlock(steps[i], place,
                   [&](const Steps& inner, const std::string& list, bool branch) { in(inner, list, branch); });
    }
    ended(row);
  }

  std::optional<Row> best;  // the one that waits longest

 private:
  Row ended(const Row& row) {
    if (row.stores.size() > 1 && row.sum >= kWorthwhile && row.sum - row.longest >= kSaved && (!best || row.sum > best->sum))
      best = row;
    return {};
  }

  const Checked& checked_;
  TypicalTimes& times_;
};

}  // namespace

void checkReadsInARow(const Checked& checked, Problems& problems) {
  TypicalTimes times(checked);
  for (const auto& component : checked.architecture.components) {
    const auto* steps = stepsOf(component);
    if (!steps) continue;
    Rows rows(checked, times);
    rows.in(*steps, stepsPath(component), false);
    if (!rows.best) continue;
    const auto& row = *rows.best;
    std::vector<std::string> names;
    for (const auto& id : row.stores) names.push_back(fmt::format("'{}'", id));
    report(problems, Severity::info, "reads-in-a-row", row.path,
           fmt::format("'{}' reads {} one after the other, {:.0f} ms in all; side by side it would be {:.0f} ms",
                       component.id, fmt::join(names, ", "), row.sum * 1000, row.longest * 1000),
           "if no read needs another's answer, write them as parallel");
  }
}

void checkPolling(const Checked& checked, Problems& problems) {
  for (const auto& [id, description, kind] : checked.architecture.components) {
    const auto* schedule = std::get_if<Schedule>(&kind);
    if (!schedule || !schedule->every || *schedule->every > kOften) continue;
    for (std::size_t i = 0; i < schedule->targets.size(); ++i) {
      const auto* function = checked.find<Function>(schedule->targets[i].to.id);
      if (!function || function->steps.empty()) continue;
      const auto first = std::find_if(function->steps.begin(), function->steps.end(),
                                      [](const Step& step) { return !std::holds_alternative<ComputeStep>(step.what); });
      const auto* read = first == function->steps.end() ? nullptr : readOf(checked, *first);
      if (!read || checked.find<SqlDb>(read->to.id)) continue;
      const double runs = days(30).seconds() / schedule->every->seconds();
      report(problems, Severity::info, "polling", fmt::format("{}.targets.{}.to", id, i),
             fmt::format("'{}' looks into '{}' {:.0f} times a month, whether something is there or not",
                         schedule->targets[i].to.id, read->to.id, runs),
             checked.find<NosqlDb>(read->to.id) ? "let the table's changes start it"
                                                : "let the store's notifications start it");
    }
  }
}

}  // namespace virga::model
