// A day of a whole tenancy: many functions with counts per minute as the Azure Functions 2019 trace has them (few functions
// make most of the invocations, the day has a shape), on one thread.

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include <fmt/format.h>
#include <sys/resource.h>

#include "model/catalog/catalog.h"
#include "model/io/file.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"

using namespace virga;

namespace {

constexpr int kMinutes = 1440;

std::string countsOf(int functions, double invocations) {
  std::mt19937_64 engine(1);
  double weights = 0;
  for (int i = 1; i <= functions; ++i) weights += std::pow(i, -1.2);
  std::string text = "HashOwner,HashApp,HashFunction,Trigger";
  for (int m = 1; m <= kMinutes; ++m) text += fmt::format(",{}", m);
  text += '\n';
  for (int i = 1; i <= functions; ++i) {
    text += fmt::format("o,a,f{:05},http", i);
    const double perMinute = invocations * std::pow(i, -1.2) / weights / kMinutes;
    for (int m = 0; m < kMinutes; ++m) {
      const double day = 1 + 0.5 * std::cos(2 * 3.141592653589793 * (m - 840) / kMinutes);
      text += fmt::format(",{}", std::poisson_distribution<int>(perMinute * day)(engine));
    }
    text += '\n';
  }
  return text;
}

model::Architecture fleet(int functions) {
  model::Architecture architecture;
  architecture.name = "fleet";
  std::mt19937_64 engine(2);
  std::lognormal_distribution<double> seconds(-0.38, 1.0);
  for (int i = 1; i <= functions; ++i) {
    const auto name = fmt::format("f{:05}", i);
    model::Function function;
    function.runtime = "any";
    function.timeout = model::minutes(15);
    const model::Duration mean{static_cast<std::int64_t>(std::min(seconds(engine), 30.0) * 1e9)};
    function.steps.push_back({model::ComputeStep{model::Exponential{mean}, {}}});
    model::Client client;
    model::Flow flow;
    flow.to = {name};
    flow.arrivals = model::CountsArrivals{"counts.csv", name, model::Placement::random};
    client.sends.push_back(flow);
    architecture.components.push_back({"c" + name, "", client});
    architecture.components.push_back({name, "", function});
  }
  model::Scenario day;
  day.name = "day";
  day.duration = model::hours(24);
  architecture.scenarios.push_back(day);
  return architecture;
}

double peakMebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

}  // namespace

int main(int count, char** arguments) {
  const int functions = count > 1 ? std::atoi(arguments[1]) : 10'000;
  const double invocations = count > 2 ? std::atof(arguments[2]) : 1e8;
  const auto folder = std::filesystem::temp_directory_path() / "virga-fleet";
  std::filesystem::create_directories(folder);
  if (!model::writeFileAtomically((folder / "counts.csv").string(), countsOf(functions, invocations))) return 2;
  const auto catalog = model::loadCatalog("custom");
  if (!catalog) return 2;
  fmt::print("made: {:.0f} MiB so far\n", peakMebibytes());
  simulator::SimulationOptions options;
  options.threads = 1;
  options.projectFolder = folder;
  const auto result = simulator::simulate(fleet(functions), *catalog, options);
  if (!result) {
    for (const auto& problem : std::get<model::Problems>(result.error())) fmt::print(stderr, "{}\n", toText(problem));
    return 2;
  }
  double requests = 0, cold = 0;
  for (const auto& component : result->components) {
    requests += (*simulator::findFigure(component.figures, "invocations"))->mean;
    cold += (*simulator::findFigure(component.figures, "cold_starts"))->mean;
  }
  fmt::print(
      "{} functions, 24 h: {:.0f} invocations ({:.3f} % cold), {} events, {:.1f} s, {:.2f} M invocations/s, {:.0f} MiB\n",
      functions, requests, 100 * cold / requests, result->events, result->wallSeconds, requests / result->wallSeconds * 1e-6,
      peakMebibytes());
  std::filesystem::remove_all(folder);
}
