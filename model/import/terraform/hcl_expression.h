#pragma once

#include <string>
#include <utility>
#include <vector>

namespace virga::model {

// An expression of HCL, as far as it can be told without evaluating it (hashicorp/hcl, hclsyntax/spec.md, version 2).
struct HclExpression {
  enum class Kind {
    null,
    boolean,      // text: "true" or "false"
    number,       // text: as written
    string,       // text: without escapes
    templated,    // items: strings and interpolated expressions in turn
    list,         // items
    object,       // items: keys and values in turn
    reference,    // path: {"aws_sqs_queue", "orders", "arn"}; an index is "[]" there and its expression in items
    call,         // text: the function's name; items: arguments; path: what is taken of the result
    conditional,  // items: condition, then, else
    operation,    // items: operands
    loop,         // a `for` expression; items: all expressions in it
  };
  Kind kind = Kind::null;
  std::string text;
  std::vector<std::string> path;
  std::vector<HclExpression> items;
  int line = 0;  // 1-based
  int column = 0;

  bool isReference() const { return kind == Kind::reference; }
  // The value of a key in an object; null if there is none.
  const HclExpression* find(const std::string& key) const {
    if (kind != Kind::object) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2)
      if (items[i].text == key) return &items[i + 1];
    return nullptr;
  }
};

struct HclAttribute {
  std::string name;
  HclExpression value;
  int line = 0;
  int column = 0;
};

struct HclBlock;

struct HclBody {
  std::vector<HclAttribute> attributes;
  std::vector<HclBlock> blocks;

  const HclExpression* find(const std::string& name) const {
    for (const auto& attribute : attributes)
      if (attribute.name == name) return &attribute.value;
    return nullptr;
  }
  const HclBlock* block(const std::string& type) const;  // the first of its type; null if there is none
};

struct HclBlock {
  std::string type;  // "resource"
  std::vector<std::string> labels;
  HclBody body;
  int line = 0;
  int column = 0;
};

inline const HclBlock* HclBody::block(const std::string& type) const {
  for (const auto& candidate : blocks)
    if (candidate.type == type) return &candidate;
  return nullptr;
}

}  // namespace virga::model
