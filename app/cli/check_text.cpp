#include "app/cli/check_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/table.h"

namespace virga::cli {

std::string rulesText(const model::RuleCatalog& rules) {
  Table table({{"check", Table::Align::left}, {"category", Table::Align::left}, {"title", Table::Align::left}});
  for (const auto& rule : rules.rules) table.add({rule.id, rule.category, rule.title});
  return table.text();
}

std::string explanationText(const model::RuleEntry& rule) {
  return fmt::format(
      "{}: {} ({})\n\n{}\n\nSource: {} ({})\n\nA project says of it that it doesn't count, or counts otherwise, with\n"
      "  checks:\n    - {{check: {}, at: COMPONENT, ignore: REASON}}\n    - {{check: {}, severity: info}}\n",
      rule.id, rule.title, rule.category, rule.why, rule.url, rule.date, rule.id, rule.id);
}

std::string ignoredText(const std::vector<model::IgnoredFinding>& ignored) {
  std::string text;
  for (const auto& [problem, reason] : ignored)
    text += fmt::format("ignored: {} ({}: {})\n", toText(problem), problem.id, reason);
  return text;
}

std::string ignoredCountText(const std::vector<model::IgnoredFinding>& ignored) {
  if (ignored.empty()) return {};
  const auto errors = std::count_if(ignored.begin(), ignored.end(), [](const model::IgnoredFinding& each) {
    return each.problem.severity == model::Severity::error;
  });
  auto text = fmt::format("; {} ignored", ignored.size());
  if (errors > 0) text += fmt::format(", {} of them {}", errors, errors == 1 ? "an error" : "errors");
  return text;
}

std::string accessText(const std::vector<model::FunctionAccess>& accesses) {
  std::string text;
  for (const auto& [function, list] : accesses) {
    text += fmt::format("{}:{}\n", function, list.empty() ? " nothing" : "");
    for (const auto& [on, kinds] : list) {
      std::vector<std::string> names;
      for (const auto kind : kinds) names.push_back(model::accessName(kind));
      text += fmt::format("  {}: {}\n", on, fmt::join(names, ", "));
    }
  }
  return text;
}

}  // namespace virga::cli
