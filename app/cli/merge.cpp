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
#include "simulator/sweep/sweep_store.h"

namespace virga::cli {

namespace {

struct MergeOptions {
  std::vector<std::string> parts;
  OutputTarget output;
};

Exit runMerge(const MergeOptions& options) {
  if (options.output.isStandardOutput()) return badInput("--output: the merged points are a file; name one");
  if (auto writable = checkWritable(options.output, options.parts); !writable) return badInput(writable.error());
  const std::vector<std::filesystem::path> parts(options.parts.begin(), options.parts.end());
  if (auto merged = simulator::SweepStore::merge(parts, options.output.name); !merged) return badInput(merged.error());
  printNote(fmt::format("all points of {} files are in {}", parts.size(), options.output.name));
  return Exit::done;
}

}  // namespace

Run addMerge(CLI::App& verb) {
  auto options = std::make_shared<MergeOptions>();
  verb.add_option("FILES", options->parts, "The files of a sweep's shards")->required();
  verb.add_option("--output", options->output.name, "File for the points of all")->required()->check(refuseEmpty);
  verb.add_flag("--force", options->output.force, "Overwrite the file");
  return [options] { return runMerge(*options); };
}

}  // namespace virga::cli
