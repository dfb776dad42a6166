#include "model/manifest/handlers/go_text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace virga::model {

namespace {

// Others have a host in front.
bool isStandard(const std::string& path) { return path.substr(0, path.find('/')).find('.') == std::string::npos; }

}  // namespace

std::string goText(const CodeText& text) {
  std::string result;
  bool start = true;
  for (const char c : text.text()) {
    result += start && c == ' ' ? '\t' : c;
    start = c == '\n' || (start && c == ' ');
  }
  return result;
}

std::string goImports(const std::map<std::string, std::string>& paths) {
  std::string standard, others;
  for (const auto& [path, alias] : paths)
    (isStandard(path) ? standard : others) += fmt::format("\t{}{}\"{}\"\n", alias, alias.empty() ? "" : " ", path);
  return "import (\n" + standard + (standard.empty() || others.empty() ? "" : "\n") + others + ")\n";
}

void goLiteral(CodeText& out, const std::string& start, const std::vector<std::pair<std::string, std::string>>& members,
               const std::string& end) {
  std::size_t longest = 0;
  for (const auto& [name, value] : members) longest = std::max(longest, name.size());
  out.raw(start + "{");
  out.in();
  for (const auto& [name, value] : members) out.line("{}:{}{},", name, std::string(longest - name.size() + 1, ' '), value);
  out.out();
  out.raw("}" + end);
}

std::string goDuration(Duration duration, bool inList) {
  struct Unit {
    std::int64_t nanoseconds;
    const char* name;
  };
  constexpr Unit kUnits[] = {
      {1'000'000'000, "Second"}, {1'000'000, "Millisecond"}, {1'000, "Microsecond"}, {1, "Nanosecond"}};
  for (const Unit& unit : kUnits)
    if (duration.nanoseconds != 0 && duration.nanoseconds % unit.nanoseconds == 0)
      return fmt::format("{}{}time.{}", duration.nanoseconds / unit.nanoseconds, inList ? "*" : " * ", unit.name);
  return "0";
}

std::string exportedName(std::string name) {
  if (!name.empty()) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

}  // namespace virga::model
