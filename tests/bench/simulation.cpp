// Speed of whole simulations on one thread: requests and events a second, memory, and the time of an event against the
// floor that a binary heap and one exponential draw set in the same minute at the same number of pending events. Last, what
// a second core gives two replications.

#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>
#include <sys/resource.h>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "tests/bench/floor.h"

using namespace virga;

namespace {

double peakMebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

// Time that this thread of work really had: other work on the machine doesn't count.
double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double value(const std::vector<simulator::NamedFigure>& figures, const std::string& name) {
  const auto* figure = simulator::findFigure(figures, name);
  return figure && *figure ? (*figure)->mean : 0;
}

void run(const std::string& title, const std::string& text, const std::string& provider, model::Duration duration,
         std::size_t pending) {
  const auto project = model::readProject(text, title);
  const auto catalog = model::loadCatalog(provider);
  if (!project || !catalog) {
    for (const auto& problem : project ? catalog.error() : project.error()) fmt::print(stderr, "{}\n", toText(problem));
    std::exit(2);
  }
  simulator::SimulationOptions options;
  options.duration = duration;
  options.threads = 1;
  const double floor = bench::measureFloor(pending);
  const double before = cpuSeconds();
  const auto result = simulator::simulate(*project, *catalog, options);
  const double cpu = cpuSeconds() - before;
  if (!result) {
    for (const auto& problem : std::get<model::Problems>(result.error())) fmt::print(stderr, "{}\n", toText(problem));
    std::exit(2);
  }
  double requests = 0;
  for (const auto& flow : result->flows) requests += value(flow.figures, "requests");
  const double perEvent = cpu * 1e9 / static_cast<double>(result->events);
  fmt::print(
      "{:<24} {:>9.0f} requests {:>10} events · wall {:>6.2f} s · CPU {:>6.2f} s {:>5.2f} M requests/s {:>5.2f} M "
      "events/s, {:>5.1f} ns/event = {:>4.2f} × the floor of {:>5.1f} ns at {} pending · {:>5.1f} MiB\n",
      title, requests, result->events, result->wallSeconds, cpu, requests / cpu * 1e-6,
      static_cast<double>(result->events) / cpu * 1e-6, perEvent, perEvent / floor, floor, pending, peakMebibytes());
  std::fflush(stdout);
}

std::string oneFunction(const std::string& rate, const std::string& mean) {
  return fmt::format(
      "virga: 1\nname: one function\ncomponents:\n  users:\n    kind: client\n    sends:\n      - {{to: work, arrivals: "
      "{{poisson: "
      "{{rate: {}}}}}}}\n  work:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 15 min\n    "
      "steps:\n      - compute: "
      "{{exponential: {{mean: {}}}}}\n",
      rate, mean);
}

model::Architecture load(const std::string& file, const std::vector<model::Setting>& settings) {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + file, settings);
  if (!project) {
    for (const auto& problem : project.error()) fmt::print(stderr, "{}\n", toText(problem));
    std::exit(2);
  }
  project->scenarios.clear();
  return *project;
}

double wallSeconds(const model::Architecture& project, int threads) {
  const auto catalog = model::loadCatalog("custom");
  simulator::SimulationOptions options;
  options.duration = model::minutes(20);
  options.replications = 2;
  options.threads = threads;
  const auto result = simulator::simulate(project, *catalog, options);
  return result ? result->wallSeconds : 0;
}

}  // namespace

int main(int count, char** arguments) {
  const double hours = count > 1 ? std::atof(arguments[1]) : 1.0;
  run("one function, 0.1 busy", oneFunction("1/s", "100 ms"), "custom", model::hours(24 * 100), 2);
  run("one function, 10 busy", oneFunction("100/s", "100 ms"), "custom", model::hours(24), 10);
  run("one function, 100 busy", oneFunction("1000/s", "100 ms"), "custom", model::hours(4), 100);
  run("one function, 1000 busy", oneFunction("10000/s", "100 ms"), "custom", model::minutes(30), 1000);
  run("one function, 10000 busy", oneFunction("100000/s", "100 ms"), "custom", model::minutes(3), 10000);
  const auto everyKind = load("/tests/bench/every_kind.virga.yaml", {});
  run("every kind", model::writeProject(everyKind), "custom", model::hours(2), 10000);
  const auto orderIntake =
      load("/resources/examples/order-intake.virga.yaml",
           {{"shoppers.sends.0.arrivals.poisson.rate", "1000/s"}, {"api.throttle", "{rate: 5000/s, burst: 5000}"}});
  run("order intake at 1,000/s", model::writeProject(orderIntake), "aws",
      model::seconds(static_cast<std::int64_t>(hours * 3600)), 500);
  const double one = wallSeconds(everyKind, 1), two = wallSeconds(everyKind, 2);
  fmt::print("two replications: {:.2f} s on one thread, {:.2f} s on two: {:.2f} × as fast\n", one, two, one / two);
}
