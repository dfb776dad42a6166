#include "app/cli/pull_request_summary.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "app/cli/change_text.h"
#include "app/cli/figure_text.h"
#include "model/units/money.h"

namespace virga::cli {

namespace {

constexpr auto kOfFlow =
    std::to_array<std::string_view>({"latency_ms.p50", "latency_ms.p95", "latency_ms.p99", "failed", "throttled"});

// In a cell of a table a bar would end it; other marks would be read as such.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("|*_`<>[]\\#").find(c) != std::string_view::npos) out += '\\';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out;
}

std::string headOf(const simulator::Result& result) {
  auto text = fmt::format("## Virga: {}\n\n", cell(result.project));
  text += fmt::format("{}{} {}, {} simulated, seed {}, {} replication{}.\n", cell(result.scenario),
                      result.scenario.empty() ? "On" : " on", result.provider + " " + result.region,
                      toText(result.simulated), result.seed, result.replications, result.replications == 1 ? "" : "s");
  return text;
}

std::string verdictsText(const std::vector<simulator::Judgement>& verdicts,
                         const std::vector<simulator::Expectation>& expectations) {
  if (verdicts.empty()) return {};
  const auto failed = std::count_if(verdicts.begin(), verdicts.end(), [](const auto& verdict) { return !verdict.holds; });
  std::string text = failed == 0 ? fmt::format("\n**All {} expectations hold.**\n", verdicts.size())
                                 : fmt::format("\n**{} of {} expectations fail.**\n", failed, verdicts.size());
  text += "\n| expectation | | found |\n| --- | --- | --- |\n";
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    text += fmt::format("| {} | {} | {} |\n", cell(expectations[i].text), verdicts[i].holds ? "✅ holds" : "❌ fails",
                        cell(verdicts[i].found));
  return text;
}

std::string costText(const simulator::Result& result) {
  if (!result.bill.unpriced.empty()) return {};
  return fmt::format("\nCost per month: {} {}\n", model::toMoneyText(result.bill.total), result.bill.currency);
}

void addRow(std::string& text, const std::string& title, const simulator::FigureChange& figure) {
  const auto cells = cellsOf(figure);
  text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", cell(title), cells.before, cells.after, cells.difference,
                      cells.relative, cells.word);
}

std::string differenceText(const AgainstBase& against) {
  const auto& difference = against.difference;
  auto text = fmt::format("\n### Against the base\n\n{}\n", cell(against.verdict));
  text += "\n| figure | base | this | difference | % | |\n| --- | ---: | ---: | ---: | ---: | --- |\n";
  for (const auto& figure : difference.whole)
    addRow(text, figure.name == "bill.total" ? "cost per month, " + difference.currency : figure.name, figure);
  for (const auto& flow : difference.flows)
    for (const auto name : kOfFlow)
      if (const auto* figure = simulator::findChange(flow.figures, name); figure && (figure->before || figure->after))
        addRow(text, fmt::format("{}: {}", flow.name, name), *figure);
  text += "\n";
  for (const auto& name : difference.onlyBefore) text += fmt::format("Only in the base: {}.  \n", cell(name));
  for (const auto& name : difference.onlyAfter) text += fmt::format("Only in this: {}.  \n", cell(name));
  for (const auto& remark : difference.remarks) text += cell(remark) + "  \n";
  return text;
}

std::string_view wordOf(model::Severity severity) {
  if (severity == model::Severity::error) return "error";
  return severity == model::Severity::warning ? "warning" : "info";
}

std::string problemsText(std::string_view title, const model::Problems& problems) {
  if (problems.empty()) return {};
  auto text = fmt::format("\n### {} ({})\n\n", title, problems.size());
  for (const auto& problem : problems)
    text += fmt::format("- {} at {}: {} ({})\n", wordOf(problem.severity), cell(problem.path), cell(problem.message),
                        problem.id);
  return text;
}

}  // namespace

std::string pullRequestSummary(const simulator::Result& result, const std::vector<simulator::Judgement>& verdicts,
                               const std::vector<simulator::Expectation>& expectations,
                               const std::optional<AgainstBase>& against) {
  auto text = headOf(result) + verdictsText(verdicts, expectations);
  if (!against) return text + costText(result);
  text += differenceText(*against);
  text += problemsText("New problems", against->added) + problemsText("Problems mended", against->mended);
  if (against->added.empty() && against->mended.empty()) text += "\nThe checks find the same as in the base.\n";
  return text;
}

}  // namespace virga::cli
