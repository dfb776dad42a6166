#include "model/gallery/pattern.h"

#include <algorithm>
#include <array>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/project/project_file.h"
#include "model/project/suggestion.h"

namespace virga::model {
namespace {

constexpr std::string_view kDesign = ".virga.yaml", kAbout = ".about.yaml";

Problem fileProblem(std::string id, std::string file, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), std::move(file), 0, 0, "", std::move(message), std::move(hint)};
}

}  // namespace

std::string_view kindName(PatternKind kind) { return kind == PatternKind::pattern ? "pattern" : "use-case"; }

std::filesystem::path patternFolder() { return resourceFolder() / "patterns"; }

std::vector<std::string> patternIds(const std::filesystem::path& folder) {
  std::set<std::string> ids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto name = entry.path().filename().string();
    for (const auto ending : {kDesign, kAbout})
      if (name.size() > ending.size() && name.ends_with(ending)) ids.insert(name.substr(0, name.size() - ending.size()));
  }
  return {ids.begin(), ids.end()};
}

tl::expected<Pattern, Problems> loadPattern(const std::string& id, const std::filesystem::path& folder) {
  const auto known = patternIds(folder);
  if (std::find(known.begin(), known.end(), id) == known.end())
    return tl::unexpected(
        Problems{fileProblem("unknown-pattern", "", fmt::format("unknown pattern '{}'", id), suggestion(id, known))});
  const auto path = [&](std::string_view ending) { return (folder / fmt::format("{}{}", id, ending)).string(); };
  const auto about = path(kAbout), design = path(kDesign);
  const auto aboutText = readFile(about);
  auto designText = readFile(design);
  Problems problems;
  if (!aboutText) problems.push_back(fileProblem("unreadable-file", about, aboutText.error()));
  if (!designText) problems.push_back(fileProblem("unreadable-file", design, designText.error()));
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  auto pattern = readPattern(*aboutText, about, std::move(*designText), design);
  if (pattern && pattern->id != id)
    return tl::unexpected(
        Problems{fileProblem("wrong-pattern", about, fmt::format("the file describes pattern '{}'", pattern->id),
                             fmt::format("pattern: {}", id))});
  return pattern;
}

tl::expected<std::vector<Pattern>, Problems> loadPatterns(const std::filesystem::path& folder) {
  std::vector<Pattern> patterns;
  Problems problems;
  for (const auto& id : patternIds(folder)) {
    auto pattern = loadPattern(id, folder);
    if (pattern)
      patterns.push_back(std::move(*pattern));
    else
      problems.insert(problems.end(), pattern.error().begin(), pattern.error().end());
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  std::stable_sort(patterns.begin(), patterns.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
  return patterns;
}

std::string projectOf(const Pattern& pattern, std::string name) {
  auto project = pattern.design;
  project.name = std::move(name);
  return writeProject(project, pattern.text);
}

}  // namespace virga::model
