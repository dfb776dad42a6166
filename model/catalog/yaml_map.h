#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>
#include <yaml-cpp/yaml.h>

#include "model/problem.h"
#include "model/project/suggestion.h"

// Reading of small YAML formats with all problems noted at their place; for .cpp files only.
namespace virga::model {

// Where the problems of one file gather.
struct ProblemLog {
  std::string file;
  Problems problems;

  void error(const YAML::Node& at, const std::string& path, std::string id, std::string message, std::string hint = {});
};

// The document of a text, or what the YAML parser says.
tl::expected<YAML::Node, Problem> parseYaml(std::string_view text, const std::string& file);

// One map of a file. A value that isn't a map is reported and read as an empty one.
class YamlMap {
 public:
  YamlMap(const YAML::Node& node, std::string path, ProblemLog& log);

  const std::vector<std::pair<std::string, YAML::Node>>& entries() const { return entries_; }
  const YAML::Node& node() const { return node_; }
  const std::string& path() const { return path_; }
  std::string pathOf(std::string_view key) const;

  // Reports every key that isn't among these.
  void allowOnly(const std::vector<std::string>& known) const;

  const YAML::Node* find(std::string_view key) const;
  // Reports the key's absence.
  const YAML::Node* require(std::string_view key) const;
  // The scalar at the key; reports another kind of value. Empty if absent.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::string> requiredText(std::string_view key) const;
  // The scalar run through a unit's parser, whose message is reported.
  template <class T>
  std::optional<T> parsed(std::string_view key, tl::expected<T, std::string> (*parse)(std::string_view)) const {
    const auto written = text(key);
    if (!written) return {};
    auto value = parse(*written);
    if (value) return *value;
    log_->error(*find(key), pathOf(key), "invalid-value", value.error());
    return {};
  }

 private:
  YAML::Node node_;
  std::string path_;
  ProblemLog* log_;
  std::vector<std::pair<std::string, YAML::Node>> entries_;
};

}  // namespace virga::model
