#include "model/catalog/map_reader.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "model/project/yaml_text.h"

namespace virga::model {

void ProblemLog::error(const Origin& at, const std::string& path, std::string id, std::string message, std::string hint) {
  problems.push_back({Severity::error, std::move(id), file, at.line, at.column, path, std::move(message), std::move(hint)});
}

tl::expected<Tree, Problem> parseDocument(std::string_view text, const std::string& file) {
  auto document = parseYaml(text, file);
  const bool empty = document ? document->isNothing() : document.error().id == "empty-file";
  if (empty) return tl::unexpected(Problem{Severity::error, "empty-file", file, 1, 1, "", "the file is empty", ""});
  return document;
}

MapReader::MapReader(const Tree& tree, std::string path, ProblemLog& log)
    : tree_(&tree), path_(std::move(path)), log_(&log) {
  if (!tree.isMap()) {
    log.error(tree.origin, path_, "wrong-type",
              path_.empty() ? "a map of keys and values is expected here"
                            : fmt::format("'{}' must be a map of keys and values", path_));
    return;
  }
  std::unordered_set<std::string_view> seen;
  for (const auto& entry : tree.entries)
    if (!seen.insert(entry.key).second)
      log.error(entry.origin, pathOf(entry.key), "duplicate-key", fmt::format("'{}' is stated twice", entry.key));
}

std::string MapReader::pathOf(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void MapReader::allowOnly(const std::vector<std::string>& known) const {
  for (const auto& entry : entries())
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      log_->error(entry.origin, pathOf(entry.key), "unknown-key", fmt::format("unknown key '{}'", entry.key),
                  suggestion(entry.key, known));
}

const Tree* MapReader::require(std::string_view key) const {
  const auto* value = find(key);
  if (!value && isMap()) log_->error(origin(), pathOf(key), "missing-key", fmt::format("'{}' is missing", pathOf(key)));
  return value;
}

std::optional<std::string> MapReader::text(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return {};
  if (value->isScalar()) return value->scalar;
  error(key, "wrong-type", fmt::format("'{}' must be a single value", pathOf(key)));
  return {};
}

std::optional<std::string> MapReader::requiredText(std::string_view key) const {
  if (!require(key)) return {};
  auto value = text(key);
  if (value && value->empty()) {
    error(key, "missing-value", fmt::format("'{}' is empty", pathOf(key)));
    return {};
  }
  return value;
}

void MapReader::error(std::string_view key, std::string id, std::string message, std::string hint) const {
  const auto* value = find(key);
  log_->error(value ? value->origin : origin(), pathOf(key), std::move(id), std::move(message), std::move(hint));
}

}  // namespace virga::model
