#include <cstdio>
#include <exception>
#include <map>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/messages.h"
#include "app/cli/verbs.h"
#include "model/nearest_name.h"

namespace virga::cli {

namespace {

struct Verb {
  std::string name;
  std::string summary;
  Run (*add)(CLI::App&);
};

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = {
      {"check", "Look for errors in a project and for what its provider won't allow", addCheck},
      {"simulate", "Run a scenario and report latency, cold starts, throttling, queueing and cost", addSimulate},
      {"compare", "Run scenarios on several providers and plans, and say what differs", addCompare},
      {"advise", "Say whether functions or servers fit, and which provider, with reasons and numbers", addAdvise},
      {"alarms", "Propose alarms from what is normal in a simulation, with their false alarms", addAlarms},
      {"forecast", "Say what the next months may cost, where traffic and growth aren't known", addForecast},
      {"sweep", "Simulate many settings, and say which input matters", addSweep},
      {"merge", "Put the shards of a sweep together", addMerge},
      {"optimise", "Find the settings that make cost or latency least, with the evidence", addOptimise},
      {"price", "Price stated quantities without a simulation", addPrice},
      {"render", "Draw a project into a file, with what a run shows if that is wished", addRender},
      {"export", "Write deployment files or documents from a project", addExport},
      {"import", "Make a project from a template that exists, with a report of what isn't in it", addImport},
      {"patterns", "List the patterns and use cases to begin with, or show all that is said of one", addPatterns},
      {"new", "Make a project from a pattern or use case", addNew},
      {"calibrate", "Learn from logs: propose values for a project, with how well they hold", addCalibrate},
      {"history", "List the runs that were kept, show, compare and annotate them", addHistory},
      {"catalog", "List what Virga knows of a provider, with sources", addCatalog},
      {"formats", "List the export or import formats, the id first", addFormats},
      {"lessons", "List the lessons of the workbench, the id first, or print the steps of one", addLessons},
      {"schema", "Print the JSON Schema of the project file, or of a catalog", addSchema},
  };
  return all;
}

// CLI11's message; for words that it doesn't know, also the verb or option that was probably meant.
std::string usageMessage(const CLI::App* app, const CLI::Error& error) {
  const CLI::App* used = app;
  while (!used->get_subcommands().empty()) used = used->get_subcommands().front();
  const std::string help =
      fmt::format("  {} --help says what there is\n", used == app ? "virga" : "virga " + used->get_name());
  if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError))
    return fmt::format("virga: error: {}\n{}", error.what(), help);

  std::vector<std::string> known;
  for (const auto* option : used->get_options())
    for (const auto& name : option->get_lnames()) known.push_back("--" + name);
  for (const auto* verb : used->get_subcommands([](const CLI::App*) { return true; })) known.push_back(verb->get_name());
  const auto words = app->remaining(true);
  std::string text = fmt::format("virga: error: not understood: {}\n", fmt::join(words, " "));
  for (const auto& word : words)
    if (const auto near = model::nearestName(word, known); !near.empty())
      text += fmt::format("  '{}': did you mean '{}'?\n", word, near);
  return text + help;
}

int run(int argc, char** argv) {
  CLI::App program("Virga designs, simulates and prices event-driven serverless architectures.", "virga");
  program.set_version_flag("--version", "virga " VIRGA_VERSION);
  program.require_subcommand(0, 1);
  program.failure_message(usageMessage);
  program.footer(
      "Exit codes: 0 done; 1 done, but a check found errors or an expectation failed; 2 bad usage or bad input, nothing "
      "written; 130 interrupted.\nA FILE of '-' is standard input, an OUT of '-' standard output.");
  std::map<const CLI::App*, Run> runs;
  for (const auto& [name, summary, add] : verbs()) {
    CLI::App* verb = program.add_subcommand(name, summary);
    runs[verb] = add(*verb);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? static_cast<int>(Exit::done) : static_cast<int>(Exit::badInput);
  }
  if (program.get_subcommands().empty()) {
    printError("name a verb; virga --help lists them");
    return static_cast<int>(Exit::badInput);
  }
  const Exit exit = runs.at(program.get_subcommands().front())();
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    if (exit != Exit::badInput) printError("standard output can't be written");
    return static_cast<int>(Exit::badInput);
  }
  return static_cast<int>(exit);
}

// No exception leaves the program.
int guardedRun(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    printError("out of memory");
  } catch (const std::system_error& error) {
    printError(error.what());
  } catch (const std::exception& error) {
    printError(fmt::format("internal error: {}; please report it with the project and the command line", error.what()));
  }
  return static_cast<int>(Exit::badInput);
}

}  // namespace

}  // namespace virga::cli

int main(int argc, char** argv) { return virga::cli::guardedRun(argc, argv); }
