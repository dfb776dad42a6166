#include "model/import/terraform/hcl_reader.h"

#include <cstdint>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "model/import/terraform/hcl_grammar.h"

namespace virga::model {

namespace {

namespace grammar = hcl_grammar;
using grammar::Part;
using Kind = HclExpression::Kind;

constexpr int kDepthMax = 200;

template <typename Rule, typename = void>
struct PartOf {
  static constexpr Part value = Part::none;
};
template <typename Rule>
struct PartOf<Rule, std::void_t<decltype(Rule::part)>> {
  static constexpr Part value = Rule::part;
};

struct Node : tao::pegtl::parse_tree::basic_node<Node> {
  Part part = Part::none;
  template <typename Rule, typename Input, typename... States>
  void success(const Input& in, States&&... states) noexcept {
    tao::pegtl::parse_tree::basic_node<Node>::success<Rule>(in, states...);
    part = PartOf<Rule>::value;
  }
};

template <typename Rule>
struct Kept : std::bool_constant<PartOf<Rule>::value != Part::none> {};

Problem problemAt(const std::string& file, std::size_t line, std::size_t column, const std::string& message,
                  const std::string& hint) {
  return {Severity::error, "bad-hcl", file, static_cast<int>(line), static_cast<int>(column), "", message, hint};
}

// The grammar is recursive: a bound on nesting keeps hostile input off the stack's end.
std::optional<Problem> tooDeep(const std::string& text, const std::string& file) {
  int depth = 0, line = 1;
  for (const char c : text) {
    if (c == '\n') ++line;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') depth = std::max(0, depth - 1);
    if (depth > kDepthMax)
      return problemAt(file, static_cast<std::size_t>(line), 1, fmt::format("brackets are nested deeper than {}", kDepthMax),
                       "take the value apart with locals");
  }
  return {};
}

void appendUtf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

// The escapes of the specification: \n \r \t \" \\ \uNNNN \UNNNNNNNN, and $${ %%{. The hexadecimal digits are text to the
// grammar.
std::string unescaped(std::string_view raw, bool backslashes) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const std::string_view rest = raw.substr(i);
    if (rest.substr(0, 3) == "$${" || rest.substr(0, 3) == "%%{") {
      out += rest.substr(1, 2);
      i += 2;
    } else if (backslashes && raw[i] == '\\' && i + 1 < raw.size()) {
      const char c = raw[++i];
      if (c == 'u' || c == 'U') {
        const std::size_t digits = std::min<std::size_t>(c == 'u' ? 4 : 8, raw.size() - i - 1);
        const std::string text(raw.substr(i + 1, digits));
        if (text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos && !text.empty())
          appendUtf8(out, static_cast<std::uint32_t>(std::stoul(text, nullptr, 16)));
        i += digits;
      } else {
        out += c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
      }
    } else {
      out += raw[i];
    }
  }
  return out;
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  void readBody(const Node& node, HclBody& body) {
    for (const auto& child : node.children) {
      if (child->part == Part::attribute) {
        const auto at = child->m_begin;
        body.attributes.push_back({child->children.at(0)->string(), expression(*child->children.at(1)),
                                   static_cast<int>(at.line), static_cast<int>(at.column)});
      } else if (child->part == Part::block) {
        HclBlock block;
        const auto at = child->m_begin;
        block.line = static_cast<int>(at.line);
        block.column = static_cast<int>(at.column);
        block.type = child->children.at(0)->string();
        for (const auto& part : child->children)
          if (part->part == Part::label)
            block.labels.push_back(part->children.empty() ? part->string() : expression(*part->children[0]).text);
        readBody(*child, block.body);
        body.blocks.push_back(std::move(block));
      }
    }
  }

  // The parts of a template; one string if nothing is interpolated.
  HclExpression templated(const Node& node, bool backslashes) {
    HclExpression result = at(node, Kind::templated);
    std::string pending;
    const auto flush = [&] {
      if (pending.empty()) return;
      HclExpression text = at(node, Kind::string);
      text.text = unescaped(pending, backslashes);
      result.items.push_back(std::move(text));
      pending.clear();
    };
    for (const auto& child : node.children) {
      if (child->part == Part::interpolation) {
        flush();
        result.items.push_back(expression(*child->children.at(0)));
      } else {
        pending += child->string_view();
      }
    }
    flush();
    if (result.items.empty()) {
      result.kind = Kind::string;
      return result;
    }
    // "${x}" is x itself.
    if (result.items.size() == 1) return std::move(result.items.front());
    return result;
  }

  HclExpression expression(const Node& node) {
    switch (node.part) {
      case Part::conditional: {
        if (node.children.size() == 1) return expression(*node.children[0]);
        return all(node, Kind::conditional);
      }
      case Part::operation: {
        HclExpression result = all(node, Kind::operation);
        const std::string_view text = node.string_view();
        if (result.items.size() == 1 && text.front() != '!') {
          if (text.front() != '-') return std::move(result.items.front());
          if (result.items.front().kind == Kind::number) {
            result.items.front().text.insert(0, 1, '-');
            return std::move(result.items.front());
          }
        }
        return result;
      }
      case Part::reference: return reference(node);
      case Part::group: return expression(*node.children.at(0));
      case Part::key: return key(*node.children.at(0));
      case Part::quoted: return templated(node, true);
      case Part::heredoc: return heredoc(node);
      case Part::number: {
        HclExpression result = at(node, Kind::number);
        result.text = node.string();
        return result;
      }
      case Part::list: return all(node, Kind::list);
      case Part::loop: return all(node, Kind::loop);
      case Part::object: return all(node, Kind::object);
      case Part::call: {
        HclExpression result = at(node, Kind::call);
        result.text = node.children.at(0)->string();
        for (std::size_t i = 1; i < node.children.size(); ++i) result.items.push_back(expression(*node.children[i]));
        return result;
      }
      default: return name(node);
    }
  }

 private:
  static HclExpression at(const Node& node, Kind kind) {
    HclExpression result;
    result.kind = kind;
    const auto begin = node.m_begin;
    result.line = static_cast<int>(begin.line);
    result.column = static_cast<int>(begin.column);
    return result;
  }

  HclExpression all(const Node& node, Kind kind) {
    HclExpression result = at(node, kind);
    for (const auto& child : node.children) result.items.push_back(expression(*child));
    return result;
  }

  static HclExpression name(const Node& node) {
    const std::string text = node.string();
    if (text == "true" || text == "false") {
      HclExpression result = at(node, Kind::boolean);
      result.text = text;
      return result;
    }
    if (text == "null") return at(node, Kind::null);
    HclExpression result = at(node, Kind::reference);
    result.path.push_back(text);
    return result;
  }

  HclExpression key(const Node& node) {
    if (node.part != Part::name) return expression(node);
    HclExpression result = at(node, Kind::string);
    result.text = node.string();
    return result;
  }

  HclExpression reference(const Node& node) {
    HclExpression result = expression(*node.children.at(0));
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      const Node& part = *node.children[i];
      if (part.part == Part::member) {
        result.path.push_back(part.string().substr(1));
      } else if (part.part == Part::splat) {
        result.path.emplace_back("*");
      } else {
        HclExpression index = expression(*part.children.at(0));
        if (index.kind == Kind::number || index.kind == Kind::string) {
          result.path.push_back(index.text);
        } else {
          result.path.emplace_back("[]");
          result.items.push_back(std::move(index));
        }
      }
    }
    return result;
  }

  HclExpression heredoc(const Node& node) {
    const std::string_view whole = node.string_view();
    const bool indented = whole.substr(2, 1) == "-";
    const std::size_t first = whole.find('\n') + 1, last = whole.rfind('\n');
    std::string text(first > last ? std::string_view{} : whole.substr(first, last + 1 - first));
    if (indented) text = withoutIndent(text);
    const auto read = readHclTemplate(text, file_, static_cast<int>(node.m_begin.line) + 1);
    HclExpression result;
    if (read) {
      result = *read;
    } else {
      result.kind = Kind::string;
      result.text = text;
    }
    result.line = static_cast<int>(node.m_begin.line);
    result.column = static_cast<int>(node.m_begin.column);
    return result;
  }

  static std::string withoutIndent(const std::string& text) {
    std::size_t least = std::string::npos;
    for (std::size_t start = 0; start < text.size(); start = text.find('\n', start) + 1) {
      const std::size_t end = text.find('\n', start);
      const std::size_t first = text.find_first_not_of(" \t", start);
      if (first != std::string::npos && first < end) least = std::min(least, first - start);
      if (end == std::string::npos) break;
    }
    if (least == std::string::npos || least == 0) return text;
    std::string out;
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      if (end - start > least) out += text.substr(start + least, end - start - least);
      out += '\n';
      start = end + 1;
    }
    return out;
  }

  std::string file_;
};

template <typename Rule>
tl::expected<std::unique_ptr<Node>, Problem> parsed(const std::string& text, const std::string& file, int line) {
  if (auto problem = tooDeep(text, file)) return tl::unexpected(std::move(*problem));
  const auto first = static_cast<std::size_t>(line);
  try {
    tao::pegtl::memory_input<> in(text.data(), text.data() + text.size(), file, 0, first, 1);
    auto root = tao::pegtl::parse_tree::parse<Rule, Node, Kept>(in);
    if (root) return root;
    return tl::unexpected(problemAt(file, first, 1, "this is no template of HCL", "write ${expression} or plain text"));
  } catch (const tao::pegtl::parse_error& error) {
    const auto& at = error.positions().front();
    const std::size_t end = std::min(text.find('\n', at.byte), text.size());
    const std::string here = text.substr(at.byte, std::min<std::size_t>(end - at.byte, 40));
    return tl::unexpected(
        problemAt(file, at.line, at.column,
                  at.byte >= text.size() ? std::string("the file ends within a block")
                                         : fmt::format("'{}' can't be read here", trimmed(here)),
                  at.byte >= text.size() ? "close it with }" : "write name = value, or a block: type \"label\" { … }"));
  }
}

}  // namespace

tl::expected<HclBody, Problem> readHcl(const std::string& text, const std::string& file) {
  const auto root = parsed<grammar::File>(text, file, 1);
  if (!root) return tl::unexpected(root.error());
  HclBody body;
  Reader(file).readBody(**root, body);
  return body;
}

tl::expected<HclExpression, Problem> readHclTemplate(const std::string& text, const std::string& file, int line) {
  const auto root = parsed<grammar::LongTemplate>(text, file, line);
  if (!root) return tl::unexpected(root.error());
  return Reader(file).templated(**root, false);
}

}  // namespace virga::model
