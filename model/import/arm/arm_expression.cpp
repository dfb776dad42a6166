#include "model/import/arm/arm_expression.h"

#include <algorithm>
#include <memory>

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

namespace virga::model {

namespace {

namespace grammar {

using namespace tao::pegtl;

struct Gap : star<space> {};
struct Value;
struct Text : plus<sor<string<'\'', '\''>, not_one<'\''>>> {};
struct Literal : seq<one<'\''>, opt<Text>, one<'\''>> {};
struct Number : seq<opt<one<'-'>>, plus<digit>> {};
struct Name : seq<identifier, star<one<'.'>, identifier, at<Gap, sor<one<'('>, one<'.'>>>>> {};
struct Arguments : seq<one<'('>, Gap, opt<list<Value, seq<Gap, one<','>, Gap>>>, Gap, one<')'>> {};
struct Call : seq<Name, Gap, Arguments> {};
struct Member : seq<Gap, one<'.'>, opt<one<'?'>>, identifier> {};
struct Index : seq<Gap, one<'['>, Gap, Value, Gap, one<']'>> {};
struct Value : seq<sor<Literal, Number, Call>, star<sor<Member, Index>>> {};
struct Whole : seq<one<'['>, Gap, Value, Gap, one<']'>, eof> {};

template <typename Rule>
using Kept =
    parse_tree::selector<Rule, parse_tree::store_content::on<Text, Literal, Number, Name, Call, Member, Index, Value>>;

}  // namespace grammar

using Node = tao::pegtl::parse_tree::node;

std::string withoutDoubledQuotes(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'') ++i;
  }
  return out;
}

ArmExpression expressionOf(const Node& value);

ArmExpression primary(const Node& node) {
  ArmExpression result;
  if (node.is_type<grammar::Literal>()) {
    if (!node.children.empty()) result.text = withoutDoubledQuotes(node.children[0]->string());
  } else if (node.is_type<grammar::Number>()) {
    result.kind = ArmExpression::Kind::number;
    result.text = node.string();
  } else {
    result.kind = ArmExpression::Kind::call;
    result.text = node.children.at(0)->string();
    for (std::size_t i = 1; i < node.children.size(); ++i) result.items.push_back(expressionOf(*node.children[i]));
  }
  return result;
}

ArmExpression expressionOf(const Node& value) {
  ArmExpression result = primary(*value.children.at(0));
  for (std::size_t i = 1; i < value.children.size(); ++i) {
    const Node& part = *value.children[i];
    ArmExpression outer;
    outer.items.push_back(std::move(result));
    if (part.is_type<grammar::Member>()) {
      outer.kind = ArmExpression::Kind::member;
      const std::string text = part.string();
      outer.text = text.substr(text.find_last_of(".?") + 1);
    } else {
      outer.kind = ArmExpression::Kind::index;
      outer.items.push_back(expressionOf(*part.children.at(0)));
    }
    result = std::move(outer);
  }
  return result;
}

bool tooDeep(const std::string& text) {
  constexpr int kDepthMax = 100;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') depth = std::max(0, depth - 1);
    if (depth > kDepthMax) return true;
  }
  return false;
}

}  // namespace

bool isArmExpression(const std::string& value) {
  return value.size() > 2 && value.front() == '[' && value[1] != '[' && value.back() == ']';
}

std::optional<ArmExpression> readArmExpression(const std::string& value) {
  if (!isArmExpression(value) || tooDeep(value)) return {};
  tao::pegtl::memory_input<> in(value, "");
  try {
    const auto root = tao::pegtl::parse_tree::parse<grammar::Whole, grammar::Kept>(in);
    if (!root) return {};
    return expressionOf(*root->children.at(0));
  } catch (const tao::pegtl::parse_error&) {
    return {};
  }
}

}  // namespace virga::model
