#include "model/catalog/yaml_map.h"

#include <algorithm>

#include <fmt/format.h>

namespace virga::model {

void ProblemLog::error(const YAML::Node& at, const std::string& path, std::string id, std::string message,
                       std::string hint) {
  const auto mark = at.Mark();
  const bool known = !mark.is_null();
  const int start = path.empty() ? 1 : 0;  // an empty document has no mark
  problems.push_back({Severity::error, std::move(id), file, known ? mark.line + 1 : start, known ? mark.column + 1 : start,
                      path, std::move(message), std::move(hint)});
}

tl::expected<YAML::Node, Problem> parseYaml(std::string_view text, const std::string& file) {
  try {
    return YAML::Load(std::string(text));
  } catch (const YAML::Exception& e) {
    const bool known = !e.mark.is_null();
    return tl::unexpected(Problem{Severity::error, "invalid-yaml", file, known ? e.mark.line + 1 : 0,
                                  known ? e.mark.column + 1 : 0, "", "this isn't valid YAML: " + e.msg, ""});
  }
}

YamlMap::YamlMap(const YAML::Node& node, std::string path, ProblemLog& log)
    : node_(node), path_(std::move(path)), log_(&log) {
  if (!node.IsMap()) {
    log.error(node, path_, "wrong-type",
              path_.empty() ? "a map of keys and values is expected here"
                            : fmt::format("'{}' must be a map of keys and values", path_));
    return;
  }
  entries_.reserve(node.size());
  for (const auto& entry : node) {
    if (!entry.first.IsScalar()) {
      log.error(entry.first, path_, "wrong-type", "a key must be a word");
      continue;
    }
    const auto& key = entry.first.Scalar();
    if (find(key))
      log.error(entry.first, pathOf(key), "duplicate-key", fmt::format("'{}' is stated twice", key));
    else
      entries_.emplace_back(key, entry.second);
  }
}

std::string YamlMap::pathOf(std::string_view key) const {
  return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

void YamlMap::allowOnly(const std::vector<std::string>& known) const {
  if (!node_.IsMap()) return;
  for (const auto& entry : node_)
    if (entry.first.IsScalar() && std::find(known.begin(), known.end(), entry.first.Scalar()) == known.end())
      log_->error(entry.first, pathOf(entry.first.Scalar()), "unknown-key",
                  fmt::format("unknown key '{}'", entry.first.Scalar()), suggestion(entry.first.Scalar(), known));
}

const YAML::Node* YamlMap::find(std::string_view key) const {
  for (const auto& [name, value] : entries_)
    if (name == key) return &value;
  return nullptr;
}

const YAML::Node* YamlMap::require(std::string_view key) const {
  const auto* value = find(key);
  if (!value && node_.IsMap()) log_->error(node_, pathOf(key), "missing-key", fmt::format("'{}' is missing", pathOf(key)));
  return value;
}

std::optional<std::string> YamlMap::text(std::string_view key) const {
  const auto* value = find(key);
  if (!value) return {};
  if (value->IsScalar()) return value->Scalar();
  log_->error(*value, pathOf(key), "wrong-type", fmt::format("'{}' must be a single value", pathOf(key)));
  return {};
}

std::optional<std::string> YamlMap::requiredText(std::string_view key) const {
  if (!require(key)) return {};
  auto value = text(key);
  if (value && value->empty()) {
    log_->error(*find(key), pathOf(key), "missing-value", fmt::format("'{}' is empty", pathOf(key)));
    return {};
  }
  return value;
}

}  // namespace virga::model
