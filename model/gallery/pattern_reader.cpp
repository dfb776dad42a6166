#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "model/catalog/map_reader.h"
#include "model/gallery/pattern.h"
#include "model/project/project_file.h"
#include "model/project/utf8.h"

namespace virga::model {
namespace {

constexpr std::string_view kSecure = "https://";

std::vector<std::string> readSentences(const MapReader& top, std::string_view key, ProblemLog& log) {
  std::vector<std::string> sentences;
  const auto* list = top.require(key);
  if (!list) return sentences;
  if (!list->isList() || list->items.empty()) {
    top.error(key, "wrong-type", fmt::format("'{}' must be a list of one or more sentences", key));
    return sentences;
  }
  for (const auto& item : list->items) {
    if (item.isScalar() && !item.scalar.empty()) {
      sentences.push_back(item.scalar);
      continue;
    }
    log.error(item.origin, top.pathOf(key), "wrong-type", fmt::format("each item of '{}' must be a sentence", key),
              "put a sentence with a colon in quotes");
  }
  return sentences;
}

std::vector<std::string> readUrls(const MapReader& top, std::string_view key, ProblemLog& log) {
  auto urls = readSentences(top, key, log);
  for (const auto& url : urls)
    if (!url.starts_with(kSecure) || url.find(' ') != std::string::npos)
      top.error(key, "invalid-value", fmt::format("'{}' isn't the address of a page", url), "https://…");
  return urls;
}

std::optional<PatternKind> readKind(const MapReader& top) {
  const auto word = top.requiredText("kind");
  if (!word) return {};
  std::vector<std::string> known;
  for (const auto kind : {PatternKind::pattern, PatternKind::useCase}) {
    if (*word == kindName(kind)) return kind;
    known.emplace_back(kindName(kind));
  }
  top.error("kind", "invalid-value", fmt::format("unknown kind '{}'", *word), suggestion(*word, known));
  return {};
}

// One note for each scenario of the design, in the design's order.
std::vector<std::pair<std::string, std::string>> readScenarios(const MapReader& top, const Architecture& design,
                                                               ProblemLog& log) {
  std::vector<std::pair<std::string, std::string>> notes;
  const auto* node = top.require("scenarios");
  if (!node) return notes;
  const MapReader map(*node, "scenarios", log);
  std::vector<std::string> known;
  for (const auto& scenario : design.scenarios) known.push_back(scenario.name);
  for (const auto& entry : map.entries())
    if (std::find(known.begin(), known.end(), entry.key) == known.end())
      log.error(entry.origin, map.pathOf(entry.key), "unknown-scenario",
                fmt::format("the design has no scenario '{}'", entry.key), suggestion(entry.key, known));
  for (const auto& name : known)
    if (auto shows = map.requiredText(name)) notes.emplace_back(name, std::move(*shows));
  return notes;
}

// Where a value of the design names a file of figures; a JSON Schema of a route is named by another key.
void refuseFiles(const Tree& tree, ProblemLog& log) {
  for (const auto& [key, value, origin] : tree.entries) {
    if (key == "file" && value.isScalar())
      log.error(origin, key, "file-beside-pattern",
                fmt::format("'{}' lies beside the pattern, where a new project doesn't find it", value.scalar),
                "state the figures in the design");
    refuseFiles(value, log);
  }
  for (const auto& item : tree.items) refuseFiles(item, log);
}

}  // namespace

tl::expected<Pattern, Problems> readPattern(std::string_view aboutText, std::string_view aboutFile, std::string designText,
                                            std::string_view designFile) {
  auto design = readProject(designText, designFile);
  if (!design) return tl::unexpected(std::move(design.error()));
  const std::string file(aboutFile);
  const auto document = parseDocument(aboutText, file);
  if (!document) return tl::unexpected(Problems{document.error()});

  ProblemLog designLog{std::string(designFile), {}}, log{file, {}};
  if (const auto tree = parseDocument(designText, designLog.file)) refuseFiles(*tree, designLog);
  const MapReader top(*document, "", log);
  top.allowOnly({"pattern", "kind", "title", "sentence", "when", "when-not", "scenarios", "claims", "sources"});
  Pattern pattern;
  pattern.id = top.requiredText("pattern").value_or("");
  pattern.kind = readKind(top).value_or(PatternKind::pattern);
  pattern.title = top.requiredText("title").value_or("");
  pattern.sentence = top.requiredText("sentence").value_or("");
  if (const auto length = characterCount(pattern.sentence); length > kLongestSentence)
    top.error("sentence", "too-long",
              fmt::format("the sentence has {} characters; at most {} fit in a line", length, kLongestSentence));
  pattern.when = readSentences(top, "when", log);
  pattern.whenNot = readSentences(top, "when-not", log);
  pattern.scenarios = readScenarios(top, *design, log);
  pattern.claims = readSentences(top, "claims", log);
  pattern.sources = readUrls(top, "sources", log);
  if (design->scenarios.empty())
    designLog.error({1, 1, {}}, "scenarios", "missing-key", "'scenarios' is missing",
                    "what a pattern is for shows in a run");
  for (auto& problem : designLog.problems) log.problems.push_back(std::move(problem));
  if (hasErrors(log.problems)) return tl::unexpected(std::move(log.problems));
  pattern.design = std::move(*design);
  pattern.text = std::move(designText);
  return pattern;
}

}  // namespace virga::model
