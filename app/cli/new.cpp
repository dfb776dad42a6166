#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/bad_input.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "model/gallery/pattern.h"
#include "model/project/project_file.h"

namespace virga::cli {

namespace {

struct NewOptions {
  std::string name, pattern;
  OutputTarget output;
};

Exit runNew(const NewOptions& options) {
  if (auto writable = checkWritable(options.output); !writable) return badInput(writable.error());
  const auto pattern = model::loadPattern(options.pattern);
  if (!pattern) return badInput(pattern.error());
  const auto text = projectOf(*pattern, options.name);
  if (const auto project = model::readProject(text, ""); !project || project->name != options.name)
    return badInput(fmt::format("'{}' can't be the name of a project; a name is one line of text", options.name));
  if (auto written = write(options.output, text); !written) return badInput(written.error());
  return Exit::done;
}

}  // namespace

Run addNew(CLI::App& verb) {
  auto options = std::make_shared<NewOptions>();
  verb.add_option("NAME", options->name, "Name of the project")->required()->check(refuseEmpty);
  verb.add_option("--pattern", options->pattern, "Pattern or use case to begin with; virga patterns lists them")
      ->required()
      ->check(refuseEmpty);
  verb.add_option("--output", options->output.name, "Project file to write, or - for standard output")
      ->required()
      ->check(refuseEmpty);
  verb.add_flag("--force", options->output.force, "Overwrite the project file");
  return [options] { return runNew(*options); };
}

}  // namespace virga::cli
