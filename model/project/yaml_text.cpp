#include "model/project/yaml_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "model/project/utf8.h"

namespace virga::model {
namespace {

// Thrown through the YAML parser to stop it; never leaves parseYaml.
struct Refused {
  std::string id, message, hint;
  YAML::Mark mark;
};

// Builds the tree from the parser's events.
class TreeBuilder : public YAML::EventHandler {
 public:
  std::optional<Tree> root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root) throw Refused{"several-documents", "a second document begins here", "a project is one document", mark};
  }
  void OnDocumentEnd() override {}

  // The key whose value is being read, if any.
  const Origin* currentKey() const {
    return !open_.empty() && open_.back().awaitsValue ? &open_.back().key.origin : nullptr;
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuseAnchor(anchor, mark);
    // The parser marks a missing value at the next token; the key is the better place.
    Tree tree;
    tree.origin = (!open_.empty() && open_.back().awaitsValue) ? open_.back().key.origin : at(mark);
    if (!open_.empty() && open_.back().tree.isMap() && !open_.back().awaitsValue)
      throw Refused{"bad-key", "a key is missing", "", mark};
    place(std::move(tree));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{"alias", "aliases (*name) aren't used in project files", "write the value out", mark};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    refuseAnchor(anchor, mark);
    refuseTag(tag, mark);
    if (!open_.empty() && open_.back().tree.isMap() && !open_.back().awaitsValue) {
      if (value == "<<")
        throw Refused{"alias", "merge keys (<<) aren't used in project files", "write the values out", mark};
      open_.back().key = {value, {}, at(mark)};
      open_.back().awaitsValue = true;
      return;
    }
    Tree tree = plainScalar(value);
    tree.isText = tag == "!";
    tree.origin = at(mark);
    place(std::move(tree));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    begin(listTree(), mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    begin(mapTree(), mark, tag, anchor, style);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    Tree tree;
    TreeEntry key;
    bool awaitsValue = false;
  };
  std::vector<Open> open_;

  static Origin at(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1, nullptr}; }

  static void refuseAnchor(YAML::anchor_t anchor, const YAML::Mark& mark) {
    if (anchor != YAML::NullAnchor)
      throw Refused{"alias", "anchors (&name) aren't used in project files", "write the value where it is needed", mark};
  }
  static void refuseTag(const std::string& tag, const YAML::Mark& mark) {
    if (!tag.empty() && tag != "?" && tag != "!")
      throw Refused{"tag", fmt::format("the tag '{}' isn't used in project files", tag), "leave it out", mark};
  }

  void begin(Tree tree, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style) {
    refuseAnchor(anchor, mark);
    refuseTag(tag, mark);
    if (open_.size() >= static_cast<std::size_t>(kDeepestNesting))
      throw Refused{"too-deep", fmt::format("nested more than {} levels deep", kDeepestNesting), "", mark};
    if (!open_.empty() && open_.back().tree.isMap() && !open_.back().awaitsValue)
      throw Refused{"bad-key", "a key must be a plain word", "or the bracket that begins here isn't closed", mark};
    tree.isFlow = style == YAML::EmitterStyle::Flow;
    tree.origin = at(mark);
    open_.push_back({std::move(tree), {}, false});
  }

  void end() {
    Tree tree = std::move(open_.back().tree);
    open_.pop_back();
    place(std::move(tree));
  }

  void place(Tree tree) {
    if (open_.empty()) {
      root = std::move(tree);
    } else if (Open& parent = open_.back(); parent.tree.isList()) {
      parent.tree.items.push_back(std::move(tree));
    } else {
      parent.tree.entries.push_back({std::move(parent.key.key), std::move(tree), parent.key.origin});
      parent.awaitsValue = false;
    }
  }
};

Problem problemAt(std::string_view file, int line, int column, std::string id, std::string message, std::string hint = {}) {
  return {Severity::error, std::move(id), std::string(file), line, column, "", std::move(message), std::move(hint)};
}

Problem problemAt(std::string_view file, const YAML::Mark& mark, std::string id, std::string message,
                  std::string hint = {}) {
  const bool known = mark.line >= 0;
  return problemAt(file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0, std::move(id), std::move(message),
                   std::move(hint));
}

// The parser's words, with what they usually mean for people.
Problem syntaxProblem(std::string_view file, const YAML::Exception& error, const Origin* key) {
  if (error.msg == YAML::ErrorMsg::DOC_IN_SCALAR) {
    const Origin place = key ? *key : Origin{error.mark.line + 1, 1, nullptr};
    return problemAt(file, place.line, place.column, "syntax", "not valid YAML: a quoted text isn't closed");
  }
  static const std::map<std::string, std::string, std::less<>> hints{
      {YAML::ErrorMsg::MAP_VALUE, "check the indentation; a text with ': ' in it needs quotes"},
      {YAML::ErrorMsg::BLOCK_ENTRY, "a list begins on its own line, or in brackets: [a, b]"},
      {YAML::ErrorMsg::UNKNOWN_TOKEN, "a text that begins with this character needs quotes"},
      {YAML::ErrorMsg::TAB_IN_INDENTATION, "indent with spaces"},
      {YAML::ErrorMsg::END_OF_MAP, "check the indentation"},
      {YAML::ErrorMsg::END_OF_SEQ, "check the indentation"},
      {YAML::ErrorMsg::END_OF_MAP_FLOW, "a '{' isn't closed"},
      {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a '[' isn't closed"},
  };
  const auto hint = hints.find(error.msg);
  return problemAt(file, error.mark, "syntax", "not valid YAML: " + error.msg, hint == hints.end() ? "" : hint->second);
}

// Whether the line, counted from 1, has a tab before its first word.
bool tabIndents(std::string_view text, int line) {
  for (; line > 1 && !text.empty(); --line) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.substr(0, text.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

std::optional<Problem> refuseBytes(std::string_view text, std::string_view file) {
  if (text.size() > kLargestProjectBytes)
    return problemAt(file, 0, 0, "too-large", fmt::format("the file has {} MiB", text.size() >> 20),
                     fmt::format("a project has at most {} MiB", kLargestProjectBytes >> 20));
  const auto bad = firstNonText(text);
  if (!bad) return std::nullopt;
  int line = 1;
  int column = 1;
  for (const char c : text.substr(0, *bad)) {
    column = c == '\n' ? 1 : column + 1;
    line += c == '\n' ? 1 : 0;
  }
  const auto byte = static_cast<unsigned char>(text[*bad]);
  return problemAt(file, line, column, "not-utf8",
                   byte < 0x20 ? fmt::format("control character 0x{:02x} in the text", byte)
                               : fmt::format("byte 0x{:02x} isn't valid UTF-8", byte),
                   "project files are UTF-8 text");
}

}  // namespace

tl::expected<Tree, Problem> parseYaml(std::string_view text, std::string_view fileName) {
  if (auto problem = refuseBytes(text, fileName)) return tl::unexpected(std::move(*problem));
  // The parser takes the end of the text for a closing quote; an end-of-document mark lets it complain.
  std::istringstream stream(std::string(text) + "\n...\n");
  TreeBuilder builder;
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& refused) {
    return tl::unexpected(problemAt(fileName, refused.mark, refused.id, refused.message, refused.hint));
  } catch (const YAML::Exception& error) {
    Problem problem = syntaxProblem(fileName, error, builder.currentKey());
    const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n') + (text.ends_with('\n') ? 0 : 1));
    if (problem.line > lines) problem.column = 1;
    problem.line = std::min(problem.line, std::max(lines, 1));
    if (tabIndents(text, problem.line)) problem.hint = "indent with spaces: a tab can't begin a line";
    return tl::unexpected(std::move(problem));
  }
  if (!builder.root || builder.root->isNothing())
    return tl::unexpected(problemAt(fileName, 1, 1, "empty-file", "the file is empty", "begin with 'virga: 1'"));
  return std::move(*builder.root);
}

}  // namespace virga::model
