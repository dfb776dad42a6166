#include <charconv>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/history_json.h"
#include "app/cli/history_text.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/simulation_report.h"
#include "app/cli/verbs.h"
#include "simulator/experiment/run_difference.h"
#include "simulator/store/run_store.h"

namespace virga::cli {

namespace {

using simulator::RunStore;

struct HistoryOptions {
  std::string file;
  std::string show, design, remove;
  std::vector<std::string> compare, note;
  OutputTarget json, output;
};

tl::expected<std::int64_t, std::string> numberOf(std::string_view option, const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 1)
    return tl::unexpected(fmt::format("{}: '{}' isn't the number of a run", option, text));
  return number;
}

// Prints the text, or writes the JSON where that is asked for.
Exit show(const HistoryOptions& options, const std::string& text, const std::string& json) {
  if (auto written = write(options.json, json); !written) return badInput(written.error());
  if (!options.json.isStandardOutput()) fmt::print("{}", text);
  return Exit::done;
}

Exit list(const HistoryOptions& options, RunStore& store) {
  const auto runs = store.list();
  if (!runs) return badInput(runs.error());
  return show(options, historyText(*runs), historyJson(*runs));
}

Exit showOne(const HistoryOptions& options, RunStore& store, std::int64_t number) {
  const auto facts = store.facts(number);
  if (!facts) return badInput(facts.error());
  const auto result = store.result(number);
  if (!result) return badInput(result.error());
  return show(options, factsText(*facts) + "\n" + reportText(*result), toJson(*result));
}

Exit compare(const HistoryOptions& options, RunStore& store, std::int64_t before, std::int64_t after) {
  const auto oldFacts = store.facts(before), newFacts = store.facts(after);
  for (const auto* facts : {&oldFacts, &newFacts})
    if (!*facts) return badInput(facts->error());
  const auto oldResult = store.result(before), newResult = store.result(after);
  for (const auto* result : {&oldResult, &newResult})
    if (!*result) return badInput(result->error());
  const auto difference = simulator::differenceOf(*oldResult, *newResult);
  const auto verdict = simulator::verdictOf(difference);
  return show(options, differenceText(*oldFacts, *newFacts, difference, verdict),
              differenceJson(*oldFacts, *newFacts, difference, verdict));
}

Exit done(const tl::expected<void, std::string>& outcome, const std::string& what) {
  if (!outcome) return badInput(outcome.error());
  printNote(what);
  return Exit::done;
}

Exit runHistory(const HistoryOptions& options) {
  if (!options.design.empty() && !options.output.wanted())
    return badInput("--design: name the file with --output, or - for standard output");
  if (options.design.empty() && options.output.wanted()) return badInput("--output: name the run with --design");
  for (const auto* target : {&options.json, &options.output})
    if (auto writable = checkWritable(*target, {options.file}); !writable) return badInput(writable.error());
  auto store = RunStore::open(options.file, RunStore::Open::existing);
  if (!store) return badInput(store.error());
  const auto with = [](std::string_view option, const std::string& text, const auto& act) {
    const auto number = numberOf(option, text);
    return number ? act(*number) : badInput(number.error());
  };
  if (!options.show.empty())
    return with("--show", options.show, [&](std::int64_t number) { return showOne(options, *store, number); });
  if (!options.compare.empty())
    return with("--compare", options.compare[0], [&](std::int64_t before) {
      return with("--compare", options.compare[1],
                  [&](std::int64_t after) { return compare(options, *store, before, after); });
    });
  if (!options.design.empty())
    return with("--design", options.design, [&](std::int64_t number) {
      const auto design = store->design(number);
      if (!design) return badInput(design.error());
      const auto written = write(options.output, *design);
      return written ? Exit::done : badInput(written.error());
    });
  if (!options.note.empty())
    return with("--note", options.note[0], [&](std::int64_t number) {
      return done(store->setNote(number, options.note[1]), fmt::format("run {} has the note", number));
    });
  if (!options.remove.empty())
    return with("--delete", options.remove,
                [&](std::int64_t number) { return done(store->remove(number), fmt::format("run {} is deleted", number)); });
  return list(options, *store);
}

}  // namespace

Run addHistory(CLI::App& verb) {
  auto options = std::make_shared<HistoryOptions>();
  verb.add_option("RUNS", options->file, "File of kept runs, as the workbench and virga simulate --store write it")
      ->required();
  constexpr int kTwo = 2;
  std::vector<CLI::Option*> actions = {
      verb.add_option("--show", options->show, "Print the report of this run; JSON: its result"),
      verb.add_option("--compare", options->compare, "Two runs: key figures with differences from the first, and a verdict")
          ->expected(kTwo)
          ->type_name("A B"),
      verb.add_option("--design", options->design, "Write the exact project of this run to --output"),
      verb.add_option("--note", options->note, "A run and the text to keep with it; an empty text takes the note away")
          ->expected(kTwo)
          ->type_name("N TEXT"),
      verb.add_option("--delete", options->remove, "Delete this run")};
  for (auto* action : actions)
    for (auto* other : actions)
      if (action != other) action->excludes(other);
  verb.add_option("--output", options->output.name, "File for --design, or - for standard output")->check(refuseEmpty);
  auto* json =
      verb.add_option("--json", options->json.name, "Write what is shown as JSON to this file, or - for standard output")
          ->check(refuseEmpty);
  constexpr std::size_t kFirstSilent = 2;  // --design and those after it show nothing
  for (std::size_t i = kFirstSilent; i < actions.size(); ++i) json->excludes(actions[i]);
  verb.add_flag("--force", options->output.force, "Overwrite the files");
  return [options] {
    options->json.force = options->output.force;
    return runHistory(*options);
  };
}

}  // namespace virga::cli
