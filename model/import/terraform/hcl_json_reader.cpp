#include <optional>

#include <fmt/format.h>

#include "model/import/terraform/hcl_reader.h"
#include "model/project/yaml_text.h"

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;

// How many labels the blocks of a type have; what isn't named here is kept as it is.
std::optional<std::size_t> labelsOf(const std::string& type) {
  if (type == "resource" || type == "data") return 2;
  if (type == "provider" || type == "variable" || type == "output" || type == "module") return 1;
  if (type == "terraform" || type == "locals" || type == "moved" || type == "import" || type == "removed") return 0;
  return {};
}

class JsonReader {
 public:
  explicit JsonReader(std::string file) : file_(std::move(file)) {}

  tl::expected<HclBody, Problem> read(const Tree& root) {
    HclBody body;
    if (!root.isMap()) return tl::unexpected(problem(root, "a Terraform file in JSON is an object"));
    for (const TreeEntry& entry : root.entries) {
      if (entry.key == "//") continue;
      const auto labels = labelsOf(entry.key);
      if (!labels) return tl::unexpected(problem(entry.value, fmt::format("Terraform knows no block '{}'", entry.key)));
      if (auto wrong = readBlocks(entry.value, entry.key, *labels, {}, body)) return tl::unexpected(*wrong);
    }
    return body;
  }

 private:
  Problem problem(const Tree& at, const std::string& message) const {
    return {Severity::error,  "bad-hcl", file_,   at.origin.line,
            at.origin.column, "",        message, "see 'JSON Configuration Syntax' in Terraform's manual"};
  }

  std::optional<Problem> readBlocks(const Tree& tree, const std::string& type, std::size_t labels,
                                    const std::vector<std::string>& known, HclBody& body) {
    if (tree.isList()) {
      for (const Tree& item : tree.items)
        if (auto wrong = readBlocks(item, type, labels, known, body)) return wrong;
      return {};
    }
    if (!tree.isMap()) return problem(tree, fmt::format("a block '{}' is an object", type));
    if (labels > known.size()) {
      for (const TreeEntry& entry : tree.entries) {
        if (entry.key == "//") continue;
        auto longer = known;
        longer.push_back(entry.key);
        if (auto wrong = readBlocks(entry.value, type, labels, longer, body)) return wrong;
      }
      return {};
    }
    HclBlock block;
    block.type = type;
    block.labels = known;
    block.line = tree.origin.line;
    block.column = tree.origin.column;
    for (const TreeEntry& entry : tree.entries) {
      if (entry.key == "//") continue;
      auto value = expression(entry.value);
      if (!value) return value.error();
      block.body.attributes.push_back({entry.key, std::move(*value), entry.origin.line, entry.origin.column});
    }
    body.blocks.push_back(std::move(block));
    return {};
  }

  tl::expected<HclExpression, Problem> expression(const Tree& tree) {
    HclExpression result;
    result.line = tree.origin.line;
    result.column = tree.origin.column;
    if (tree.isScalar() && tree.isText) {
      auto read = readHclTemplate(tree.scalar, file_, tree.origin.line);
      if (!read) return read;
      read->line = tree.origin.line;
      read->column = tree.origin.column;
      return read;
    }
    if (tree.isScalar()) {
      result.kind = tree.scalar == "true" || tree.scalar == "false" ? Kind::boolean
                    : tree.scalar == "null"                         ? Kind::null
                                                                    : Kind::number;
      result.text = tree.scalar;
    } else if (tree.isList()) {
      result.kind = Kind::list;
      for (const Tree& item : tree.items) {
        auto value = expression(item);
        if (!value) return value;
        result.items.push_back(std::move(*value));
      }
    } else if (tree.isMap()) {
      result.kind = Kind::object;
      for (const TreeEntry& entry : tree.entries) {
        auto value = expression(entry.value);
        if (!value) return value;
        HclExpression key;
        key.kind = Kind::string;
        key.text = entry.key;
        key.line = entry.origin.line;
        key.column = entry.origin.column;
        result.items.push_back(std::move(key));
        result.items.push_back(std::move(*value));
      }
    }
    return result;
  }

  std::string file_;
};

}  // namespace

tl::expected<HclBody, Problem> readHclJson(const std::string& text, const std::string& file) {
  const auto tree = parseYaml(text, file);
  if (!tree) return tl::unexpected(tree.error());
  return JsonReader(file).read(*tree);
}

}  // namespace virga::model
