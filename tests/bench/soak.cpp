// Long runs with everything going wrong once: 24 simulated hours of each scenario of each example, with a fault of a
// twelfth of the time at one component after the other. The simulation checks by itself that nothing is lost, and ends its
// process where something is. Prints the peak of the resident memory at half time and at the end of each run, which are to
// be alike: memory must not grow with the number of requests.
//
//   bench_soak [WORD [HOURS]]      only what has the word in its title, such as "order-intake sale aws"; takes hours without
//                                  one. HOURS: 24 if not given; fewer for a build with sanitizers

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"

using namespace virga;

namespace {

// Of this process so far.
double peakMebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Soaked {
  double halfwayMib = 0;  // peak up to half of the time
  double peakMib = 0;
  std::uint64_t events = 0;
  double seconds = 0;
};

tl::expected<Soaked, model::Problems> soak(const model::Architecture& project, const model::Catalog& catalog,
                                           const std::string& scenario, model::Duration duration,
                                           const std::filesystem::path& folder) {
  simulator::SimulationOptions options;
  options.scenario = scenario;
  options.duration = duration;
  options.threads = 1;
  options.projectFolder = folder;
  Soaked soaked;
  const auto result = simulator::simulate(project, catalog, options, {}, [&](const simulator::Progress& progress) {
    if (soaked.halfwayMib == 0 && progress.share >= 0.5) soaked.halfwayMib = peakMebibytes();
  });
  if (!result) return tl::unexpected(std::get<model::Problems>(result.error()));
  soaked.peakMib = peakMebibytes();
  soaked.events = result->events;
  soaked.seconds = result->wallSeconds;
  return soaked;
}

// Errors and throttles, or an outage without an answer, which piles up the most.
model::Fault faultAt(const std::string& component, model::Duration duration, bool silent) {
  model::Fault fault;
  fault.component = {component};
  fault.from = {duration.nanoseconds / 6};
  fault.to = {duration.nanoseconds / 4};
  if (silent) {
    fault.outage = model::Outage::silent;
  } else {
    fault.errors = {0.3};
    fault.throttles = {0.3};
  }
  return fault;
}

std::vector<std::filesystem::path> examples() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(VIRGA_SOURCE "/resources/examples"))
    if (entry.path().filename().string().ends_with(".virga.yaml")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

// One line of output, by a process of its own, whose memory is that of this run alone. False if it ended the process.
bool soakWith(const std::string& title, model::Architecture project, const std::string& scenario, const model::Fault& fault,
              model::Duration duration, const model::Catalog& catalog, const std::filesystem::path& folder) {
  const auto child = fork();
  if (child > 0) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  if (child < 0) std::abort();
  for (auto& s : project.scenarios)
    if (s.name == scenario) s.faults.push_back(fault);
  const auto soaked = soak(project, catalog, scenario, duration, folder);
  if (!soaked)  // this kind of component can't have the fault
    fmt::print("{}: not run: {}\n", title, toText(soaked.error().front()));
  else
    fmt::print("{}: {:.1f} MiB at half time, {:.1f} MiB at the end; {:.3g} events, {:.1f} s\n", title, soaked->halfwayMib,
               soaked->peakMib, static_cast<double>(soaked->events), soaked->seconds);
  std::fflush(stdout);
  _exit(0);
}

}  // namespace

int main(int count, char** arguments) {
  int broken = 0;
  const std::string word = count > 1 ? arguments[1] : "";
  const auto duration = model::seconds(static_cast<std::int64_t>((count > 2 ? std::atof(arguments[2]) : 24.0) * 3600));
  for (const char* provider : {"aws", "azure", "gcp", "oci"}) {
    const auto catalog = model::loadCatalog(provider);
    if (!catalog) return 2;
    for (const auto& file : examples()) {
      const auto project = model::loadProject(file, {});
      if (!project) return 2;
      for (const auto& scenario : project->scenarios)
        for (const auto& component : project->components) {
          if (std::holds_alternative<model::Client>(component.kind)) continue;
          for (const bool silent : {false, true}) {
            const auto title = fmt::format("{} {} {}: {} {}", file.stem().stem().string(), scenario.name, provider,
                                           component.id, silent ? "silent" : "failing");
            if (title.find(word) != std::string::npos)
              broken += !soakWith(title, *project, scenario.name, faultAt(component.id, duration, silent), duration,
                                  *catalog, file.parent_path());
          }
        }
    }
  }
  return broken == 0 ? 0 : 1;
}
