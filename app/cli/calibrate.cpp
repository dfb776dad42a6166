#include "simulator/calibrate/calibrate.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/calibration_text.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "model/project/project_file.h"
#include "simulator/calibrate/log_reader.h"

namespace virga::cli {

namespace {

struct CalibrateOptions {
  std::string file, provider;
  std::vector<std::string> logs, maps, functions, overlays;
  OutputTarget output, json;
  bool force = false;
};

// "LOGNAME=function"; names in logs may hold equals signs, functions don't.
tl::expected<std::pair<std::string, model::ComponentId>, std::string> parseMap(const std::string& text) {
  const auto equals = text.rfind('=');
  if (equals == std::string::npos || equals + 1 == text.size())
    return tl::unexpected(
        fmt::format("--map {}: write the log's name, '=' and the function's: shop-prod-checkout=checkout", text));
  return std::pair{text.substr(0, equals), text.substr(equals + 1)};
}

std::string stemOf(const CalibrateOptions& options) {
  const auto& name = options.output.wanted() && !options.output.isStandardOutput() ? options.output.name : options.file;
  auto stem = name == "-" ? std::string("project") : std::filesystem::path(name).filename().string();
  return stem.substr(0, stem.find('.'));
}

struct Learnt {
  simulator::LogReport report;
  simulator::Calibration calibration;
};

// Nothing where it was interrupted.
tl::expected<std::optional<Learnt>, model::Problems> learn(const CalibrateOptions& options, const ProjectInput& input,
                                                           const simulator::CalibrationOptions& settings) {
  const Interrupt interrupt;
  simulator::Observations observations;
  Learnt learnt;
  {
    ProgressBar bar;
    auto report = simulator::readLogs(
        {options.logs.begin(), options.logs.end()},
        [&](const simulator::InvocationRecord& record) { observations.add(record); }, interrupt.token(),
        [&](const simulator::LogProgress& progress) {
          bar.show(static_cast<double>(progress.bytes) / static_cast<double>(std::max<std::uint64_t>(1, progress.ofBytes)),
                   fmt::format("{} MiB of logs", progress.bytes >> 20));
        });
    if (!report) return tl::unexpected(std::move(report.error()));
    learnt.report = std::move(*report);
  }
  if (interrupt.happened()) return std::nullopt;
  if (observations.records() == 0) {
    std::fputs(logReportText(learnt.report).c_str(), stderr);
    return tl::unexpected(model::Problems{{model::Severity::error,
                                           "no-invocations",
                                           {},
                                           0,
                                           0,
                                           {},
                                           "there is no invocation in the logs",
                                           "lines such as AWS's 'REPORT RequestId: … Duration: …' tell of one"}});
  }
  ProgressBar bar;
  auto calibration = simulator::calibrate(input.architecture, input.catalog, observations, settings, interrupt.token(),
                                          [&](const simulator::Progress& progress) { bar.show(progress); });
  if (calibration) {
    learnt.calibration = std::move(*calibration);
    return learnt;
  }
  if (std::holds_alternative<simulator::Stopped>(calibration.error())) return std::nullopt;
  return tl::unexpected(std::get<model::Problems>(std::move(calibration.error())));
}

// The project and the files that its new values name; all that could be refused is asked for before anything is written.
tl::expected<void, std::string> writeCalibrated(const CalibrateOptions& options, const ProjectInput& input,
                                                const simulator::Calibration& calibration) {
  if (!options.output.wanted()) return {};
  const auto changed = simulator::withProposals(input.architecture, calibration.proposals);
  if (!changed) return tl::unexpected(model::toText(changed.error().front()));
  std::vector<std::pair<OutputTarget, std::string>> files;
  for (const auto& proposal : calibration.proposals) {
    if (!proposal.file) continue;
    if (options.output.isStandardOutput())
      return tl::unexpected(
          fmt::format("{} needs a file of counts beside the project: name a file as --output", proposal.setting.path));
    const auto path = std::filesystem::path(options.output.name).parent_path() / proposal.file->name;
    files.emplace_back(OutputTarget{path.string(), options.force}, proposal.file->content);
  }
  for (const auto& [target, content] : files)
    if (auto writable = checkWritable(target, options.logs); !writable) return writable;
  for (const auto& [target, content] : files) {
    if (auto written = write(target, content); !written) return written;
    printNote(fmt::format("written: {}", target.name));
  }
  return write(options.output, model::writeProject(*changed, input.text));
}

Exit runCalibrate(CalibrateOptions options) {
  options.output.force = options.json.force = options.force;
  if (options.output.wanted() && options.output.name == options.json.name)
    return badInput(fmt::format("--json and --output both go to {}; name two", options.json.name));
  auto jsonInputs = options.logs;
  jsonInputs.push_back(options.file);
  if (auto writable = checkWritable(options.json, jsonInputs); !writable) return badInput(writable.error());
  if (auto writable = checkWritable(options.output, options.logs); !writable) return badInput(writable.error());
  auto input = readProjectInput(options.file, options.provider, {}, options.overlays);
  if (!input) return badInput(input.error());
  simulator::CalibrationOptions settings;
  settings.projectFolder = input->folder;
  settings.companionStem = stemOf(options);
  settings.functions = options.functions;
  for (const auto& map : options.maps) {
    auto name = parseMap(map);
    if (!name) return badInput(name.error());
    settings.names.push_back(std::move(*name));
  }
  auto learnt = learn(options, *input, settings);
  if (!learnt) return badInput(learnt.error());
  if (!*learnt) return Exit::interrupted;
  const auto& [report, calibration] = **learnt;
  const bool onOutput = options.output.isStandardOutput() || options.json.isStandardOutput();
  if (calibration.functions.empty()) {
    for (const auto& [name, why] : calibration.unmatched) printNote(fmt::format("'{}' of the logs: {}", name, why));
    return badInput("no function of the design is in the logs; --map LOGNAME=FUNCTION says which is which");
  }
  if (auto written = writeCalibrated(options, *input, calibration); !written) return badInput(written.error());
  const auto json = simulator::toJson(calibration, input->architecture.name, logReportJson(report));
  if (auto written = write(options.json, json); !written) return badInput(written.error());
  fmt::print(onOutput ? stderr : stdout, "{}{}", logReportText(report), calibrationText(calibration));
  return Exit::done;
}

}  // namespace

Run addCalibrate(CLI::App& verb) {
  auto options = std::make_shared<CalibrateOptions>();
  verb.add_option("FILE", options->file, "Project")->required();
  verb.add_option("--logs", options->logs, "Files of logs, or folders of them")->required()->check(refuseEmpty);
  verb.add_option("--output", options->output.name,
                  "Project file to write, or - for standard output; default: nothing is written")
      ->check(refuseEmpty);
  verb.add_option("--map", options->maps, "LOGNAME=FUNCTION: the function that a name in the logs means; repeatable")
      ->allow_extra_args(false);
  verb.add_option("--function", options->functions, "Learn about this function alone; repeatable")->allow_extra_args(false);
  verb.add_option("--provider", options->provider, "Provider whose logs these are, instead of the project's");
  addOverlayOption(verb, options->overlays);
  verb.add_option("--json", options->json.name, "Write estimates and proposals as JSON, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", options->force, "Overwrite files, the project that is read too");
  return [options] { return runCalibrate(*options); };
}

}  // namespace virga::cli
