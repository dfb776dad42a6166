#pragma once

#include <string>
#include <utility>
#include <vector>

namespace virga::model {

// A value in HCL: an expression in one line, a list, or a map whose values are expressions.
struct HclValue {
  std::string expression;
  std::vector<std::string> items;                            // of a list over several lines
  std::vector<std::pair<std::string, std::string>> entries;  // of a map
};

// A text as a literal, in which ${ and %{ mean nothing.
std::string hclText(const std::string& text);
// A text in which ${…} stands for expressions; the rest is taken as a literal is.
std::string hclTemplate(const std::string& text);

inline HclValue hclExpression(std::string expression) { return {std::move(expression), {}, {}}; }
inline HclValue hclList(std::vector<std::string> items) { return {{}, std::move(items), {}}; }
inline HclValue hclMap(std::vector<std::pair<std::string, std::string>> entries) { return {{}, {}, std::move(entries)}; }

// A block of Terraform's language; written as `terraform fmt` leaves it.
struct HclBlock {
  std::string head;  // resource "oci_queue_queue" "receipts"
  std::vector<std::pair<std::string, HclValue>> attributes;
  std::vector<HclBlock> blocks;

  explicit HclBlock(std::string text) : head(std::move(text)) {}
  HclBlock& set(const std::string& name, const std::string& expression) {
    attributes.emplace_back(name, hclExpression(expression));
    return *this;
  }
  HclBlock& text(const std::string& name, const std::string& value) { return set(name, hclText(value)); }
  HclBlock& number(const std::string& name, long long value) { return set(name, std::to_string(value)); }
  HclBlock& list(const std::string& name, std::vector<std::string> items) {
    attributes.emplace_back(name, hclList(std::move(items)));
    return *this;
  }
  HclBlock& map(const std::string& name, std::vector<std::pair<std::string, std::string>> entries) {
    attributes.emplace_back(name, hclMap(std::move(entries)));
    return *this;
  }
  // The new block inside; valid until the next one is added.
  HclBlock& block(const std::string& name) { return blocks.emplace_back(name); }
};

std::string toHcl(const std::vector<HclBlock>& blocks);

}  // namespace virga::model
