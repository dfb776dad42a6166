#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/export_formats.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "model/manifest/folder/folder_export.h"
#include "model/manifest/manifest.h"
#include "model/manifest/validate/validate.h"

namespace virga::cli {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string file, format, provider, output;
  bool force = false, diff = false, validate = false;
};

// One line for each file that isn't simply written, on standard error: what was kept, and what is left to do.
void tell(const model::FolderPlan& plan) {
  for (const auto& file : plan.files) {
    switch (file.change) {
      case model::FileChange::merge: printNote(fmt::format("{}: merged with what was changed by hand", file.path)); break;
      case model::FileChange::keep:
        printNote(fmt::format("{}: left as it was {} by hand", file.path, file.isDeleted ? "deleted" : "changed"));
        break;
      case model::FileChange::conflict:
        printNote(fmt::format("{}: changed by hand and by the design in the same place; what is exported is in {}, merge it",
                              file.path, model::besideName(file.path)));
        break;
      case model::FileChange::remove: printNote(fmt::format("{}: removed, the design has it no more", file.path)); break;
      default: break;
    }
  }
}

// The verdicts on standard error; false where a tool refuses the export.
tl::expected<bool, std::string> validate(const model::Manifest& manifest, const std::string& format) {
  const auto verdicts = model::validateManifest(manifest, format);
  if (!verdicts) return tl::unexpected(verdicts.error());
  if (verdicts->empty()) printNote(fmt::format("no validator is known for {}", format));
  bool isAccepted = true;
  for (const auto& verdict : *verdicts) {
    switch (verdict.outcome) {
      case model::ToolVerdict::Outcome::passed: printNote(fmt::format("{}: passed", verdict.tool)); break;
      case model::ToolVerdict::Outcome::absent:
        printNote(fmt::format("{}: not installed, so not asked", verdict.tool));
        break;
      case model::ToolVerdict::Outcome::unfinished:
        printError(fmt::format("{}: without a verdict: {}", verdict.tool, verdict.output));
        isAccepted = false;
        break;
      case model::ToolVerdict::Outcome::refused:
        printError(fmt::format("{}: refused\n{}", verdict.tool, verdict.output));
        isAccepted = false;
        break;
    }
  }
  return isAccepted;
}

Exit badInput(const std::string& message) {
  printError(message);
  return Exit::badInput;
}

Exit runExport(const ExportOptions& options) {
  const auto& formats = exportFormats();
  const auto format =
      std::find_if(formats.begin(), formats.end(), [&](const auto& known) { return known.id == options.format; });
  if (format == formats.end()) {
    std::vector<std::string> ids;
    for (const auto& known : formats) ids.push_back(known.id);
    return badInput(unknownName("format", options.format, ids));
  }
  const auto input = readProjectInput(options.file, options.provider);
  if (!input) {
    printProblems(input.error());
    return Exit::badInput;
  }
  if (!format->provider.empty() && format->provider != input->catalog.provider)
    return badInput(fmt::format("{} is a format of {}, and the project is looked at for {}; add --provider {}", format->id,
                                format->provider, input->catalog.provider, format->provider));
  const auto manifest = exportAs(format->id, *input);
  if (!manifest) {
    if (const auto* problems = std::get_if<model::Problems>(&manifest.error())) {
      printProblems(*problems);
      return Exit::badInput;
    }
    printNote("interrupted; nothing was written");
    return Exit::interrupted;
  }
  const fs::path folder = options.output;
  auto plan = model::planFolder(*manifest, format->id, folder);
  if (!plan) return badInput(plan.error());
  if (options.force) plan = model::overwriting(std::move(*plan));
  if (options.diff) {
    for (const auto& file : plan->files) fmt::print("{}", model::diffOf(file));
    return Exit::done;
  }
  if (const auto foreign = plan->withChange(model::FileChange::foreign); !foreign.empty())
    return badInput(fmt::format(
        "{}{} hold{} something else that no export wrote; add --force to overwrite", (folder / foreign.front()).string(),
        foreign.size() > 1 ? fmt::format(" and {} more", foreign.size() - 1) : "", foreign.size() > 1 ? "" : "s"));
  if (auto done = model::carryOut(*plan, folder); !done) return badInput(done.error());
  for (const auto& file : manifest->files) fmt::print("{}\n", (folder / file.path).generic_string());
  tell(*plan);
  printProblems(manifest->notes);
  bool isRight = plan->withChange(model::FileChange::conflict).empty();
  if (options.validate) {
    const auto isAccepted = validate(*manifest, format->id);
    if (!isAccepted) printError(isAccepted.error());
    isRight = isRight && isAccepted.value_or(false);
  }
  return isRight ? Exit::done : Exit::failed;
}

}  // namespace

Run addExport(CLI::App& verb) {
  auto options = std::make_shared<ExportOptions>();
  verb.add_option("FILE", options->file, "Project file, or - for standard input")->required();
  verb.add_option("--format", options->format, "Format; virga formats lists them")->required();
  verb.add_option("--provider", options->provider, "Provider to export for; default: the project's target");
  verb.add_option("--output", options->output, "Folder for the files; made if it isn't there")
      ->required()
      ->check(refuseEmpty);
  auto* force =
      verb.add_flag("--force", options->force, "Overwrite what was changed by hand, and files that no export wrote");
  auto* diff =
      verb.add_flag("--diff", options->diff, "Write nothing, and show what would change in the folder")->excludes(force);
  verb.add_flag("--validate", options->validate,
                "Put what is exported before the format's own tools, as far as they are installed; exit 1 if one refuses")
      ->excludes(diff);
  return [options] { return runExport(*options); };
}

}  // namespace virga::cli
