#include "app/cli/advice_text.h"

#include <vector>

#include <fmt/format.h>

#include "app/cli/table.h"

namespace virga::cli {

std::string adviceText(const simulator::Advice& advice, const simulator::Comparison& comparison) {
  std::string text = comparison.project;
  if (!comparison.scenarios.front().scenario.empty()) text += ", " + comparison.scenarios.front().scenario;
  text += "\n\n";
  for (const auto& sentence : advice.verdict) text += sentence + "\n";

  const simulator::PlatformAdvice* scored = nullptr;
  for (const auto& platform : advice.platforms)
    if (!scored && platform.canRun) scored = &platform;
  if (!scored) return text;
  std::vector<Table::Column> heads = {{"of 1", Table::Align::left}, {"score"}};
  for (const auto& score : scored->scores)
    heads.push_back({score.weight == 1 ? std::string(toText(score.criterion))
                                       : fmt::format("{} x {:g}", toText(score.criterion), score.weight)});
  Table table(std::move(heads));
  std::string reasons;
  for (const auto& platform : advice.platforms) {
    const auto name = nameOf(comparison.platforms[platform.platform]);
    std::vector<std::string> cells = {name};
    cells.push_back(platform.canRun ? fmt::format("{:.2f}", platform.score) : "can't run it");
    for (const auto& score : scored->scores) {
      const auto& own = platform.canRun ? platform.scores[static_cast<std::size_t>(score.criterion)] : simulator::Score{};
      cells.push_back(own.value ? fmt::format("{:.2f}", *own.value) : "-");
    }
    table.add(std::move(cells));
    reasons += "\n" + name + "\n";
    for (const auto& score : platform.scores) reasons += fmt::format("  {}: {}\n", toText(score.criterion), score.reason);
    if (!platform.canRun)
      for (const auto& refusal : comparison.scenarios.front().runs[platform.platform].fit.refusals)
        reasons += fmt::format("  can't run it: {}\n", refusal.message);
  }
  return text + "\n" + table.text() + reasons;
}

}  // namespace virga::cli
