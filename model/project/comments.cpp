#include "model/project/comments.h"

#include <algorithm>
#include <map>
#include <utility>

#include "model/project/yaml_text.h"

namespace virga::model {
namespace {

// Something that begins in a line: an entry of a map or an item of a list.
struct Place {
  std::string label;  // where it stands, in words that survive a reordering
  std::size_t line = 0;
};

// What an item of a list is known by.
std::string itemLabel(const Tree& item) {
  if (item.isScalar()) return item.scalar;
  if (!item.isMap() || item.entries.empty()) return "";
  const TreeEntry& first = item.entries.front();
  return first.value.isScalar() && first.key != "compute" ? first.key + "=" + first.value.scalar : first.key;
}

std::size_t lineOf(const Origin& origin) { return static_cast<std::size_t>(std::max(origin.line - 1, 0)); }

// By value, since the labels handed down live in the list that grows.
void addPlaces(std::vector<Place>& places, const Tree& tree, std::string label) {
  for (const auto& entry : tree.entries) {
    places.push_back({label + "/" + entry.key, lineOf(entry.origin)});
    addPlaces(places, entry.value, places.back().label);
  }
  std::map<std::string, int> seen;
  for (const auto& item : tree.items) {
    const std::string name = itemLabel(item);
    places.push_back({label + "/[" + name + "]" + std::to_string(seen[name]++), lineOf(item.origin)});
    addPlaces(places, item, places.back().label);
  }
}

std::vector<Place> placesOf(const TreeEntry& entry) {
  std::vector<Place> places{{"/" + entry.key, lineOf(entry.origin)}};
  addPlaces(places, entry.value, places.front().label);
  return places;
}

// Where a comment begins behind something else in the line; npos: there is none.
std::size_t trailingComment(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const char before = i == 0 ? ' ' : line[i - 1];
    if (quote == '"' && c == '\\') {
      ++i;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && std::string_view(" [{,").find(before) != std::string_view::npos) {
      quote = c;
    } else if (c == '#' && (before == ' ' || before == '\t')) {
      return i;
    }
  }
  return std::string_view::npos;
}

std::string_view trimmedLine(std::string_view line) {
  const auto first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? "" : line.substr(first);
}

struct Comments {
  std::vector<std::string> above;
  std::string behind;
};

// The comments in a range of lines, by the label of the place that they belong to.
std::map<std::string, Comments> collect(const std::vector<std::string_view>& lines, const std::vector<Place>& places,
                                        std::size_t from, std::size_t to) {
  std::map<std::size_t, std::string> firstInLine;
  for (const auto& place : places) firstInLine.emplace(place.line, place.label);
  std::map<std::string, Comments> comments;
  std::vector<std::string> above;
  std::string last;
  for (std::size_t i = from; i < to && i < lines.size(); ++i) {
    if (isCommentLine(lines[i])) {
      above.emplace_back(trimmedLine(lines[i]));
      continue;
    }
    if (isBlankLine(lines[i])) continue;
    if (const auto found = firstInLine.find(i); found != firstInLine.end()) last = found->second;
    Comments& own = comments[last];
    own.above.insert(own.above.end(), above.begin(), above.end());
    above.clear();
    if (const auto start = trailingComment(lines[i]); start != std::string_view::npos && own.behind.empty())
      own.behind = lines[i].substr(start);
  }
  return comments;
}

}  // namespace

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool isBlankLine(std::string_view line) { return trimmedLine(line).empty(); }
bool isCommentLine(std::string_view line) { return trimmedLine(line).starts_with('#'); }
std::size_t indentOf(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

std::string withComments(const std::string& text, const std::vector<std::string_view>& oldLines, const TreeEntry& oldEntry,
                         std::size_t from, std::size_t to) {
  const auto comments = collect(oldLines, placesOf(oldEntry), from, to);
  const auto tree = parseYaml(text, "");
  if (!tree || tree->entries.size() != 1) return text;
  const auto lines = linesOf(text);
  std::vector<Comments> perLine(lines.size());
  for (const auto& place : placesOf(tree->entries.front())) {
    const auto found = comments.find(place.label);
    if (found == comments.end() || place.line >= lines.size()) continue;
    Comments& own = perLine[place.line];
    own.above.insert(own.above.end(), found->second.above.begin(), found->second.above.end());
    if (own.behind.empty()) own.behind = found->second.behind;
  }
  std::string result;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const auto& comment : perLine[i].above) result += std::string(indentOf(lines[i]), ' ') + comment + "\n";
    result += lines[i];
    if (!perLine[i].behind.empty()) result += " " + perLine[i].behind;
    result += "\n";
  }
  return result;
}

}  // namespace virga::model
