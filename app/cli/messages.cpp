#include "app/cli/messages.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

namespace virga::cli {

void printError(std::string_view message) { fmt::print(stderr, "virga: error: {}\n", message); }

void printNote(std::string_view message) { fmt::print(stderr, "virga: {}\n", message); }

void printProblems(const model::Problems& problems) {
  for (const auto& problem : problems) fmt::print(stderr, "{}{}\n", problem.file.empty() ? "virga: " : "", toText(problem));
}

std::string countsText(const model::Problems& problems) {
  std::string text;
  const auto add = [&](model::Severity severity, std::string_view one, std::string_view many) {
    const auto count =
        std::count_if(problems.begin(), problems.end(), [&](const auto& problem) { return problem.severity == severity; });
    if (count == 0) return;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {}", count, count == 1 ? one : many);
  };
  add(model::Severity::error, "error", "errors");
  add(model::Severity::warning, "warning", "warnings");
  add(model::Severity::info, "remark", "remarks");
  return text.empty() ? "no problems" : text;
}

}  // namespace virga::cli
