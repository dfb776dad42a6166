#include "app/cli/history_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include <date/date.h>
#include <fmt/format.h>

#include "app/cli/change_text.h"
#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

using simulator::Change;
using simulator::FigureChange;
using simulator::RunFacts;

constexpr std::size_t kWidestNote = 40;
constexpr auto kOfFlow = std::to_array<std::string_view>(
    {"requests", "failed", "throttled", "latency_ms.mean", "latency_ms.p50", "latency_ms.p95", "latency_ms.p99"});
constexpr auto kOfComponent = std::to_array<std::string_view>(
    {"cold_start_share", "throttles", "errors", "latency_ms.p99", "duration_ms.mean", "instances.max", "depth.max",
     "backlog.max", "age_ms.p95", "iterator_age_ms.p95", "dead_lettered"});

void addRow(Table& table, const std::string& title, const FigureChange& figure) {
  auto cells = cellsOf(figure);
  table.add({title, std::move(cells.before), std::move(cells.after), std::move(cells.difference), std::move(cells.relative),
             std::move(cells.word)});
}

template <typename Names>
void addPart(Table& table, const simulator::PartChange& part, const Names& names, const std::string& currency) {
  for (const auto name : names)
    if (const auto* figure = simulator::findChange(part.figures, name);
        figure && (figure->before || figure->after) && !(figure->change == Change::same && figure->after->mean == 0))
      addRow(table, fmt::format("{}: {}", part.name, name), *figure);
  if (part.cost.change != Change::none) addRow(table, fmt::format("{}: cost per month, {}", part.name, currency), part.cost);
}

std::string platformOf(const RunFacts& run) { return run.plan.empty() ? run.provider : run.provider + " " + run.plan; }

std::string optionalText(std::string_view figure, const std::optional<double>& value) {
  return value ? changeValueText(figure, *value) : "-";
}

std::string headOf(const RunFacts& run) {
  return fmt::format("run {}: {}{}, {}, seed {}, {} replication{}{}", run.number, timeOfRun(run),
                     run.scenario.empty() ? "" : ", " + run.scenario, platformOf(run), run.seed, run.replications,
                     run.replications == 1 ? "" : "s", run.note.empty() ? "" : ": " + run.note);
}

}  // namespace

std::string timeOfRun(const RunFacts& run) {
  const date::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(run.timeMs)};
  return date::format("%F %R", date::floor<std::chrono::minutes>(time));
}

std::string historyText(const std::vector<RunFacts>& runs) {
  if (runs.empty()) return "No runs are kept in it.\n";
  Table table({{"run"},
               {""},
               {"time (UTC)", Table::Align::left},
               {"scenario", Table::Align::left},
               {"platform", Table::Align::left},
               {"simulated"},
               {"seed"},
               {"replications"},
               {"p95"},
               {"throttles"},
               {"errors"},
               {"cost per month"},
               {"note", Table::Align::left, kWidestNote}});
  for (const auto& run : runs) {
    const auto cost = optionalText("cost", run.figures.costPerMonth);
    table.add({std::to_string(run.number), run.pinned ? "*" : "", timeOfRun(run), run.scenario, platformOf(run),
               timeText(run.simulated.seconds() * 1e3) + (run.partial ? " (partial)" : ""), std::to_string(run.seed),
               std::to_string(run.replications), optionalText("latency_ms.p95", run.figures.p95),
               countText(run.figures.throttles), countText(run.figures.errors),
               run.figures.costPerMonth ? cost + " " + run.figures.currency : cost, run.note});
  }
  return table.text();
}

std::string factsText(const RunFacts& run) {
  return fmt::format("{}\nkept by Virga {}, catalog {}{}\n", headOf(run), run.version, run.catalogEdition,
                     run.pinned ? ", pinned" : "");
}

std::string differenceText(const RunFacts& before, const RunFacts& after, const simulator::RunDifference& difference,
                           const std::string& verdict) {
  std::string text = headOf(before) + "\n" + headOf(after) + "\n\n";
  Table table({{"figure", Table::Align::left},
               {fmt::format("run {}", before.number)},
               {fmt::format("run {}", after.number)},
               {"difference"},
               {"%"},
               {"", Table::Align::left}});
  for (const auto& figure : difference.whole)
    addRow(table, figure.name == "bill.total" ? fmt::format("cost per month, {}", difference.currency) : figure.name,
           figure);
  for (const auto& flow : difference.flows) addPart(table, flow, kOfFlow, difference.currency);
  for (const auto& component : difference.components) addPart(table, component, kOfComponent, difference.currency);
  text += table.text() + "\n";
  for (const auto& name : difference.onlyBefore) text += fmt::format("Only in run {}: {}.\n", before.number, name);
  for (const auto& name : difference.onlyAfter) text += fmt::format("Only in run {}: {}.\n", after.number, name);
  for (const auto& remark : difference.remarks) text += remark + "\n";
  if (difference.paired && difference.replications > 1)
    text += "Differences are taken replication by replication; ± is the 95 % interval.\n";
  return text + fmt::format("Run {} against run {}: {}\n", after.number, before.number, verdict);
}

}  // namespace virga::cli
