#include "model/problem.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {

std::string toText(const Problem& problem) {
  std::string text;
  if (!problem.file.empty()) {
    text = problem.file;
    if (problem.line > 0) text += fmt::format(":{}:{}", problem.line, problem.column);
    text += ": ";
  }
  switch (problem.severity) {
    case Severity::error: text += "error: "; break;
    case Severity::warning: text += "warning: "; break;
    case Severity::info: text += "info: "; break;
  }
  if (problem.line == 0 && !problem.path.empty()) text += problem.path + ": ";
  text += problem.message;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

bool hasErrors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::error; });
}

}  // namespace virga::model
