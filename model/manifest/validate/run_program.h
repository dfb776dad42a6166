#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace virga::model {

struct ProgramRun {
  enum class End { exited, timedOut, stopped, failed };  // failed: it couldn't be started, or a signal ended it
  End end = End::failed;
  int exitCode = -1;   // where it exited
  std::string output;  // standard output and standard error as they came, at most 1 MiB; for `failed`, the reason
};

// The program of this name in PATH, as an absolute path; nothing where there is none. Relative folders of PATH aren't
// searched: what an export's own folder holds must not be run.
std::optional<std::filesystem::path> programInPath(const std::string& name);

// Runs a program in a folder without a shell, its input empty, with NAME=VALUE pairs beside this process's environment.
// Where the time is up or a stop is asked for, it and what it started are killed.
ProgramRun runProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string>& environment, const std::filesystem::path& folder,
                      std::chrono::milliseconds timeout, const std::stop_token& stop = {});

}  // namespace virga::model
