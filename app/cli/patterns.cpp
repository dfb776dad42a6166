#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/bad_input.h"
#include "app/cli/output.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "model/gallery/pattern.h"

namespace virga::cli {

namespace {

using Json = nlohmann::ordered_json;

struct PatternsOptions {
  std::string id;
  OutputTarget json;
};

Json patternJson(const model::Pattern& pattern) {
  Json scenarios = Json::object();
  for (const auto& [scenario, shows] : pattern.scenarios) scenarios[scenario] = shows;
  return {{"id", pattern.id},          {"kind", kindName(pattern.kind)},
          {"title", pattern.title},    {"sentence", pattern.sentence},
          {"when", pattern.when},      {"when_not", pattern.whenNot},
          {"scenarios", scenarios},    {"claims", pattern.claims},
          {"sources", pattern.sources}};
}

std::string documentOf(const Json& shown) {
  Json document = {{"virga", VIRGA_VERSION}};
  document.update(shown);
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string listText(const std::vector<model::Pattern>& patterns) {
  std::string text;
  std::size_t widestId = 0, widestKind = 0;
  for (const auto& pattern : patterns) {
    widestId = std::max(widestId, pattern.id.size());
    widestKind = std::max(widestKind, kindName(pattern.kind).size());
  }
  for (const auto& pattern : patterns)
    text += fmt::format("{:{}}  {:{}}  {}\n", pattern.id, widestId, kindName(pattern.kind), widestKind, pattern.sentence);
  return text;
}

std::string sentencesText(std::string_view title, const std::vector<std::string>& sentences) {
  std::string text = fmt::format("\n{}\n", title);
  for (const auto& sentence : sentences) text += fmt::format("  - {}\n", sentence);
  return text;
}

std::string patternText(const model::Pattern& pattern) {
  std::string text = fmt::format("{} ({}, {})\n{}\n", pattern.title, pattern.id, kindName(pattern.kind), pattern.sentence);
  text += sentencesText("When to use it", pattern.when);
  text += sentencesText("When not", pattern.whenNot);
  Table scenarios({{"Scenario", Table::Align::left}, {"what it shows", Table::Align::left}});
  for (const auto& [scenario, shows] : pattern.scenarios) scenarios.add({scenario, shows});
  text += "\n" + scenarios.text("  ");
  text += sentencesText("What holds in it", pattern.claims);
  text += sentencesText("Sources", pattern.sources);
  return text;
}

Exit show(const PatternsOptions& options, const std::string& text, const Json& json) {
  if (auto written = write(options.json, documentOf(json)); !written) return badInput(written.error());
  if (!options.json.isStandardOutput()) fmt::print("{}", text);
  return Exit::done;
}

Exit runPatterns(const PatternsOptions& options) {
  if (auto writable = checkWritable(options.json); !writable) return badInput(writable.error());
  if (!options.id.empty()) {
    const auto pattern = model::loadPattern(options.id);
    if (!pattern) return badInput(pattern.error());
    return show(options, patternText(*pattern), patternJson(*pattern));
  }
  const auto patterns = model::loadPatterns();
  if (!patterns) return badInput(patterns.error());
  Json list = Json::array();
  for (const auto& pattern : *patterns) list.push_back(patternJson(pattern));
  return show(options, listText(*patterns), {{"patterns", std::move(list)}});
}

}  // namespace

Run addPatterns(CLI::App& verb) {
  auto options = std::make_shared<PatternsOptions>();
  verb.add_option("ID", options->id, "Show all that is said of this one; default: list them");
  verb.add_option("--json", options->json.name, "Write what is shown as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", options->json.force, "Overwrite the JSON file");
  return [options] { return runPatterns(*options); };
}

}  // namespace virga::cli
