#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/problem.h"
#include "model/project/suggestion.h"
#include "model/project/tree.h"

// Reading of small YAML formats, with all problems noted at their place.
namespace virga::model {

// Where the problems of one file gather.
struct ProblemLog {
  std::string file;
  Problems problems;

  void error(const Origin& at, const std::string& path, std::string id, std::string message, std::string hint = {});
};

// The document of a text, or why there is none.
tl::expected<Tree, Problem> parseDocument(std::string_view text, const std::string& file);

// One map of a file. A value that isn't a map is reported and read as an empty one; so is a key that is there twice,
// and the first counts. The tree must outlive the reader.
class MapReader {
 public:
  MapReader(const Tree& tree, std::string path, ProblemLog& log);

  const std::vector<TreeEntry>& entries() const { return tree_->entries; }
  const Origin& origin() const { return tree_->origin; }
  const std::string& path() const { return path_; }
  std::string pathOf(std::string_view key) const;
  bool isMap() const { return tree_->isMap(); }

  // Reports every key that isn't among these.
  void allowOnly(const std::vector<std::string>& known) const;

  // The value at the key, or null; `require` reports its absence.
  const Tree* find(std::string_view key) const { return tree_->find(key); }
  const Tree* require(std::string_view key) const;
  // The scalar at the key; reports another kind of value. Empty if absent.
  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::string> requiredText(std::string_view key) const;

  // An error at the key's value.
  void error(std::string_view key, std::string id, std::string message, std::string hint = {}) const;

  // The scalar run through a unit's parser, whose message is reported.
  template <class T>
  std::optional<T> parsed(std::string_view key, tl::expected<T, std::string> (*parse)(std::string_view)) const {
    const auto written = text(key);
    if (!written) return {};
    auto value = parse(*written);
    if (value) return *value;
    error(key, "invalid-value", value.error());
    return {};
  }

 private:
  const Tree* tree_;
  std::string path_;
  ProblemLog* log_;
};

}  // namespace virga::model
