#include "model/import/yaml_source.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "model/io/file.h"
#include "model/project/utf8.h"

namespace virga::model {
namespace {

// Thrown through the YAML parser to stop it; never leaves parseSource.
struct Refused {
  std::string id, message, hint;
  YAML::Mark mark;
};

// "Ref" or "Fn::Sub" for a short tag of CloudFormation, else empty.
std::string longForm(const std::string& tag) {
  if (tag == "!Ref" || tag == "!Condition") return tag.substr(1);
  static const std::vector<std::string> functions{
      "!Base64", "!Cidr", "!FindInMap", "!GetAtt", "!GetAZs", "!If",  "!ImportValue", "!Join",   "!Select",
      "!Split",  "!Sub",  "!Transform", "!And",    "!Equals", "!Not", "!Or",          "!Length", "!ToJsonString"};
  return std::find(functions.begin(), functions.end(), tag) == functions.end() ? "" : "Fn::" + tag.substr(1);
}

class SourceBuilder : public YAML::EventHandler {
 public:
  explicit SourceBuilder(std::shared_ptr<const std::string> file) : file_(std::move(file)) {}

  std::optional<SourceValue> root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (root)
      throw Refused{"several-documents", "a second document begins here", "a template is one document; split the file",
                    mark};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    SourceValue value;
    value.at = at(mark);
    if (awaitsKey()) throw Refused{"bad-key", "a key is missing", "", mark};
    keep(anchor, value);
    place(std::move(value), mark);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end())
      throw Refused{"alias", "an alias stands inside of what it names", "write the values out", mark};
    SourceValue value = known->second.value;
    count(known->second.size, mark);
    place(std::move(value), mark);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    count(1, mark);
    if (awaitsKey()) {
      open_.back().key = text;
      open_.back().keyAt = at(mark);
      open_.back().awaitsValue = true;
      return;
    }
    SourceValue value = scalarValue(text, at(mark));
    if ((tag.empty() || tag == "?") && (text == "null" || text == "~")) value.kind = SourceValue::Kind::nothing;
    value = inLongForm(tag, std::move(value));
    keep(anchor, value);
    place(std::move(value), mark);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    begin(listValue(at(mark)), mark, tag, anchor);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    begin(mapValue(at(mark)), mark, tag, anchor);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Open {
    SourceValue value;
    std::string tag, key;
    Place keyAt;
    bool awaitsValue = false;
    YAML::anchor_t anchor = YAML::NullAnchor;
    std::size_t countBefore = 0;
    std::vector<SourceValue> merged;
  };
  struct Kept {
    SourceValue value;
    std::size_t size = 1;
  };

  std::shared_ptr<const std::string> file_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Kept> anchors_;
  std::size_t count_ = 0;

  Place at(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }
  bool awaitsKey() const { return !open_.empty() && open_.back().value.isMap() && !open_.back().awaitsValue; }

  void count(std::size_t more, const YAML::Mark& mark) {
    count_ += more;
    if (count_ > kMostSourceValues)
      throw Refused{"too-many-values", fmt::format("more than {} values, aliases written out", kMostSourceValues),
                    "aliases of aliases multiply; write fewer of them", mark};
  }

  static SourceValue inLongForm(const std::string& tag, SourceValue value) {
    const std::string name = longForm(tag);
    if (name.empty()) return value;
    const Place place = value.at;
    if (name == "Fn::GetAtt" && value.isScalar()) {
      const auto dot = value.text.find('.');
      SourceValue pair = listValue(place);
      pair.items.push_back(scalarValue(value.text.substr(0, dot), place));
      if (dot != std::string::npos) pair.items.push_back(scalarValue(value.text.substr(dot + 1), place));
      value = std::move(pair);
    }
    SourceValue function = mapValue(place);
    function.set(name, std::move(value));
    return function;
  }

  void keep(YAML::anchor_t anchor, const SourceValue& value, std::size_t size = 1) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = {value, size};
  }

  void begin(SourceValue value, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (open_.size() >= static_cast<std::size_t>(kDeepestSource))
      throw Refused{"too-deep", fmt::format("nested more than {} levels deep", kDeepestSource), "", mark};
    if (awaitsKey())
      throw Refused{"bad-key", "a key must be a plain word", "or the bracket that begins here isn't closed", mark};
    count(1, mark);
    Open open;
    open.value = std::move(value);
    open.tag = tag;
    open.anchor = anchor;
    open.countBefore = count_;
    open_.push_back(std::move(open));
  }

  void end() {
    Open done = std::move(open_.back());
    open_.pop_back();
    for (const auto& from : done.merged)
      for (const SourceValue* part : from.each())
        for (const auto& entry : part->entries)
          if (!done.value.find(entry.key)) done.value.entries.push_back(entry);
    SourceValue value = inLongForm(done.tag, std::move(done.value));
    keep(done.anchor, value, count_ - done.countBefore + 1);
    place(std::move(value), {});
  }

  void place(SourceValue value, const YAML::Mark&) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (Open& parent = open_.back(); parent.value.isList()) {
      parent.value.items.push_back(std::move(value));
    } else {
      parent.awaitsValue = false;
      if (parent.key == "<<")
        parent.merged.push_back(std::move(value));
      else
        parent.value.entries.push_back({parent.key, std::move(value), parent.keyAt});
    }
  }
};

Problem problemIn(const std::string& file, int line, int column, std::string id, std::string message,
                  std::string hint = {}) {
  return {Severity::error, std::move(id), file, line, column, "", std::move(message), std::move(hint)};
}

}  // namespace

tl::expected<SourceValue, Problems> parseSource(std::string_view text, std::shared_ptr<const std::string> fileName) {
  const std::string& file = *fileName;
  if (const auto bad = firstNonText(text)) {
    const auto before = text.substr(0, *bad);
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const auto lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return tl::unexpected(Problems{problemIn(
        file, line, static_cast<int>(*bad - lineStart) + 1, "not-text",
        fmt::format("byte 0x{:02x} isn't UTF-8 text", static_cast<unsigned char>(text[*bad])), "a template is UTF-8 text")});
  }
  SourceBuilder builder(fileName);
  std::istringstream stream(std::string(text) + "\n");
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Refused& refused) {
    return tl::unexpected(Problems{
        problemIn(file, refused.mark.line + 1, refused.mark.column + 1, refused.id, refused.message, refused.hint)});
  } catch (const YAML::Exception& error) {
    const bool known = error.mark.line >= 0;
    return tl::unexpected(Problems{problemIn(file, known ? error.mark.line + 1 : 0, known ? error.mark.column + 1 : 0,
                                             "syntax", "not valid YAML or JSON: " + error.msg)});
  }
  if (!builder.root || builder.root->isNothing())
    return tl::unexpected(Problems{problemIn(file, 1, 1, "empty-file", "the file is empty")});
  return std::move(*builder.root);
}

tl::expected<std::string, Problems> readSourceText(const std::filesystem::path& path) {
  const std::string name = path.generic_string();
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) {
    const auto size = std::filesystem::file_size(path, error);
    if (!error && size > kLargestSourceBytes)
      return tl::unexpected(Problems{problemIn(name, 0, 0, "too-large", fmt::format("the file has {} MiB", size >> 20U),
                                               fmt::format("a template has at most {} MiB", kLargestSourceBytes >> 20U))});
  }
  auto text = readFile(path);
  if (!text) return tl::unexpected(Problems{problemIn(name, 0, 0, "unreadable", text.error())});
  return std::move(*text);
}

tl::expected<SourceValue, Problems> readSource(const std::filesystem::path& path) {
  const auto text = readSourceText(path);
  if (!text) return tl::unexpected(text.error());
  return parseSource(*text, std::make_shared<const std::string>(path.generic_string()));
}

}  // namespace virga::model
