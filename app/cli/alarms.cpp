#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/alarms_text.h"
#include "app/cli/bad_input.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/cli/simulate_plan.h"
#include "app/cli/verbs.h"
#include "model/alarm/add_alarms.h"
#include "model/alarm/alarm_period.h"
#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "simulator/alarms/proposal_text.h"

namespace virga::cli {

namespace {

struct AlarmsVerbOptions {
  SimulateOptions simulate;
  std::string perMonth = "1", period = "1 min", detect;
  OutputTarget output;  // of the project with the alarms
};

tl::expected<simulator::AlarmOptions, std::string> alarmOptionsOf(const AlarmsVerbOptions& options, const Plan& plan) {
  const auto perMonth = simulator::parseFalseAlarms(options.perMonth);
  if (!perMonth) return tl::unexpected("--per-month " + perMonth.error());
  const auto period = model::parseAlarmPeriod(options.period);
  if (!period) return tl::unexpected("--period: " + period.error());
  return simulator::AlarmOptions{plan.simulation, options.detect, *perMonth, *period};
}

tl::expected<void, std::string> writeProjectWith(const AlarmsVerbOptions& options, const ProjectInput& input,
                                                 const simulator::AlarmProposals& proposals) {
  if (!options.output.wanted()) return {};
  // As it stands in the file: neither --set nor --provider is written.
  auto project = model::readProject(input.text, input.fileName);
  if (!project) return tl::unexpected(toText(project.error().front()));
  const auto added = model::addAlarms(*project, alarmsOf(proposals));
  auto written = write(options.output, model::writeProject(*project, input.text));
  if (written)
    printNote(fmt::format("{} of {} alarms written; those that the project had stay", added, proposals.proposals.size()));
  return written;
}

Exit runAlarms(const AlarmsVerbOptions& options) {
  const auto plan = planOf(options.simulate);
  if (!plan) return badInput(plan.error());
  auto wanted = alarmOptionsOf(options, *plan);
  if (!wanted) return badInput(wanted.error());
  const auto& json = options.simulate.json;
  if (json.wanted() && json.name == options.output.name)
    return badInput(fmt::format("--json and --output both go to {}; name two", json.name));
  if (auto writable = checkWritable(json, {options.simulate.file}); !writable) return badInput(writable.error());
  if (auto writable = checkWritable(options.output); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.simulate.file, options.simulate.provider, plan->settings, options.simulate.overlays);
  if (!input) return badInput(input.error());
  for (const auto& scenario : {plan->simulation.scenario, options.detect})
    if (auto chosen = chooseScenario(input->architecture, scenario, plan->settings); !chosen)
      return badInput(chosen.error());
  wanted->simulation.projectFolder = input->folder;

  const auto proposals = [&] {
    const Interrupt interrupt;
    ProgressBar bar;
    if (!bar.isShown()) printNote("simulating; Ctrl-C stops");
    return simulator::proposeAlarms(input->architecture, input->catalog, *wanted, interrupt.token(),
                                    [&bar](const simulator::Progress& progress) { bar.show(progress); });
  }();
  if (!proposals) {
    if (const auto* problems = std::get_if<model::Problems>(&proposals.error()))
      return badInput(model::withLocations(*problems, input->text, input->fileName));
    printNote("interrupted; a part of the runs proposes nothing");
    return Exit::interrupted;
  }
  if (auto written = write(json, toJson(*proposals)); !written) return badInput(written.error());
  if (auto written = writeProjectWith(options, *input, *proposals); !written) return badInput(written.error());
  if (!json.isStandardOutput() && !options.output.isStandardOutput()) fmt::print("{}", alarmsText(*proposals));
  return Exit::done;
}

}  // namespace

Run addAlarms(CLI::App& verb) {
  auto options = std::make_shared<AlarmsVerbOptions>();
  auto& simulate = options->simulate;
  simulate.replications = "10";
  verb.add_option("FILE", simulate.file, "Project file, or - for standard input")->required();
  verb.add_option("--scenario", simulate.scenario, "Scenario in which nothing is wrong; default: the first");
  verb.add_option("--detect", options->detect, "Scenario with faults, to see how soon the alarms notice them");
  verb.add_option("--provider", simulate.provider, "Provider that is to watch; default: the project's target");
  verb.add_option("--per-month", options->perMonth, "False alarms that each alarm may give in a month; default: 1");
  verb.add_option("--period", options->period, "Time over which a datapoint is taken; default: 1 min");
  verb.add_option("--replications", simulate.replications, "Independent runs; more show rarer false alarms; default: 10");
  verb.add_option("--duration", simulate.duration, "Simulated time instead of the scenario's, e.g. 7d");
  verb.add_option("--seed", simulate.seed, "Seed of the random numbers; default: 1");
  verb.add_option("--threads", simulate.threads, "Threads for replications; default 0: one per core");
  verb.add_option("--set", simulate.set, "PATH=VALUE: change a value of the project, e.g. checkout.memory=1GiB; repeatable")
      ->allow_extra_args(false);
  addOverlayOption(verb, simulate.overlays);
  verb.add_option("--json", simulate.json.name, "Write the proposals as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--output", options->output.name,
                  "Write the project with the alarms to this file, or - for standard output; its own alarms stay")
      ->check(refuseEmpty);
  verb.add_flag("--force", simulate.json.force, "Overwrite the files");
  return [options] {
    options->output.force = options->simulate.json.force;
    return runAlarms(*options);
  };
}

}  // namespace virga::cli
