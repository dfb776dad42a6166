#include "model/manifest/terraform/hcl.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

namespace virga::model::terraform {

namespace {

constexpr std::size_t kLineMax = 110;  // characters of a list that is written in one line

std::string indent(int depth) { return std::string(static_cast<std::size_t>(depth) * 2, ' '); }

std::string escape(std::string_view plain, bool expressions) {
  std::string out;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    const bool opens = (c == '$' || c == '%') && i + 1 < plain.size() && plain[i + 1] == '{';
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else if (opens && expressions && c == '$') {
      const std::size_t end = plain.find('}', i);
      if (end == std::string_view::npos) {
        out += "$$";
        continue;
      }
      out += plain.substr(i, end - i + 1);
      i = end;
    } else if (opens)
      out += std::string(2, c);
    else
      out += c;
  }
  return out;
}

// An object's key stands bare where it is an identifier; a leading "for" would begin a for expression.
std::string key(const std::string& name) {
  const auto plain = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
  const bool bare = !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) == 0 && name != "for" &&
                    std::all_of(name.begin(), name.end(), plain);
  return bare ? name : text(name);
}

using Attributes = std::vector<std::pair<std::string, Expression>>;

// Attributes in consecutive lines are aligned; one over several lines ends the alignment.
void writeAttributes(std::string& out, const Attributes& attributes, int depth, bool keys) {
  std::vector<std::pair<std::string, std::string>> aligned;
  const auto flush = [&] {
    std::size_t width = 0;
    for (const auto& [name, value] : aligned) width = std::max(width, name.size());
    for (const auto& [name, value] : aligned)
      out += indent(depth) + name + std::string(width - name.size(), ' ') + " = " + value + '\n';
    aligned.clear();
  };
  for (const auto& [name, value] : attributes) {
    std::string written = toHcl(value, depth);
    const std::string left = keys ? key(name) : name;
    if (written.find('\n') == std::string::npos) {
      aligned.emplace_back(left, std::move(written));
      continue;
    }
    flush();
    out += indent(depth) + left + " = " + written + '\n';
  }
  flush();
}

std::string listText(const std::vector<Expression>& items, int depth) {
  if (items.empty()) return "[]";
  std::string line = "[", lines = "[\n";
  for (const Expression& item : items) {
    const std::string written = toHcl(item, depth + 1);
    line += (line.size() > 1 ? ", " : "") + written;
    lines += indent(depth + 1) + written + ",\n";
  }
  line += "]";
  if (line.find('\n') == std::string::npos && line.size() <= kLineMax) return line;
  return lines + indent(depth) + "]";
}

void writeBlock(std::string& out, const Block& block, int depth) {
  out += indent(depth) + block.type;
  for (const auto& label : block.labels) out += ' ' + text(label);
  if (block.attributes.empty() && block.blocks.empty()) {
    out += " {\n" + indent(depth) + "}\n";
    return;
  }
  out += " {\n";
  writeAttributes(out, block.attributes, depth + 1, false);
  bool apart = !block.attributes.empty();
  for (const Block& inner : block.blocks) {
    if (apart) out += '\n';
    writeBlock(out, inner, depth + 1);
    apart = true;
  }
  out += indent(depth) + "}\n";
}

}  // namespace

std::string escaped(std::string_view plain) { return escape(plain, false); }

std::string text(std::string_view plain) { return '"' + escape(plain, false) + '"'; }

std::string interpolated(std::string_view plain) { return '"' + escape(plain, true) + '"'; }

Expression number(std::int64_t value) { return std::to_string(value); }

Expression number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) return number(static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

Expression boolean(bool value) { return value ? "true" : "false"; }

Expression list(std::vector<Expression> items) {
  Expression result(Expression::Kind::list);
  result.items = std::move(items);
  return result;
}

Expression texts(const std::vector<std::string>& plain) {
  Expression result(Expression::Kind::list);
  for (const auto& item : plain) result.items.emplace_back(text(item));
  return result;
}

Expression object(std::vector<std::pair<std::string, Expression>> entries) {
  Expression result(Expression::Kind::object);
  result.entries = std::move(entries);
  return result;
}

Expression jsonEncoded(Expression value) {
  Expression result(Expression::Kind::json);
  result.items.push_back(std::move(value));
  return result;
}

std::string toHcl(const Expression& expression, int depth) {
  switch (expression.kind) {
    case Expression::Kind::notation: return expression.notation;
    case Expression::Kind::list: return listText(expression.items, depth);
    case Expression::Kind::json: return "jsonencode(" + toHcl(expression.items.front(), depth) + ")";
    case Expression::Kind::object: break;
  }
  if (expression.entries.empty()) return "{}";
  std::string out = "{\n";
  writeAttributes(out, expression.entries, depth + 1, true);
  return out + indent(depth) + "}";
}

std::string toHcl(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out += '\n';
    writeBlock(out, block, 0);
  }
  return out;
}

}  // namespace virga::model::terraform
