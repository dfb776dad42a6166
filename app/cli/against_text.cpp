#include "app/cli/against_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "app/cli/figure_text.h"
#include "app/cli/table.h"

namespace virga::cli {

namespace {

constexpr std::array<std::string_view, 3> kOfFlows = {"latency_ms.mean", "latency_ms.p95", "latency_ms.p99"};
constexpr std::string_view kColdStarts = "cold_start_share";

void addRow(Table& table, const std::string& title, const simulator::PairedFigure& pair) {
  table.add({title, figureText(pair.name, pair.here), figureText(pair.name, pair.there),
             figureText(pair.name, pair.difference, true)});
}

std::string moneyText(const std::optional<simulator::Figure>& figure) {
  if (!figure) return "-";
  auto text = fmt::format("{:.2f}", figure->mean);
  if (figure->ci95) text += fmt::format(" ± {:.2f}", (figure->ci95->second - figure->ci95->first) / 2);
  return text;
}

}  // namespace

std::string againstText(const simulator::Against& against, const std::string& currency) {
  std::string set;
  for (const auto& [path, value] : against.set) set += fmt::format("{}{}={}", set.empty() ? "" : ", ", path, value);
  Table table({{"against " + set, Table::Align::left}, {"this"}, {"other"}, {"this - other"}});
  for (const auto& flow : against.paired.flows)
    for (const auto& pair : flow.figures)
      if (std::find(kOfFlows.begin(), kOfFlows.end(), pair.name) != kOfFlows.end())
        addRow(table, fmt::format("{}: latency {}", flow.name, std::string_view(pair.name).substr(pair.name.find('.') + 1)),
               pair);
  for (const auto& component : against.paired.components)
    for (const auto& pair : component.figures)
      if (pair.name == kColdStarts) addRow(table, component.name + ": cold starts", pair);
  const auto& total = against.paired.billTotal;
  table.add({fmt::format("bill per month, {}", currency), moneyText(total.here), moneyText(total.there),
             moneyText(total.difference)});
  return table.text();
}

}  // namespace virga::cli
