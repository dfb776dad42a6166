#include "app/cli/simulation_report.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "app/cli/bill_text.h"
#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

using simulator::findFigure;
using simulator::meanOf;
using simulator::NamedFigure;

struct Shown {
  std::string_view figure;
  std::string_view title;
  bool withInterval = false;
};

// What the tables show, where a kind has it; everything is in the JSON.
constexpr std::array kShown = std::to_array<Shown>({
    {"requests", "requests"},
    {"invocations", "invocations"},
    {"executions", "executions"},
    {"published", "published"},
    {"deliveries", "deliveries"},
    {"put", "put"},
    {"fired", "fired"},
    {"delivered", "delivered"},
    {"given_up", "given up"},
    {"succeeded", "succeeded"},
    {"failed", "failed"},
    {"throttled", "throttled"},
    {"sent", "sent"},
    {"received", "received"},
    {"deleted", "deleted"},
    {"dead_lettered", "dead-lettered"},
    {"expired", "expired"},
    {"opened", "opened"},
    {"refused", "refused"},
    {"messages", "messages"},
    {"pushes", "pushes"},
    {"cached", "cached"},
    {"transitions", "transitions"},
    {"cold_start_share", "cold starts"},
    {"throttles", "throttles"},
    {"errors", "errors"},
    {"timeouts", "timeouts"},
    {"init_timeouts", "init timeouts"},
    {"out_of_memory", "out of memory"},
    {"memory_used_mib.max", "memory used MiB"},
    {"retries", "retries"},
    {"latency_ms.mean", "latency mean", true},
    {"latency_ms.p50", "p50"},
    {"latency_ms.p95", "p95"},
    {"latency_ms.p99", "p99"},
    {"concurrency.max", "busy max"},
    {"instances.max", "instances max"},
    {"servers.max", "servers max"},
    {"queue.max", "line max"},
    {"connections.max", "connections max"},
    {"depth.max", "depth max"},
    {"backlog.max", "backlog max"},
    {"iterator_age_ms.p95", "iterator age p95"},
    {"iterator_age_ms.max", "iterator age max"},
    {"wait_ms.p95", "wait p95"},
    {"age_ms.p95", "age p95"},
    {"age_ms.max", "age max"},
});

constexpr std::size_t kBillLines = 8;

struct Row {
  std::string name;
  const std::vector<NamedFigure>* figures = nullptr;
};

// Followed by an empty line; nothing where none of the rows has a figure to show.
std::string figuresTable(const std::string& title, const std::vector<Row>& rows) {
  std::vector<Shown> shown;
  for (const auto& candidate : kShown)
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const Row& row) { return findFigure(*row.figures, std::string(candidate.figure)) != nullptr; }))
      shown.push_back(candidate);
  if (shown.empty()) return {};
  std::vector<Table::Column> columns = {{title, Table::Align::left}};
  for (const auto& column : shown) columns.push_back({std::string(column.title)});
  Table table(std::move(columns));
  for (const auto& row : rows) {
    std::vector<std::string> cells = {row.name};
    for (const auto& column : shown) {
      const auto* figure = findFigure(*row.figures, std::string(column.figure));
      cells.push_back(figure == nullptr ? "" : figureText(column.figure, *figure, column.withInterval));
    }
    table.add(std::move(cells));
  }
  return table.text() + "\n";
}

// A run ends at a full unit of time unless it was stopped.
std::string simulatedText(const simulator::Result& result) {
  return result.partOf ? timeText(result.simulated.seconds() * 1e3) : toText(result.simulated);
}

std::string partText(const simulator::Result& result) {
  if (!result.partOf) return {};
  if (result.simulated < result.partOf->simulated)
    return fmt::format("PARTIAL: stopped after {} of {}\n", simulatedText(result), toText(result.partOf->simulated));
  return fmt::format("PARTIAL: stopped after {} of {} replications\n", result.replications, result.partOf->replications);
}

// The components that hold work up or turn it away.
std::string queueingText(const simulator::Result& result) {
  std::string text;
  for (const auto& component : result.components) {
    std::vector<std::string> facts;
    for (const auto* name : {"depth.max", "queue.max", "backlog.max"})
      if (const double waiting = meanOf(component.figures, name); waiting > 1)
        facts.push_back(fmt::format("up to {} waiting", countText(waiting)));
    for (const auto* name : {"age_ms.max", "iterator_age_ms.max"})
      if (const double age = meanOf(component.figures, name); age > 0 && !facts.empty())
        facts.push_back(fmt::format("up to {} old", timeText(age)));
    for (const auto* name : {"throttles", "throttled", "refused"})
      if (const double throttles = meanOf(component.figures, name); throttles > 0)
        facts.push_back(fmt::format("{} refused", countText(throttles)));
    if (facts.empty()) continue;
    text += fmt::format("  {}: {}\n", component.id, fmt::join(facts, ", "));
  }
  return text.empty() ? "Nothing queues and nothing is refused.\n" : "Where it queues\n" + text;
}

}  // namespace

std::string reportText(const simulator::Result& result) {
  std::string text = partText(result);
  text += fmt::format("{}{}{}: {} on {} {} (catalog {})", result.project, result.scenario.empty() ? "" : ", ",
                      result.scenario, simulatedText(result), result.provider, result.region, result.catalogEdition);
  if (result.warmup.nanoseconds > 0)
    text += fmt::format(", after {} of warm-up{}", toText(result.warmup), result.warmupFound ? " (auto)" : "");
  text += fmt::format(", {} replication{}, seed {}", result.replications, result.replications == 1 ? "" : "s", result.seed);
  if (result.intervals == simulator::Intervals::batchMeans)
    text += fmt::format(", intervals by {} batch means", result.batches);
  text += "\n\n";

  std::vector<Row> flows;
  for (const auto& flow : result.flows) flows.push_back({flow.name, &flow.figures});
  if (!flows.empty()) text += figuresTable("flow", flows);

  std::vector<std::string> kinds;
  for (const auto& component : result.components)
    if (!component.figures.empty() && std::find(kinds.begin(), kinds.end(), component.kind) == kinds.end())
      kinds.push_back(component.kind);
  for (const auto& kind : kinds) {
    std::vector<Row> rows;
    for (const auto& component : result.components)
      if (component.kind == kind && !component.figures.empty()) rows.push_back({component.id, &component.figures});
    text += figuresTable(kind, rows);
  }
  return text + queueingText(result) + "\n" + billText(result.bill, kBillLines);
}

}  // namespace virga::cli
