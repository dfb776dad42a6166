#include "model/import/import.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "model/edit/edges.h"
#include "model/project/project_file.h"

namespace virga::cli {

namespace {

struct ImportOptions {
  std::vector<std::string> sources;
  std::string format, output;
  bool force = false;
};

std::string counted(std::size_t count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

Exit runImport(const ImportOptions& options) {
  std::vector<std::string> ids;
  for (const auto& format : model::importFormats()) ids.push_back(format.id);
  if (!options.format.empty() && std::find(ids.begin(), ids.end(), options.format) == ids.end())
    return badInput(unknownName("import format", options.format, ids));
  const OutputTarget target{options.output, options.force};
  if (auto writable = checkWritable(target, options.sources); !writable) return badInput(writable.error());
  const auto imported = model::importDesign({options.sources.begin(), options.sources.end()}, options.format);
  if (!imported) return badInput(imported.error());
  if (auto written = write(target, model::writeProject(imported->design)); !written) return badInput(written.error());
  printProblems(imported->report);
  for (const auto& value : imported->values)
    printNote(fmt::format("to fill in: {} ({}, {}:{})", value.path, value.what, value.file, value.line));
  const auto edges = model::edges(imported->design).size();
  printNote(fmt::format("{}, {}; {} in the report, {} to fill in",
                        counted(imported->design.components.size(), "component", "components"),
                        counted(edges, "edge", "edges"), counted(imported->report.size(), "note", "notes"),
                        counted(imported->values.size(), "value", "values")));
  return Exit::done;
}

}  // namespace

Run addImport(CLI::App& verb) {
  auto options = std::make_shared<ImportOptions>();
  verb.add_option("SOURCE", options->sources, "Templates, or folders that hold one each")->required();
  verb.add_option("--format", options->format, "Format; virga formats --import lists them; default: by the content");
  verb.add_option("--output", options->output, "Project file to write, or - for standard output")
      ->required()
      ->check(refuseEmpty);
  verb.add_flag("--force", options->force, "Overwrite the project file");
  return [options] { return runImport(*options); };
}

}  // namespace virga::cli
