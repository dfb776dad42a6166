#include "model/project/merge_text.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/project/comments.h"
#include "model/project/document.h"
#include "model/project/emitter.h"

namespace virga::model {
namespace {

// Lines of the old text, counted from 0, the end excluded.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

// An entry of a block map in the old text.
struct Segment {
  const TreeEntry* entry = nullptr;
  std::size_t start = 0;  // of the comments and blank lines above it
  std::size_t key = 0;    // line of the key
  std::size_t end = 0;
};

class Merger {
 public:
  explicit Merger(std::string_view oldText) : lines_(linesOf(oldText)) {}

  std::string map(const Tree& raw, const Tree& oldFull, const Tree& newFull, Range range, int depth) const {
    const std::size_t indent = static_cast<std::size_t>(std::max(raw.entries.front().origin.column - 1, 0));
    std::size_t tail = range.to;
    while (tail > range.from && isLoose(tail - 1, indent)) --tail;
    const auto segments = segmentsOf(raw, {range.from, tail}, indent);
    std::string text;
    for (const auto& key : order(raw, oldFull, newFull, depth)) {
      const auto segment =
          std::find_if(segments.begin(), segments.end(), [&](const Segment& each) { return each.entry->key == key; });
      const Tree& value = *newFull.find(key);
      if (segment != segments.end()) {
        text += changed(*segment, oldFull.find(key), value, indent, depth);
      } else {
        if (depth == 0 && standsApart(key, value)) text += "\n";
        text += entryText(key, withoutDefaults(value), indent);
      }
    }
    return text.empty() ? text : text + verbatim({tail, range.to});
  }

 private:
  std::string verbatim(Range range) const {
    std::string text;
    for (std::size_t i = range.from; i < range.to; ++i) text += std::string(lines_[i]) + "\n";
    return text;
  }

  // Whether a line says nothing, or is a comment that doesn't stand inside an entry at this indentation.
  bool isLoose(std::size_t line, std::size_t indent) const {
    return isBlankLine(lines_[line]) || (isCommentLine(lines_[line]) && indentOf(lines_[line]) <= indent);
  }

  std::vector<Segment> segmentsOf(const Tree& raw, Range range, std::size_t indent) const {
    std::vector<Segment> segments;
    std::size_t lowest = range.from;
    for (const auto& entry : raw.entries) {
      const auto key = static_cast<std::size_t>(std::max(entry.origin.line - 1, 0));
      std::size_t start = key;
      while (start > lowest && isLoose(start - 1, indent)) --start;
      if (segments.empty())
        start = range.from;
      else
        segments.back().end = start;
      segments.push_back({&entry, start, key, range.to});
      lowest = key + 1;
    }
    return segments;
  }

  // The keys to write. Named things (depth 1) come in their new order; the fields of a struct in their old one, new
  // fields behind the one that comes before them in the canonical order. A default that was written out stays, one that
  // wasn't isn't written.
  static std::vector<std::string> order(const Tree& raw, const Tree& oldFull, const Tree& newFull, int depth) {
    std::vector<std::string> keys;
    const auto isWanted = [&](const TreeEntry& entry) {
      const Tree* const old = oldFull.find(entry.key);
      const bool isSame = old && sameContent(*old, entry.value);
      return raw.find(entry.key) ? isSame || !entry.value.isDefault : !isSame && !entry.value.isDefault;
    };
    if (depth != 1)
      for (const auto& entry : raw.entries)
        if (const Tree* const value = newFull.find(entry.key); value && isWanted({entry.key, *value, {}}))
          keys.push_back(entry.key);
    auto place = keys.begin();
    for (const auto& entry : newFull.entries) {
      if (!isWanted(entry)) continue;
      auto found = std::find(keys.begin(), keys.end(), entry.key);
      if (found == keys.end()) found = keys.insert(place, entry.key);
      place = found + 1;
    }
    return keys;
  }

  std::string changed(const Segment& segment, const Tree* oldFull, const Tree& value, std::size_t indent, int depth) const {
    const TreeEntry& entry = *segment.entry;
    const std::string above = verbatim({segment.start, segment.key});
    if (oldFull && sameContent(*oldFull, value)) return above + verbatim({segment.key, segment.end});
    const bool isBlockMap = entry.value.isMap() && !entry.value.isFlow && !entry.value.entries.empty() &&
                            entry.value.entries.front().origin.line > entry.origin.line;
    if (isBlockMap && value.isMap() && oldFull && oldFull->isMap())
      if (const auto inner = map(entry.value, *oldFull, value, {segment.key + 1, segment.end}, depth + 1); !inner.empty())
        return above + verbatim({segment.key, segment.key + 1}) + inner;
    std::size_t last = segment.end;
    while (last > segment.key + 1 && (isBlankLine(lines_[last - 1]) || isCommentLine(lines_[last - 1]))) --last;
    const std::string anew = entryText(entry.key, withoutDefaults(value), indent);
    return above + withComments(anew, lines_, entry, segment.key, last) + verbatim({last, segment.end});
  }

  std::vector<std::string_view> lines_;
};

}  // namespace

std::string mergeText(std::string_view oldText, const Tree& oldRaw, const Tree& oldFull, const Tree& newFull) {
  const Merger merger(oldText);
  return merger.map(oldRaw, oldFull, newFull, {0, linesOf(oldText).size()}, 0);
}

}  // namespace virga::model
