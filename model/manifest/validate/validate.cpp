#include "model/manifest/validate/validate.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "model/io/temporary_folder.h"
#include "model/manifest/folder/folder_export.h"
#include "model/manifest/validate/run_program.h"
#include "model/manifest/validate/validators.h"

namespace virga::model {

namespace {

namespace fs = std::filesystem;

ToolVerdict judge(const std::string& tool, const ProgramRun& run, std::chrono::milliseconds timeout) {
  using Outcome = ToolVerdict::Outcome;
  switch (run.end) {
    case ProgramRun::End::exited: return {tool, run.exitCode == 0 ? Outcome::passed : Outcome::refused, run.output};
    case ProgramRun::End::timedOut:
      return {tool, Outcome::unfinished, fmt::format("it was stopped after {} ms", timeout.count())};
    case ProgramRun::End::stopped: return {tool, Outcome::unfinished, "it was stopped"};
    case ProgramRun::End::failed: break;
  }
  return {tool, Outcome::unfinished, run.output};
}

ToolVerdict verdictOf(const Validator& validator, const std::vector<std::string>& files, const fs::path& folder,
                      std::chrono::milliseconds timeout, const std::stop_token& stop) {
  for (const auto& name : validator.programs) {
    const auto program = programInPath(name);
    if (!program) continue;
    const auto run = [&](const std::vector<std::string>& names) {
      auto arguments = validator.arguments;
      for (const auto& file : names) arguments.push_back("./" + file);  // so that none is read as an option
      return judge(name, runProgram(*program, arguments, validator.environment, folder, timeout, stop), timeout);
    };
    if (!validator.oneByOne) return run(files);
    ToolVerdict all{name, ToolVerdict::Outcome::passed, ""};
    for (const auto& file : files) {
      const auto one = run({file});
      all.output += one.output;
      if (one.outcome == ToolVerdict::Outcome::unfinished) return {name, one.outcome, all.output};
      if (one.outcome != ToolVerdict::Outcome::passed) all.outcome = one.outcome;
    }
    return all;
  }
  return {fmt::format("{}", fmt::join(validator.programs, " or ")), ToolVerdict::Outcome::absent, ""};
}

}  // namespace

tl::expected<std::vector<ToolVerdict>, std::string> validateManifest(const Manifest& manifest, const std::string& format,
                                                                     std::chrono::milliseconds timeoutPerTool,
                                                                     const std::stop_token& stop) {
  const TemporaryFolder folder("validate");
  if (folder.path().empty())
    return tl::unexpected(fmt::format("no temporary folder for the validators can be made: {}", std::strerror(errno)));
  const auto plan = planFolder(manifest, format, folder.path());
  if (!plan) return tl::unexpected(plan.error());
  if (const auto done = carryOut(*plan, folder.path()); !done) return tl::unexpected(done.error());

  std::vector<ToolVerdict> verdicts;
  for (const auto& validator : validatorsFor(format)) {
    std::vector<std::string> files;
    for (const auto& file : manifest.files)
      if (reads(validator, file.path)) files.push_back(file.path);
    if (!files.empty()) verdicts.push_back(verdictOf(validator, files, folder.path(), timeoutPerTool, stop));
  }
  return verdicts;
}

}  // namespace virga::model
