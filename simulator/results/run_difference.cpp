#include "simulator/results/run_difference.h"

#include <algorithm>
#include <array>

namespace virga::simulator {

namespace {

// Beginnings of names: "latency_ms" is "latency_ms.p95" too.
constexpr auto kLower = std::to_array<std::string_view>({"latency_ms",
                                                         "duration_ms",
                                                         "init_ms",
                                                         "wait_ms",
                                                         "age_ms",
                                                         "iterator_age_ms",
                                                         "bill.",
                                                         "cost",
                                                         "cold_start",
                                                         "throttle",
                                                         "error",
                                                         "failed",
                                                         "timeout",
                                                         "init_timeout",
                                                         "retries",
                                                         "out_of_memory",
                                                         "dead_lettered",
                                                         "expired",
                                                         "dropped",
                                                         "refused",
                                                         "given_up",
                                                         "depth",
                                                         "backlog",
                                                         "queue",
                                                         "notifications_dropped",
                                                         "notifications_failed"});
constexpr auto kHigher = std::to_array<std::string_view>({"succeeded", "delivered"});

bool beginsWithOne(std::string_view name, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](auto beginning) { return name.starts_with(beginning); });
}

}  // namespace

Better betterWay(std::string_view figureName) {
  constexpr std::string_view kOfStore = "changes.";  // a data store's stream of changes
  if (figureName.starts_with(kOfStore)) figureName.remove_prefix(kOfStore.size());
  if (beginsWithOne(figureName, kLower)) return Better::lower;
  return beginsWithOne(figureName, kHigher) ? Better::higher : Better::neither;
}

const FigureChange* findChange(const std::vector<FigureChange>& figures, std::string_view name) {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& figure) { return figure.name == name; });
  return found == figures.end() ? nullptr : &*found;
}

const PartChange* findPart(const std::vector<PartChange>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

std::vector<const FigureChange*> toldChanges(const RunDifference& difference) {
  std::vector<const FigureChange*> out;
  const auto add = [&out](const FigureChange* figure, bool onlyIfChanged) {
    if (!figure || figure->change == Change::none) return;
    if (!onlyIfChanged || figure->change == Change::better || figure->change == Change::worse) out.push_back(figure);
  };
  if (const auto* main = findPart(difference.flows, difference.mainFlow))
    add(findChange(main->figures, "latency_ms.p95"), false);
  add(findChange(difference.whole, "bill.total"), false);
  add(findChange(difference.whole, "throttles"), false);
  add(findChange(difference.whole, "failed"), true);
  add(findChange(difference.whole, "cold_start_share"), true);
  return out;
}

}  // namespace virga::simulator
