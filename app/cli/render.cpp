#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/messages.h"
#include "app/cli/verbs.h"

namespace virga::cli {

namespace {

namespace fs = std::filesystem;

// The program that draws stands beside this one once both are installed, and in a folder of its own where they were built.
fs::path drawingProgram() {
  std::error_code error;
  const auto self = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (const auto& place : {self.parent_path() / "virga-render", self.parent_path().parent_path() / "render/virga-render"})
    if (fs::is_regular_file(place, error)) return place;
  return {};
}

Exit runRender(const std::vector<std::string>& words) {
  const auto program = drawingProgram();
  if (program.empty()) {
    printError("virga render needs the program virga-render beside this one; it comes with the workbench");
    return Exit::badInput;
  }
  std::vector<std::string> command{program.string()};
  command.insert(command.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (auto& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  printError(fmt::format("{} can't be started: {}", program.string(), std::strerror(errno)));
  return Exit::badInput;
}

}  // namespace

// The other program reads the words after the verb, --help too.
Run addRender(CLI::App& verb) {
  verb.set_help_flag();
  verb.prefix_command();
  return [&verb] { return runRender(verb.remaining()); };
}

}  // namespace virga::cli
