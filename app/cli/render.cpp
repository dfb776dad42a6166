#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "app/cli/drawing_program.h"
#include "app/cli/messages.h"
#include "app/cli/verbs.h"

namespace virga::cli {

namespace {

Exit runRender(const std::vector<std::string>& words) {
  const auto program = drawingProgram();
  if (program.empty()) {
    printError(kNoDrawingProgram);
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
