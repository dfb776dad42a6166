#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace virga::model::terraform {

// An expression of Terraform's language, to be written. A string that becomes one is notation, taken as it stands ("var.x",
// "aws_sqs_queue.orders.arn"); what a design's author wrote goes through text().
struct Expression {
  enum class Kind { notation, list, object, json };

  Kind kind = Kind::notation;
  std::string notation;
  std::vector<Expression> items;                            // of a list; of json: the one value
  std::vector<std::pair<std::string, Expression>> entries;  // of an object, in order

  Expression(std::string written) : notation(std::move(written)) {}  // NOLINT(google-explicit-constructor)
  Expression(const char* written) : notation(written) {}             // NOLINT(google-explicit-constructor)
  explicit Expression(Kind kindOf) : kind(kindOf) {}

  // Adds to an object.
  Expression& with(const std::string& key, Expression value) {
    entries.emplace_back(key, std::move(value));
    return *this;
  }
};

// A text as a literal in quotes, in which ${ and %{ mean nothing (hashicorp/hcl, hclsyntax/spec.md, "Quoted templates").
std::string text(std::string_view plain);
// The inside of such a literal: to be put together with interpolations "${…}".
std::string escaped(std::string_view plain);
// A literal in which ${…} stands for expressions; the rest is taken as text() takes it.
std::string interpolated(std::string_view plain);

Expression number(std::int64_t value);
Expression number(double value);
inline Expression number(int value) { return number(std::int64_t{value}); }
Expression boolean(bool value);
Expression list(std::vector<Expression> items);
Expression texts(const std::vector<std::string>& plain);
Expression object(std::vector<std::pair<std::string, Expression>> entries = {});
// jsonencode(value)
Expression jsonEncoded(Expression value);

// A block: resource "aws_sqs_queue" "orders" { … }. Attributes are written before the blocks inside.
struct Block {
  std::string type;
  std::vector<std::string> labels;
  std::vector<std::pair<std::string, Expression>> attributes;
  std::vector<Block> blocks;

  explicit Block(std::string typeOf, std::vector<std::string> labelsOf = {})
      : type(std::move(typeOf)), labels(std::move(labelsOf)) {}

  Block& set(const std::string& name, Expression value) {
    attributes.emplace_back(name, std::move(value));
    return *this;
  }
  // The new block inside; valid until the next one is added.
  Block& block(const std::string& typeOf, std::vector<std::string> labelsOf = {}) {
    return blocks.emplace_back(typeOf, std::move(labelsOf));
  }
};

// The expression in one or several lines, those after the first indented by `depth` steps of two blanks.
std::string toHcl(const Expression& expression, int depth = 0);
// The blocks as `terraform fmt` leaves them.
std::string toHcl(const std::vector<Block>& blocks);

}  // namespace virga::model::terraform
