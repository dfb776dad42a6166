#include "model/project/emitter.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "model/project/utf8.h"

namespace virga::model {
namespace {

constexpr std::size_t kWidth = 120;

enum class Place { block, flow };

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Whether YAML (1.1 or 1.2) reads the plain text as something else than a text.
bool looksLikeOther(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kWords{"null", "~",   "true", "false", "yes", "no",
                                                           "on",   "off", "y",    "n",     ".inf"};
  std::string lower;
  for (const char c : text) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (std::find(kWords.begin(), kWords.end(), lower) != kWords.end() || lower == ".nan") return true;
  if (!isDigit(text[0]) && text[0] != '.') return false;
  return lower.find_first_not_of("0123456789abcdefox.:_-+tz") == std::string::npos;
}

// Whether a parser reads the text back as the same scalar without quotes.
bool isPlainSafe(std::string_view text, Place place) {
  if (text.empty()) return false;
  const char first = text.front();
  const bool goodStart = isLetter(first) || isDigit(first) || first == '_' || first == '/' || first == '.' || first == '$' ||
                         (first == '-' && text.size() > 1 && isDigit(text[1])) || static_cast<unsigned char>(first) >= 0x80;
  if (!goodStart || text.back() == ' ' || text.starts_with("...")) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (isLetter(c) || isDigit(c) || std::string_view(" _-./;()+%=$'~^<>?*&!@|").find(c) != std::string_view::npos) continue;
    if ((c == ',' || c == '{' || c == '}') && place == Place::block) continue;
    if (c == ':' && place == Place::block && i + 1 < text.size() && text[i + 1] != ' ') continue;
    if (static_cast<unsigned char>(c) < 0x80) return false;
    // Of the rest of Unicode, the controls, line separators, no-break space and byte order mark are safer in quotes.
    const std::string_view rest = text.substr(i);
    const std::size_t length = utf8Length(rest);
    if (length == 0 || rest.starts_with("\xC2") || rest.starts_with("\xE2\x80") || rest.starts_with("\xEF\xBB\xBF"))
      return false;
    i += length - 1;
  }
  return true;
}

std::string inQuotes(std::string_view text) {
  std::string result = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += text[i];
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c < 0x20 || c == 0x7F) {
      result += fmt::format("\\x{:02x}", c);
    } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[++i]));
    } else if (text.substr(i).starts_with("\xE2\x80\xA8") || text.substr(i).starts_with("\xE2\x80\xA9")) {
      result += text[i + 2] == '\xA8' ? "\\L" : "\\P";
      i += 2;
    } else if (text.substr(i).starts_with("\xEF\xBB\xBF")) {
      result += "\\ufeff";
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result + "\"";
}

std::string scalarText(const Tree& tree, Place place) {
  const bool plain = isPlainSafe(tree.scalar, place) &&
                     !(tree.isText && (looksLikeOther(tree.scalar) || tree.scalar.find(':') != std::string::npos));
  return plain ? tree.scalar : inQuotes(tree.scalar);
}

std::string keyTextAt(std::string_view key, Place place) { return scalarText(textScalar(std::string(key)), place); }

std::string flowText(const Tree& tree) {
  std::string text;
  switch (tree.kind) {
    case Tree::Kind::nothing: return "~";
    case Tree::Kind::scalar: return scalarText(tree, Place::flow);
    case Tree::Kind::list:
      for (const auto& item : tree.items) text += (text.empty() ? "" : ", ") + flowText(item);
      return "[" + text + "]";
    case Tree::Kind::map:
      for (const auto& entry : tree.entries)
        text += (text.empty() ? "" : ", ") + keyTextAt(entry.key, Place::flow) + ": " + flowText(entry.value);
      return "{" + text + "}";
  }
  return text;
}

// Whether the value stands on one line behind a key or dash that ends at `column`.
bool isOneLine(const Tree& tree, std::size_t column) {
  if (!tree.isList() && !tree.isMap()) return true;
  if (tree.items.empty() && tree.entries.empty()) return true;
  if (tree.style == Tree::Style::block) return false;
  if (tree.style == Tree::Style::small &&
      (tree.entries.size() > 2 || std::any_of(tree.entries.begin(), tree.entries.end(),
                                              [](const TreeEntry& entry) { return !entry.value.isScalar(); })))
    return false;
  return column + flowText(tree).size() <= kWidth;
}

void appendItems(std::string& out, const Tree& list, std::size_t indent);

void appendEntries(std::string& out, const Tree& map, std::size_t indent) {
  for (const auto& entry : map.entries) out += entryText(entry.key, entry.value, indent);
}

// Indented lines whose first indentation is replaced by a dash.
void appendDashed(std::string& out, std::string lines, std::size_t indent) {
  lines.replace(0, indent + 2, std::string(indent, ' ') + "- ");
  out += lines;
}

void appendItems(std::string& out, const Tree& list, std::size_t indent) {
  for (const auto& item : list.items) {
    if (isOneLine(item, indent + 2)) {
      out += std::string(indent, ' ') + "- " + valueText(item) + "\n";
      continue;
    }
    std::string lines;
    if (item.isMap())
      appendEntries(lines, item, indent + 2);
    else
      appendItems(lines, item, indent + 2);
    appendDashed(out, std::move(lines), indent);
  }
}

}  // namespace

std::string valueText(const Tree& tree) { return tree.isScalar() ? scalarText(tree, Place::block) : flowText(tree); }

std::string keyText(std::string_view key) { return keyTextAt(key, Place::block); }

std::string entryText(std::string_view key, const Tree& value, std::size_t indent) {
  std::string text = std::string(indent, ' ') + keyText(key) + ":";
  if (isOneLine(value, text.size() + 1)) return text + " " + valueText(value) + "\n";
  text += "\n";
  if (value.isMap())
    appendEntries(text, value, indent + 2);
  else
    appendItems(text, value, indent + 2);
  return text;
}

}  // namespace virga::model
