#include "model/checks/rule_catalog.h"

#include <algorithm>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "model/catalog/catalog_tables.h"
#include "model/catalog/map_reader.h"
#include "model/io/file.h"
#include "model/io/resources.h"
#include "model/project/suggestion.h"

namespace virga::model {
namespace {

void readSource(const MapReader& fields, RuleEntry& rule, ProblemLog& log) {
  const auto* node = fields.require("source");
  if (!node) return;
  const MapReader source(*node, fields.pathOf("source"), log);
  source.allowOnly({"url", "date"});
  rule.url = source.requiredText("url").value_or("");
  rule.date = source.requiredText("date").value_or("");
  if (!rule.url.empty() && !rule.url.starts_with("https://"))
    source.error("url", "invalid-value", fmt::format("'{}' isn't an address", rule.url), "https://…");
  if (!rule.date.empty() && (rule.date == "-" || !isDate(rule.date)))
    source.error("date", "invalid-value", fmt::format("'{}' isn't a date", rule.date), "2026-11-23, 2026-11 or 2026");
}

RuleEntry readRule(const MapReader& fields, std::string id, const std::string& category, ProblemLog& log) {
  fields.allowOnly({"title", "why", "source"});
  RuleEntry rule{
      std::move(id), category, fields.requiredText("title").value_or(""), fields.requiredText("why").value_or(""), {}, {}};
  readSource(fields, rule, log);
  return rule;
}

Problem fileProblem(std::string id, const std::filesystem::path& path, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), path.string(), 0, 0, {}, std::move(message), std::move(hint)};
}

// The files of the categories that there are, in the categories' order.
std::vector<std::filesystem::path> categoryFiles(const std::filesystem::path& folder, Problems& problems) {
  std::error_code error;
  std::set<std::string> names;
  for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end; file.increment(error))
    if (file->path().extension() == ".yaml") names.insert(file->path().stem().string());
  if (error) problems.push_back(fileProblem("unreadable-file", folder, error.message()));
  std::vector<std::filesystem::path> files;
  for (const auto& category : ruleCategories())
    if (names.erase(category) > 0) files.push_back(folder / (category + ".yaml"));
  for (const auto& name : names)
    problems.push_back(fileProblem("unknown-category", folder / (name + ".yaml"),
                                   fmt::format("'{}' isn't a category of rules", name), suggestion(name, ruleCategories())));
  return files;
}

}  // namespace

const RuleEntry* RuleCatalog::find(std::string_view id) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const RuleEntry& rule) { return rule.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

std::vector<std::string> RuleCatalog::ids() const {
  std::vector<std::string> result;
  for (const auto& rule : rules) result.push_back(rule.id);
  return result;
}

const std::vector<std::string>& ruleCategories() {
  static const std::vector<std::string> categories{"security", "reliability", "performance", "cost",
                                                   "limits",   "monitoring",  "structure"};
  return categories;
}

tl::expected<std::vector<RuleEntry>, Problems> readRules(std::string_view text, const std::string& file,
                                                         const std::string& category) {
  const auto tree = parseDocument(text, file);
  if (!tree) return tl::unexpected(Problems{tree.error()});
  ProblemLog log{file, {}};
  std::vector<RuleEntry> rules;
  const MapReader top(*tree, "", log);
  top.allowOnly({"category", "rules"});
  if (const auto stated = top.requiredText("category"); stated && *stated != category)
    top.error("category", "invalid-value", fmt::format("this file's category is '{}', not '{}'", category, *stated));
  if (const auto* node = top.require("rules")) {
    const MapReader map(*node, "rules", log);
    for (const auto& [id, entry, origin] : map.entries())
      rules.push_back(readRule(MapReader(entry, map.pathOf(id), log), id, category, log));
  }
  if (!log.problems.empty()) return tl::unexpected(std::move(log.problems));
  return rules;
}

tl::expected<RuleCatalog, Problems> loadRuleCatalog(const std::filesystem::path& folder) {
  RuleCatalog catalog;
  Problems problems;
  std::set<std::string> seen;
  for (const auto& path : categoryFiles(folder, problems)) {
    const auto text = readFile(path);
    if (!text) {
      problems.push_back(fileProblem("unreadable-file", path, text.error()));
      continue;
    }
    auto rules = readRules(*text, path.string(), path.stem().string());
    if (!rules) {
      problems.insert(problems.end(), rules.error().begin(), rules.error().end());
      continue;
    }
    for (auto& rule : *rules) {
      if (!seen.insert(rule.id).second)
        problems.push_back(
            fileProblem("duplicate-key", path, fmt::format("the rule '{}' is in another file already", rule.id)));
      catalog.rules.push_back(std::move(rule));
    }
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return catalog;
}

tl::expected<RuleCatalog, Problems> loadRuleCatalog() { return loadRuleCatalog(resourceFolder() / "checks"); }

const tl::expected<RuleCatalog, Problems>& ruleCatalog() {
  static const auto catalog = loadRuleCatalog();
  return catalog;
}

}  // namespace virga::model
