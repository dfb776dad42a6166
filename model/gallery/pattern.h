#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/problem.h"

// Designs to begin with: patterns of the field and typical uses, each with what is said about it.
namespace virga::model {

enum class PatternKind { pattern, useCase };

// The word in files and output: "pattern", "use-case".
std::string_view kindName(PatternKind kind);

// What lies in the resource folder as `patterns/ID.virga.yaml` and, beside it, `patterns/ID.about.yaml`.
struct Pattern {
  std::string id;  // "circuit-breaker"
  PatternKind kind = PatternKind::pattern;
  std::string title;
  std::string sentence;  // what it is for, one line
  std::vector<std::string> when, whenNot;
  std::vector<std::pair<std::string, std::string>> scenarios;  // of the design, in its order, and what each shows
  std::vector<std::string> claims;                             // with figures, each held by a test
  std::vector<std::string> sources;                            // URLs
  Architecture design;
  std::string text;  // of the design's file
};

// The longest sentence of a pattern, in characters.
inline constexpr std::size_t kLongestSentence = 110;

std::filesystem::path patternFolder();

// The ids of all patterns of the folder, by name. One of the two files is enough to be listed.
std::vector<std::string> patternIds(const std::filesystem::path& folder = patternFolder());

// A pattern by its id. Errors: no such id, with the nearest one; a missing file; what is wrong in one of the files, with
// its place: unknown or missing keys, scenarios without a note or notes without a scenario, figures in a file of their
// own, which a project made of the pattern wouldn't find.
tl::expected<Pattern, Problems> loadPattern(const std::string& id, const std::filesystem::path& folder = patternFolder());

// All of the folder, the patterns before the use cases and each by id, or the problems of all of them.
tl::expected<std::vector<Pattern>, Problems> loadPatterns(const std::filesystem::path& folder = patternFolder());

// The same from the files' texts.
tl::expected<Pattern, Problems> readPattern(std::string_view aboutText, std::string_view aboutFile, std::string designText,
                                            std::string_view designFile);

// The text of a new project: the pattern's design under another name, with the comments of its file.
std::string projectOf(const Pattern& pattern, std::string name);

}  // namespace virga::model
