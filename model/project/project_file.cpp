#include "model/project/project_file.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/io/file.h"
#include "model/project/document.h"
#include "model/project/emitter.h"
#include "model/project/merge_text.h"
#include "model/project/settings.h"
#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

// What a scenario may set: everything that a simulation reads.
bool isScenarioValue(const Tree& root, const std::string& path) {
  const std::string first = path.substr(0, path.find('.'));
  const Tree* const components = root.find("components");
  return (components && components->find(first)) || first == "target" || first == "providers" || first == "components";
}

// Tries the settings of each scenario out on a copy, so that a wrong one is told when the file is read.
void tryScenarioSettings(const Tree& root, std::string_view fileName, Problems& problems) {
  const Tree* const scenarios = root.find("scenarios");
  if (!scenarios) return;
  for (const auto& scenario : scenarios->entries) {
    const Tree* const set = scenario.value.find("set");
    if (!set || set->entries.empty()) continue;
    const std::size_t before = problems.size();
    const std::string path = fmt::format("scenarios.{}.set", scenario.key);
    Tree changed = root;
    for (const auto& entry : set->entries) {
      const Setting setting{entry.key, valueText(entry.value)};
      auto problem = applySetting(changed, setting, entry.origin);
      if (!problem && !isScenarioValue(root, entry.key))
        problem = Problem{Severity::error,
                          "bad-setting",
                          "",
                          entry.origin.line,
                          entry.origin.column,
                          "",
                          fmt::format("setting '{}': a scenario can't set this", entry.key),
                          "it sets values of components, 'providers' and 'target'"};
      if (!problem) continue;
      problem->file = fileName;
      problem->path = path;
      problems.push_back(std::move(*problem));
    }
    if (problems.size() > before) continue;
    Reader reader(fileName);
    readDocument(reader, changed);
    const auto known = problems;
    for (Problem problem : reader.problems()) {
      if (std::find(known.begin(), known.end(), problem) != known.end()) continue;
      if (!problem.message.starts_with("setting '"))
        problem.message = fmt::format("with the settings of scenario '{}': {}", scenario.key, problem.message);
      problem.path = path;
      problems.push_back(std::move(problem));
    }
  }
}

tl::expected<Architecture, Problems> readTree(Tree root, std::string_view fileName, const std::vector<Setting>& settings) {
  Problems problems;
  for (const auto& setting : settings)
    if (auto problem = applySetting(root, setting, {})) problems.push_back(std::move(*problem));
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  Reader reader(fileName);
  Architecture architecture = readDocument(reader, root);
  problems = reader.problems();
  if (root.isMap()) tryScenarioSettings(root, fileName, problems);
  for (auto& problem : problems)
    if (problem.line == 0) problem.file.clear();  // made by a setting
  if (problems.empty()) return architecture;
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return tl::unexpected(std::move(problems));
}

std::string canonicalText(const Tree& full) {
  std::string text;
  for (const auto& entry : withoutDefaults(full).entries) {
    if (standsApart(entry.key, entry.value)) text += "\n";
    text += entryText(entry.key, entry.value, 0);
  }
  return text;
}

std::string withoutReturns(std::string_view text) {
  std::string result(text);
  std::erase(result, '\r');
  return result;
}

std::string withReturns(std::string_view text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

}  // namespace

tl::expected<Architecture, Problems> readProject(std::string_view text, std::string_view fileName,
                                                 const std::vector<Setting>& settings) {
  auto root = parseYaml(text, fileName);
  if (!root) return tl::unexpected(Problems{root.error()});
  return readTree(std::move(*root), fileName, settings);
}

tl::expected<Architecture, Problems> loadProject(const std::filesystem::path& path, const std::vector<Setting>& settings) {
  const auto text = readFile(path);
  if (!text) return tl::unexpected(Problems{{Severity::error, "unreadable", path.string(), 0, 0, "", text.error(), ""}});
  return readProject(*text, path.string(), settings);
}

tl::expected<Architecture, Problems> withSettings(const Architecture& architecture, const std::vector<Setting>& settings) {
  if (settings.empty()) return architecture;
  return readTree(withoutDefaults(writeDocument(architecture)), "", settings);
}

std::string writeProject(const Architecture& architecture, std::string_view previousText) {
  const Tree full = writeDocument(architecture);
  const std::string canonical = canonicalText(full);
  if (previousText.empty()) return canonical;
  const bool hasReturns = previousText.find("\r\n") != std::string_view::npos;
  const std::string oldText = hasReturns ? withoutReturns(previousText) : std::string(previousText);
  const auto raw = parseYaml(oldText, "");
  const auto previous = readProject(oldText, "");
  if (!raw || !previous || raw->isFlow) return canonical;
  if (*previous == architecture) return std::string(previousText);
  const std::string merged = mergeText(oldText, *raw, writeDocument(*previous), full);
  const auto check = readProject(merged, "");
  const std::string& text = check && *check == architecture ? merged : canonical;
  return hasReturns ? withReturns(text) : text;
}

}  // namespace virga::model
