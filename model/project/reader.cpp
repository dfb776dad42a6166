#include "model/project/reader.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "model/project/kind_names.h"
#include "model/project/suggestion.h"

namespace virga::model {
namespace {

constexpr std::size_t kMostProblems = 1000;  // nobody reads more, and a damaged file may have millions

std::string_view found(const Tree& tree) {
  switch (tree.kind) {
    case Tree::Kind::nothing: return "nothing";
    case Tree::Kind::scalar: return "a single value";
    case Tree::Kind::list: return "a list";
    case Tree::Kind::map: return "a map";
  }
  return "";
}

std::string wrongKindHint(const std::string& key, std::size_t kind, const std::string& id) {
  if (key == "call" && kind == kindIndex<Queue>()) return fmt::format("use 'send: {}' to put a message into a queue", id);
  if (key == "call" && kind == kindIndex<Topic>()) return fmt::format("use 'send: {}' to publish a message", id);
  if (key == "call" && kind == kindIndex<Stream>()) return fmt::format("use 'send: {}' to put a record", id);
  if (key == "call" && kind == kindIndex<EventBus>()) return fmt::format("use 'send: {}' to put an event", id);
  if (key == "call" && kind == kindIndex<WebsocketApi>()) return fmt::format("use 'send: {}' to push to a connection", id);
  if (key == "call" && kind == kindIndex<HttpApi>()) return "call the function behind the API";
  if (key == "send") return fmt::format("use 'call: {}' to wait for an answer", id);
  return {};
}

}  // namespace

void Reader::error(const Origin& origin, std::string_view id, std::string message, std::string hint) {
  if (problems_.size() >= kMostProblems) return;
  if (origin.setting) message = fmt::format("setting '{}': {}", *origin.setting, message);
  problems_.push_back(
      {Severity::error, std::string(id), file_, origin.line, origin.column, path(), std::move(message), std::move(hint)});
}

std::string Reader::path() const { return fmt::format("{}", fmt::join(path_, ".")); }

bool Reader::expect(const Tree& tree, Tree::Kind kind, std::string_view expected) {
  if (tree.kind == kind) return true;
  error(tree.origin, "wrong-type", fmt::format("expected {}, found {}", expected, found(tree)));
  return false;
}

bool Reader::expectMap(const Tree& tree, std::string_view expected) { return expect(tree, Tree::Kind::map, expected); }
bool Reader::expectList(const Tree& tree, std::string_view expected) { return expect(tree, Tree::Kind::list, expected); }
bool Reader::expectScalar(const Tree& tree, std::string_view expected) { return expect(tree, Tree::Kind::scalar, expected); }

void Reader::refuseUnknownKeys(const Tree& map, const std::vector<std::string>& known, std::string_view what) {
  for (const auto& entry : map.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const At at(*this, entry.key);
    error(entry.origin, "unknown-key", fmt::format("unknown {} '{}'", what, entry.key), suggestion(entry.key, known));
  }
}

void Reader::refuseDuplicateKeys(const Tree& tree) {
  std::unordered_map<std::string_view, int> firstLines;
  for (const auto& entry : tree.entries) {
    const At at(*this, entry.key);
    const auto [first, isNew] = firstLines.try_emplace(entry.key, entry.origin.line);
    if (!isNew)
      error(entry.origin, "duplicate-key",
            fmt::format("'{}' is there twice; the first is in line {}", entry.key, first->second));
    refuseDuplicateKeys(entry.value);
  }
  for (std::size_t i = 0; i < tree.items.size(); ++i) {
    const At at(*this, std::to_string(i));
    refuseDuplicateKeys(tree.items[i]);
  }
}

void Reader::refer(const Tree& tree, KindSet targets) { references_.push_back({tree.origin, path_, tree.scalar, targets}); }

void Reader::resolveReferences(const std::vector<Component>& components) {
  std::unordered_map<std::string_view, std::size_t> kindOf;
  for (const auto& component : components) kindOf.emplace(component.id, component.kind.index());
  std::map<KindSet, std::vector<std::string>> namesOf;
  const auto hintFor = [&](const Reference& reference) {
    const auto [names, isNew] = namesOf.try_emplace(reference.targets);
    for (const auto& component : components)
      if (isNew && (reference.targets >> component.kind.index() & 1U) != 0) names->second.push_back(component.id);
    return names->second.empty() ? fmt::format("add one ({})", kindSetText(reference.targets))
                                 : suggestion(reference.id, names->second);
  };
  for (const auto& reference : std::exchange(references_, {})) {
    if (problems_.size() >= kMostProblems) break;
    path_ = reference.path;
    const auto target = kindOf.find(reference.id);
    if (target == kindOf.end()) {
      error(reference.origin, "unknown-component", fmt::format("there is no component '{}'", reference.id),
            hintFor(reference));
    } else if ((reference.targets >> target->second & 1U) == 0) {
      error(reference.origin, "wrong-kind",
            fmt::format("'{}' is of kind {}, but this must be {}", reference.id, kindNameOf(target->second),
                        kindSetText(reference.targets)),
            wrongKindHint(reference.path.back(), target->second, reference.id));
    }
  }
  path_.clear();
}

}  // namespace virga::model
