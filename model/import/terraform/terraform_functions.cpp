#include "model/import/terraform/terraform_functions.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace virga::model {

namespace {

using Kind = HclExpression::Kind;
using Function = std::optional<HclExpression> (*)(const HclExpression& call);

bool isPlain(const HclExpression& value) {
  return value.path.empty() && (value.kind == Kind::string || value.kind == Kind::number || value.kind == Kind::boolean);
}

HclExpression textAt(const HclExpression& at, std::string text) {
  HclExpression value;
  value.kind = Kind::string;
  value.text = std::move(text);
  value.line = at.line;
  value.column = at.column;
  return value;
}

// Neighbouring texts and other expressions as one template.
HclExpression templateAt(const HclExpression& at, std::vector<HclExpression> parts) {
  HclExpression whole = textAt(at, "");
  whole.kind = Kind::templated;
  for (HclExpression& part : parts) {
    if (isPlain(part)) part.kind = Kind::string;
    if (part.kind == Kind::string && !whole.items.empty() && whole.items.back().kind == Kind::string)
      whole.items.back().text += part.text;
    else
      whole.items.push_back(std::move(part));
  }
  if (whole.items.empty()) return textAt(at, "");
  if (whole.items.size() == 1 && whole.items[0].kind == Kind::string) return textAt(at, whole.items[0].text);
  return whole;
}

template <int (*Change)(int)>
std::optional<HclExpression> changedLetters(const HclExpression& call) {
  if (call.items.size() != 1 || !isPlain(call.items[0])) return {};
  std::string text = call.items[0].text;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? Change(c) : c); });
  return textAt(call, text);
}

std::optional<HclExpression> same(const HclExpression& call) {
  if (call.items.size() != 1) return {};
  return call.items[0];
}

std::optional<HclExpression> trimmed(const HclExpression& call) {
  if (call.items.size() != 1 || !isPlain(call.items[0])) return {};
  const std::string& text = call.items[0].text;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return textAt(call, "");
  return textAt(call, text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first));
}

// %s, %d, %v and %%; anything more is left alone.
std::optional<HclExpression> formatted(const HclExpression& call) {
  if (call.items.empty() || call.items[0].kind != Kind::string) return {};
  std::vector<HclExpression> parts;
  std::size_t next = 1;
  const std::string& text = call.items[0].text;
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i];
      continue;
    }
    const char verb = ++i < text.size() ? text[i] : '\0';
    if (verb == '%') {
      plain += '%';
    } else if ((verb == 's' || verb == 'd' || verb == 'v') && next < call.items.size()) {
      parts.push_back(textAt(call, plain));
      plain.clear();
      parts.push_back(call.items[next++]);
    } else {
      return {};
    }
  }
  parts.push_back(textAt(call, plain));
  return templateAt(call, std::move(parts));
}

std::optional<HclExpression> joinedList(const HclExpression& call) {
  if (call.items.size() != 2 || !isPlain(call.items[0]) || call.items[1].kind != Kind::list) return {};
  std::vector<HclExpression> parts;
  for (const HclExpression& item : call.items[1].items) {
    if (!parts.empty()) parts.push_back(textAt(call, call.items[0].text));
    parts.push_back(item);
  }
  return templateAt(call, std::move(parts));
}

std::optional<HclExpression> concatenated(const HclExpression& call) {
  HclExpression list = textAt(call, "");
  list.kind = Kind::list;
  for (const HclExpression& item : call.items) {
    if (item.kind != Kind::list) return {};
    list.items.insert(list.items.end(), item.items.begin(), item.items.end());
  }
  return list;
}

std::optional<HclExpression> merged(const HclExpression& call) {
  HclExpression object = textAt(call, "");
  object.kind = Kind::object;
  for (const HclExpression& item : call.items) {
    if (item.kind != Kind::object) return {};
    for (std::size_t i = 0; i + 1 < item.items.size(); i += 2) {
      bool replaced = false;
      for (std::size_t known = 0; known + 1 < object.items.size() && !replaced; known += 2)
        if (object.items[known].text == item.items[i].text) {
          object.items[known + 1] = item.items[i + 1];
          replaced = true;
        }
      if (replaced) continue;
      object.items.push_back(item.items[i]);
      object.items.push_back(item.items[i + 1]);
    }
  }
  return object;
}

std::optional<HclExpression> lookedUp(const HclExpression& call) {
  if (call.items.size() < 2 || call.items[0].kind != Kind::object || !isPlain(call.items[1])) return {};
  if (const HclExpression* value = call.items[0].find(call.items[1].text)) return *value;
  if (call.items.size() > 2) return call.items[2];
  return {};
}

std::optional<HclExpression> replaced(const HclExpression& call) {
  if (call.items.size() != 3 || !std::all_of(call.items.begin(), call.items.end(), isPlain)) return {};
  const std::string& what = call.items[1].text;
  if (what.empty() || what.front() == '/') return {};  // a regular expression
  std::string text = call.items[0].text;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + call.items[2].text.size()))
    text.replace(at, what.size(), call.items[2].text);
  return textAt(call, text);
}

std::optional<HclExpression> firstKnown(const HclExpression& call) {
  for (const HclExpression& item : call.items)
    if (item.kind != Kind::null && !(item.kind == Kind::string && item.text.empty())) return item;
  return {};
}

std::optional<HclExpression> elementAt(const HclExpression& call) {
  if (call.items.empty() || call.items[0].kind != Kind::list || call.items[0].items.empty()) return {};
  return call.items[0].items.front();
}

}  // namespace

HclExpression evaluatedCall(HclExpression call) {
  static const std::map<std::string, Function> functions = {
      {"coalesce", firstKnown},
      {"concat", concatenated},
      {"element", elementAt},
      {"format", formatted},
      {"join", joinedList},
      {"lookup", lookedUp},
      {"lower", changedLetters<std::tolower>},
      {"merge", merged},
      {"nonsensitive", same},
      {"one", elementAt},
      {"replace", replaced},
      {"sensitive", same},
      {"tolist", same},
      {"tonumber", same},
      {"toset", same},
      {"tostring", same},
      {"trimspace", trimmed},
      {"try", firstKnown},
      {"upper", changedLetters<std::toupper>},
  };
  const auto known = functions.find(call.text);
  if (known == functions.end() || !call.path.empty()) return call;
  if (auto value = known->second(call)) return std::move(*value);
  return call;
}

}  // namespace virga::model
