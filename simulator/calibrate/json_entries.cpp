#include "simulator/calibrate/json_entries.h"

#include <array>

#include <fmt/format.h>

namespace virga::simulator {

namespace {

struct EntryList {
  std::string_view key;
  bool ofContainers;
};

constexpr std::array<EntryList, 13> kLists = {{
    {"events", false},                      // aws logs filter-log-events, get-log-events
    {"logEvents", false},                   // CloudWatch Logs subscriptions
    {"results", false},                     // aws logs get-query-results
    {"Traces", true},                       // aws xray batch-get-traces
    {"Segments", false},                    //
    {"entries", false},                     // Cloud Logging's entries.list
    {"tables", true},                       // az monitor app-insights query
    {"rows", false},                        //
    {"records", false},                     // Azure diagnostic settings to Event Hubs
    {"resourceSpans", true},                // OTLP/JSON
    {"scopeSpans", true},                   //
    {"instrumentationLibrarySpans", true},  // OTLP/JSON before 0.19
    {"spans", false},                       //
}};

constexpr std::size_t kShown = 200;

const EntryList* listOf(std::string_view key) {
  for (const auto& list : kLists)
    if (list.key == key) return &list;
  return nullptr;
}

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string shown(char c) { return c >= ' ' && c < '\x7f' ? fmt::format("'{}'", c) : "a control or non-ASCII character"; }

}  // namespace

std::size_t JsonEntries::take(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && error_.empty()) {
    if (capturing_) {
      at += capture(text.substr(at));
      continue;
    }
    const char c = text[at];
    if (readingKey_) {
      takeKey(c);
    } else if (!isBlank(c)) {
      if (levels_.empty() && c != '{' && c != '[') return at;
      if (levels_.empty() ? !beginValue(c) : !takeStructure(c)) return at;
      if (capturing_) continue;  // the character is the value's first
    }
    if (c == '\n') ++line_;
    ++at;
  }
  return at;
}

bool JsonEntries::finish() {
  if (error_.empty() && !isBetweenValues()) {
    if (capturing_) line_ = capturedLine_;
    fail("the file ends inside a JSON value: it is cut off");
  }
  return error_.empty();
}

bool JsonEntries::fail(std::string what) {
  error_ = std::move(what);
  errorLine_ = line_;
  return false;
}

bool JsonEntries::takeKey(char c) {
  if (!escaped_ && c == '"') {
    readingKey_ = false;
    levels_.back().expected = Expected::colon;
    return true;
  }
  escaped_ = !escaped_ && c == '\\';
  if (levels_.back().key.size() < kShown) levels_.back().key += c;
  return true;
}

bool JsonEntries::takeStructure(char c) {
  auto& level = levels_.back();
  switch (level.expected) {
    case Expected::valueOrEnd:
    case Expected::value:
      if (c == ']' && level.isArray && level.expected == Expected::valueOrEnd) break;
      return beginValue(c);
    case Expected::keyOrEnd:
    case Expected::key:
      if (c == '}' && level.expected == Expected::keyOrEnd) break;
      if (c != '"') return fail(fmt::format("{} where a key should be", shown(c)));
      level.key.clear();
      readingKey_ = true;
      escaped_ = false;
      return true;
    case Expected::colon:
      if (c != ':') return fail(fmt::format("{} where ':' should be", shown(c)));
      level.expected = Expected::value;
      return true;
    case Expected::commaOrEnd:
      if (c == ',') {
        level.expected = level.isArray ? Expected::value : Expected::key;
        return true;
      }
      if (c != (level.isArray ? ']' : '}'))
        return fail(fmt::format("{} where ',' or '{}' should be", shown(c), level.isArray ? ']' : '}'));
      break;
  }
  levels_.pop_back();
  return true;
}

bool JsonEntries::beginValue(char c) {
  constexpr std::string_view kFirsts = "{[\"-0123456789tfn";
  if (kFirsts.find(c) == std::string_view::npos) return fail(fmt::format("{} where a JSON value should be", shown(c)));
  if (levels_.empty()) {
    if (c == '[') {
      open(true, false, {});
    } else {
      startCapture(c, true);
    }
    return true;
  }
  auto& parent = levels_.back();
  parent.expected = Expected::commaOrEnd;
  if (parent.isArray) {
    if (parent.ofContainers && c == '{') {
      open(false, false, parent.list);
    } else {
      startCapture(c, c == '{' && levels_.size() == 1);
    }
  } else if (const auto* list = c == '[' ? listOf(parent.key) : nullptr) {
    open(true, list->ofContainers, parent.key);
  } else {
    startCapture(c, false);
  }
  return true;
}

void JsonEntries::open(bool isArray, bool ofContainers, std::string list) {
  const auto expected = isArray ? Expected::valueOrEnd : Expected::keyOrEnd;
  levels_.push_back({isArray, ofContainers, std::move(list), {}, expected});
  if (!isArray) handler_->opened(levels_.back().list);
}

void JsonEntries::startCapture(char c, bool mayDescend) {
  capturing_ = true;
  isScalar_ = c != '{' && c != '[';
  skipping_ = inString_ = escaped_ = false;
  mayDescend_ = mayDescend;
  depth_ = 0;
  captured_.clear();
  capturedLine_ = line_;
}

std::size_t JsonEntries::capture(std::string_view text) {
  std::size_t at = 0;
  bool done = false;
  while (at < text.size() && !done) {
    const char c = text[at];
    if (inString_) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '\\') {
        escaped_ = true;
      } else if (c == '"') {
        inString_ = false;
        done = isScalar_;
      }
    } else if (c == '"') {
      inString_ = true;
    } else if (isScalar_) {
      if (isBlank(c) || c == ',' || c == ']' || c == '}') {
        done = true;
        break;  // it isn't the value's
      }
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      done = --depth_ == 0;
    }
    if (c == '\n') ++line_;
    ++at;
  }
  if (!skipping_) captured_ += text.substr(0, at);
  if (done) {
    deliver();
  } else if (captured_.size() > kLongestEntry) {
    if (mayDescend_) {
      descend();
    } else {
      captured_.resize(kShown);
      skipping_ = true;
    }
  }
  return at;
}

void JsonEntries::deliver() {
  if (skipping_) {
    capturing_ = false;
    handler_->tooLong(captured_, capturedLine_);
  } else if (mayDescend_ && holdsEntries(captured_)) {
    descend();
  } else if (levels_.empty() || levels_.back().isArray) {
    capturing_ = false;
    const std::string_view list = levels_.empty() ? std::string_view() : levels_.back().list;
    handler_->entry(list, captured_, capturedLine_);
  } else {
    capturing_ = false;
    handler_->member(levels_.back().list, levels_.back().key, captured_);
  }
}

// Takes what has been captured of an object again, as a container.
void JsonEntries::descend() {
  const std::string text = std::move(captured_);
  captured_ = {};
  capturing_ = false;
  line_ = capturedLine_;
  open(false, false, {});
  take(std::string_view(text).substr(1));
}

bool holdsEntries(std::string_view json) {
  std::size_t depth = 0;
  std::size_t begin = 0;
  std::string_view last;  // string of the outermost object
  bool inString = false;
  bool afterColon = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (inString) {
      if (c == '\\') {
        ++at;
      } else if (c == '"') {
        inString = false;
        if (depth == 1) last = json.substr(begin, at - begin);
      }
      continue;
    }
    if (isBlank(c)) continue;
    if (c == '[' && depth == 1 && afterColon && listOf(last) != nullptr) return true;
    afterColon = c == ':';
    if (c == '"') {
      inString = true;
      begin = at + 1;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return false;
    }
  }
  return false;
}

}  // namespace virga::simulator
