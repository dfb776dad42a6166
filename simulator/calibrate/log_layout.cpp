#include "simulator/calibrate/log_layout.h"

#include "simulator/calibrate/log_csv.h"
#include "simulator/calibrate/log_numbers.h"

namespace virga::simulator {

namespace {

// The end of the JSON value at the front: the place behind its last bracket. npos: it doesn't end.
std::size_t valueEnd(std::string_view text) {
  std::size_t depth = 0;
  bool inString = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (inString) {
      if (c == '\\') {
        ++at;
      } else if (c == '"') {
        inString = false;
      }
    } else if (c == '"') {
      inString = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0 && --depth == 0) {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

char after(std::string_view text) {
  const auto rest = trimmed(text.substr(1));
  return rest.empty() ? '\0' : rest.front();
}

}  // namespace

bool beginsObject(std::string_view text) {
  return text.starts_with('{') && (after(text) == '"' || (after(text) == '}' && text.size() > 1));
}

bool beginsList(std::string_view text) { return text.starts_with('[') && (after(text) == '{' || after(text) == '['); }

bool isConcatenated(std::string_view text) {
  const auto end = valueEnd(text);
  return end != std::string_view::npos && end < text.size() && beginsObject(trimmed(text.substr(end)));
}

LogLayout layoutOf(std::string_view beginning, bool isWhole) {
  const auto first = beginning.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return LogLayout::text;
  const auto all = beginning.substr(first);
  const auto end = all.find('\n');
  const auto line = trimmed(all.substr(0, end));
  if (line == "{" || line == "[" || line == "[{")
    return beginsObject(all) || beginsList(all) ? LogLayout::document : LogLayout::text;
  if (beginsObject(line) || beginsList(line)) {
    if (valueEnd(line) != std::string_view::npos) return LogLayout::jsonLines;
    // A line that ends otherwise has been cut off, and others may follow.
    const bool goesOn = end == std::string_view::npos || line.ends_with(',') || line.ends_with('{') || line.ends_with('[');
    return goesOn ? LogLayout::document : LogLayout::jsonLines;
  }
  if ((end != std::string_view::npos || isWhole) && isLogTable(line)) return LogLayout::csv;
  return LogLayout::text;
}

}  // namespace virga::simulator
