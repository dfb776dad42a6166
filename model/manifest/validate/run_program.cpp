#include "model/manifest/validate/run_program.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT: POSIX names it so

namespace virga::model {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostOutputBytes = std::size_t{1} << 20;
constexpr std::chrono::milliseconds kLookInterval{50};

// Pointers into the words, with the null that exec wants at the end.
std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  out.reserve(words.size() + 1);
  for (auto& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

// This process's environment with the pairs in the place of those of the same name.
std::vector<std::string> environmentWith(const std::vector<std::string>& pairs) {
  std::vector<std::string> out = pairs;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view known = *entry;
    const auto name = known.substr(0, known.find('=') + 1);
    if (std::none_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.starts_with(name); }))
      out.emplace_back(known);
  }
  return out;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

class SpawnSetup {
 public:
  SpawnSetup() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
  }
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }

  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
};

ProgramRun failure(const std::string& reason) { return {ProgramRun::End::failed, -1, reason}; }

}  // namespace

std::optional<fs::path> programInPath(const std::string& name) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing here sets the environment
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    const fs::path folder = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    std::error_code error;
    auto candidate = folder / name;
    if (folder.is_absolute() && fs::is_regular_file(candidate, error) && access(candidate.c_str(), X_OK) == 0)
      return candidate;
  }
  return std::nullopt;
}

ProgramRun runProgram(const fs::path& program, const std::vector<std::string>& arguments,
                      const std::vector<std::string>& environment, const fs::path& folder, std::chrono::milliseconds timeout,
                      const std::stop_token& stop) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return failure(std::strerror(errno));
  Descriptor output(ends[0]), input(ends[1]);

  SpawnSetup setup;
  posix_spawn_file_actions_addopen(&setup.actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&setup.actions, input.number(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&setup.actions, input.number(), STDERR_FILENO);
  posix_spawn_file_actions_addchdir_np(&setup.actions, folder.c_str());
  // A group of its own, so that what it starts can be killed with it.
  posix_spawnattr_setflags(&setup.attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&setup.attributes, 0);

  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto variables = environmentWith(environment);
  pid_t process = 0;
  if (const int error = posix_spawn(&process, program.c_str(), &setup.actions, &setup.attributes, pointers(words).data(),
                                    pointers(variables).data()))
    return failure(fmt::format("{} can't be started: {}", program.string(), std::strerror(error)));
  input.close();

  ProgramRun run;
  run.end = ProgramRun::End::exited;
  const auto deadline = Clock::now() + timeout;
  int status = 0;
  bool ended = false, open = true;
  while (!ended || open) {
    if (stop.stop_requested()) run.end = ProgramRun::End::stopped;
    if (Clock::now() >= deadline) run.end = ProgramRun::End::timedOut;
    if (run.end != ProgramRun::End::exited) break;
    pollfd ready{output.number(), POLLIN, 0};
    if (open && poll(&ready, 1, static_cast<int>(kLookInterval.count())) > 0) {
      std::array<char, 4096> block{};
      const auto count = read(output.number(), block.data(), block.size());
      if (count > 0)
        run.output.append(block.data(), std::min(static_cast<std::size_t>(count), kMostOutputBytes - run.output.size()));
      else if (count == 0 || errno != EINTR)
        open = false;
    } else if (!open) {
      poll(nullptr, 0, static_cast<int>(kLookInterval.count()));
    }
    if (!ended && !open) ended = waitpid(process, &status, WNOHANG) == process;
  }
  if (run.end != ProgramRun::End::exited) {
    kill(-process, SIGKILL);
    if (!ended) waitpid(process, &status, 0);
  } else if (WIFEXITED(status)) {
    run.exitCode = WEXITSTATUS(status);
  } else {
    return failure(fmt::format("{} was ended by signal {}", program.string(), WTERMSIG(status)));
  }
  return run;
}

}  // namespace virga::model
