#include "model/checks/check.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/check_json.h"
#include "app/cli/check_text.h"
#include "app/cli/checked_run.h"
#include "app/cli/fix.h"
#include "app/cli/lesson_input.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "model/checks/function_access.h"
#include "model/checks/rule_catalog.h"
#include "simulator/lessons/lesson_file.h"

namespace virga::cli {

namespace {

struct CheckOptions {
  std::string file;
  std::string provider;
  std::vector<std::string> overlays;
  OutputTarget json;
  OutputTarget output;  // of the mended project
  std::string scenario;
  bool run = false;
  bool fix = false;
  bool force = false;
  bool rules = false;    // list them
  std::string explain;   // id of a rule
  bool ignored = false;  // show the ignored findings too
  bool access = false;   // show what each function may touch
};

// Adds what a run says; or says why there is none.
tl::expected<void, Exit> addRun(const CheckOptions& options, const ProjectInput& input, model::Problems& problems) {
  if (!options.run && options.scenario.empty()) return {};
  auto found = findingsOfRun(input, options.scenario);
  if (found) {
    problems.insert(problems.end(), found->begin(), found->end());
    return {};
  }
  if (std::holds_alternative<Interrupted>(found.error())) return tl::unexpected(Exit::interrupted);
  if (const auto* message = std::get_if<std::string>(&found.error())) printError(*message);
  if (const auto* refused = std::get_if<model::Problems>(&found.error())) printProblems(*refused);
  return tl::unexpected(Exit::badInput);
}

// --rules and --explain: of the rules themselves, without a project.
Exit runRules(const CheckOptions& options) {
  const auto catalog = model::loadRuleCatalog();
  if (!catalog) return badInput(catalog.error());
  if (options.rules) {
    fmt::print("{}", rulesText(*catalog));
    return Exit::done;
  }
  const auto* rule = catalog->find(options.explain);
  if (!rule) return badInput(unknownName("check", options.explain, catalog->ids()));
  fmt::print("{}", explanationText(*rule));
  return Exit::done;
}

// A lesson has no provider to be checked against, and nothing that could be mended.
Exit checkLessonInput(const CheckOptions& options) {
  if (options.fix || options.json.wanted() || !options.provider.empty() || !options.overlays.empty()) {
    printError(fmt::format("{} is a lesson: check it without further options", options.file));
    return Exit::badInput;
  }
  return checkLessonFile(options.file);
}

bool projectOnOutput(const CheckOptions& options) {
  return options.fix && (options.output.isStandardOutput() || (!options.output.wanted() && options.file == "-"));
}

Exit runCheck(const CheckOptions& options) {
  if (options.rules || !options.explain.empty()) return runRules(options);
  if (simulator::isLessonFile(options.file)) return checkLessonInput(options);
  if (options.json.wanted() && options.json.name == (projectOnOutput(options) ? "-" : options.output.name)) {
    printError(fmt::format("--json and the mended project both go to {}; name two", options.json.name));
    return Exit::badInput;
  }
  if (auto writable = checkWritable(options.json, {options.file}); !writable) {
    printError(writable.error());
    return Exit::badInput;
  }
  if (auto writable = checkWritable(options.output); !writable) {
    printError(writable.error());
    return Exit::badInput;
  }
  auto input = readProjectInput(options.file, options.provider, {}, options.overlays);
  if (!input) {
    printProblems(input.error());
    return Exit::badInput;
  }
  const bool onOutput = options.json.isStandardOutput() || projectOnOutput(options);
  auto* const told = onOutput ? stderr : stdout;  // beside what is to be read by programs
  if (options.fix) {
    if (auto fixed = fixInput(*input, options.file, options.output, told); !fixed) {
      printError(fixed.error());
      return Exit::badInput;
    }
  }
  const auto rules = model::loadRuleCatalog();
  if (!rules) return badInput(rules.error());
  auto found = model::checkWithIgnored(input->architecture, input->catalog);
  if (auto added = addRun(options, *input, found.problems); !added) return added.error();
  const auto findings = located(std::move(found), *input);
  if (auto written = write(options.json, checkJson(*input, findings, *rules)); !written) {
    printError(written.error());
    return Exit::badInput;
  }
  if (!options.json.isStandardOutput()) {
    for (const auto& problem : findings.problems) fmt::print(told, "{}\n", toText(problem));
    if (options.ignored) fmt::print(told, "{}", ignoredText(findings.ignored));
    if (options.access) fmt::print(told, "{}", accessText(model::functionAccesses(input->architecture)));
    fmt::print(told, "{} for {}: {}{}\n", input->fileName, input->catalog.name, countsText(findings.problems),
               ignoredCountText(findings.ignored));
  }
  return hasErrors(findings.problems) ? Exit::failed : Exit::done;
}

}  // namespace

Run addCheck(CLI::App& verb) {
  auto options = std::make_shared<CheckOptions>();
  auto* file = verb.add_option("FILE", options->file, "Project file, or - for standard input; or a lesson (*.lesson.yaml)");
  auto* provider =
      verb.add_option("--provider", options->provider, "Provider to check against; default: the project's target");
  auto* fix = verb.add_flag("--fix", options->fix,
                            "Mend errors and warnings that have one remedy, write the project in place, and check what is "
                            "left");
  fix->excludes(provider);
  verb.add_option("--json", options->json.name, "Write the problems as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  addOverlayOption(verb, options->overlays);
  verb.add_flag("--run", options->run, "Also simulate up to an hour of the first scenario and say what the run shows");
  verb.add_option("--scenario", options->scenario, "The same of this scenario");
  verb.add_option("--output", options->output.name, "Write the mended project to this file, or - for standard output")
      ->check(refuseEmpty)
      ->needs(fix);
  verb.add_flag("--force", options->force, "Overwrite the JSON file or the output");
  verb.add_flag("--ignored", options->ignored, "Show the findings too that the project says don't count, and why");
  verb.add_flag("--access", options->access, "Show what each function may touch by the drawing: its least privilege");
  auto* rules = verb.add_flag("--rules", options->rules, "List all checks; no project is needed")->excludes(file);
  verb.add_option("--explain", options->explain, "Say what a check is about: its title, why, and the source")
      ->check(refuseEmpty)
      ->excludes(file)
      ->excludes(rules);
  return [options] {
    if (options->file.empty() && !options->rules && options->explain.empty())
      return badInput("FILE is required: the project to check, or - for standard input");
    options->json.force = options->output.force = options->force;
    return runCheck(*options);
  };
}

}  // namespace virga::cli
