#include "model/manifest/google/google_text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

namespace virga::model {

namespace {

constexpr char kOpen = '\x01', kClose = '\x02';

std::string mark(const std::string& name) { return kOpen + name + kClose; }

bool isPlainWord(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || std::string_view("_./:=@,+-").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

}  // namespace

std::string projectMark() { return mark("project"); }
std::string regionMark() { return mark("region"); }
std::string numberMark() { return mark("number"); }
std::string valueMark(const std::string& name) { return mark(name); }

std::string withMarks(const std::string& text, const std::function<std::string(const std::string&)>& write,
                      const std::function<std::string(const std::string&)>& plain) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto open = text.find(kOpen, at);
    const auto close = open == std::string::npos ? open : text.find(kClose, open);
    if (close == std::string::npos) break;
    out += plain(text.substr(at, open - at)) + write(text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return out + plain(text.substr(at));
}

std::string shellWord(const std::string& text) {
  if (isPlainWord(text)) return text;
  const auto name = [](const std::string& of) {
    if (of == "project") return std::string("${PROJECT_ID}");
    if (of == "region") return std::string("${REGION}");
    return of == "number" ? std::string("${PROJECT_NUMBER}") : "${" + of + "}";
  };
  const auto escaped = [](const std::string& part) {
    std::string out;
    for (const char c : part) {
      if (c == '"' || c == '\\' || c == '$' || c == '`') out += '\\';
      if (c != '\0') out += c;
    }
    return out;
  };
  return '"' + withMarks(text, name, escaped) + '"';
}

std::string hclText(const std::string& text, const std::function<std::string(const std::string&)>& value) {
  const auto name = [&](const std::string& of) {
    if (of == "project") return std::string("${var.project_id}");
    if (of == "region") return std::string("${var.region}");
    return of == "number" ? std::string("${data.google_project.this.number}") : "${" + value(of) + "}";
  };
  // A value alone is written without quotes, as `terraform fmt` has it.
  if (text.size() > 2 && text.front() == kOpen && text.find(kClose) == text.size() - 1) {
    const std::string alone = name(text.substr(1, text.size() - 2));
    return alone.substr(2, alone.size() - 3);
  }
  const auto escaped = [](const std::string& part) {
    std::string out;
    for (std::size_t i = 0; i < part.size(); ++i) {
      const char c = part[i];
      if ((c == '$' || c == '%') && i + 1 < part.size() && part[i + 1] == '{') out += c;
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n')
        out += "\\n";
      else if (c == '\t')
        out += "\\t";
      else if (static_cast<unsigned char>(c) < 0x20)
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
      else
        out += c;
    }
    return out;
  };
  return '"' + withMarks(text, name, escaped) + '"';
}

std::string googleName(std::string_view text, std::size_t min, std::size_t max) {
  std::string name(text);
  while (!name.empty() && name.back() == '-') name.pop_back();
  if (name.size() < min) name += "-virga";
  if (name.size() <= max && name.size() == text.size()) return name;
  if (name.size() <= max && text.size() < min) return name;
  std::uint32_t hash = 2'166'136'261U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  constexpr std::size_t kTail = 9;
  name = name.substr(0, std::min(name.size(), max - kTail));
  while (name.back() == '-') name.pop_back();
  return fmt::format("{}-{:08x}", name, hash);
}

std::string labelValue(std::string_view text) {
  std::string value;
  // Hyphens stand alone and inside: gcloud's own linter takes " --x" and "-- " in a value for flags.
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = byte < 0x80 && (std::isalnum(byte) || c == '_');
    if (kept)
      value += static_cast<char>(std::tolower(byte));
    else if (!value.empty() && value.back() != '-')
      value += '-';
    if (value.size() == 63) break;
  }
  while (!value.empty() && value.back() == '-') value.pop_back();
  return value.empty() ? "virga" : value;
}

}  // namespace virga::model
