#pragma once

#include <string>
#include <utility>
#include <vector>

namespace virga::model::resource_manager {

// A value in HCL: an expression in one line, a list, or a map whose values are expressions.
struct StackValue {
  std::string expression;
  std::vector<std::string> items;                            // of a list over several lines
  std::vector<std::pair<std::string, std::string>> entries;  // of a map
};

// A text as a literal, in which ${ and %{ mean nothing.
std::string stackText(const std::string& text);
// A text in which ${…} stands for expressions; the rest is taken as a literal is.
std::string stackTemplate(const std::string& text);

inline StackValue stackExpression(std::string expression) { return {std::move(expression), {}, {}}; }
inline StackValue stackList(std::vector<std::string> items) { return {{}, std::move(items), {}}; }
inline StackValue stackMap(std::vector<std::pair<std::string, std::string>> entries) { return {{}, {}, std::move(entries)}; }

// A block of Terraform's language; written as `terraform fmt` leaves it.
struct StackBlock {
  std::string head;  // resource "oci_queue_queue" "receipts"
  std::vector<std::pair<std::string, StackValue>> attributes;
  std::vector<StackBlock> blocks;

  explicit StackBlock(std::string text) : head(std::move(text)) {}
  StackBlock& set(const std::string& name, const std::string& expression) {
    attributes.emplace_back(name, stackExpression(expression));
    return *this;
  }
  StackBlock& text(const std::string& name, const std::string& value) { return set(name, stackText(value)); }
  StackBlock& number(const std::string& name, long long value) { return set(name, std::to_string(value)); }
  StackBlock& list(const std::string& name, std::vector<std::string> items) {
    attributes.emplace_back(name, stackList(std::move(items)));
    return *this;
  }
  StackBlock& map(const std::string& name, std::vector<std::pair<std::string, std::string>> entries) {
    attributes.emplace_back(name, stackMap(std::move(entries)));
    return *this;
  }
  // The new block inside; valid until the next one is added.
  StackBlock& block(const std::string& name) { return blocks.emplace_back(name); }
};

std::string toStackHcl(const std::vector<StackBlock>& blocks);

}  // namespace virga::model::resource_manager
