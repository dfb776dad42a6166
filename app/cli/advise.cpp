#include "simulator/experiment/advise.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/advice_text.h"
#include "app/cli/bad_input.h"
#include "app/cli/compare_plan.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "model/checks/check.h"
#include "model/units/byte_size.h"
#include "model/units/share.h"

namespace virga::cli {

namespace {

struct AdviseVerbOptions {
  CompareVerbOptions compare;
  std::string scenario;
  std::vector<std::string> weights;
  std::string serverVcpus = "1", serverMemory = "2 GiB", utilisation = "60%", fewestServers = "2";
};

std::optional<double> numberIn(const std::string& text, double least, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= least && value <= most)) return std::nullopt;
  return value;
}

std::vector<std::string> criteria() {
  using simulator::Criterion;
  std::vector<std::string> out;
  for (const auto criterion : {Criterion::cost, Criterion::latency, Criterion::coldStarts, Criterion::features,
                               Criterion::languages, Criterion::integration})
    out.emplace_back(toText(criterion));
  return out;
}

tl::expected<simulator::AdviceOptions, std::string> adviceOptionsOf(const AdviseVerbOptions& options) {
  simulator::AdviceOptions out;
  const auto known = criteria();
  for (const auto& text : options.weights) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) return tl::unexpected("--weight: " + unknownName("criterion", name, known));
    constexpr double kMost = 1e6;
    const auto weight = equals == std::string::npos ? std::nullopt : numberIn(text.substr(equals + 1), 0, kMost);
    if (!weight) return tl::unexpected(fmt::format("--weight '{}': write it as {}=2, a number from 0 on", text, name));
    out.weights[static_cast<std::size_t>(found - known.begin())] = *weight;
  }
  if (std::all_of(out.weights.begin(), out.weights.end(), [](double weight) { return weight == 0; }))
    return tl::unexpected(std::string("--weight: something must matter; all weights are 0"));
  constexpr double kMostVcpus = 1024, kMostServers = 100'000;
  const auto vcpus = numberIn(options.serverVcpus, 0.25, kMostVcpus);
  if (!vcpus) return tl::unexpected(std::string("--server-vcpus: a number from 0.25 to 1,024"));
  out.servers.vcpus = *vcpus;
  const auto memory = model::parseByteSize(options.serverMemory);
  if (!memory) return tl::unexpected("--server-memory: " + memory.error());
  if (memory->bytes <= 0) return tl::unexpected(std::string("--server-memory: must be more than nothing"));
  out.servers.memory = *memory;
  const auto utilisation = model::parseShare(options.utilisation);
  if (!utilisation) return tl::unexpected("--utilisation: " + utilisation.error());
  if (utilisation->value <= 0 || utilisation->value > 1)
    return tl::unexpected(std::string("--utilisation: above 0 % and at most 100 %"));
  out.servers.utilisation = utilisation->value;
  const auto fewest = numberIn(options.fewestServers, 1, kMostServers);
  if (!fewest || *fewest != std::floor(*fewest))
    return tl::unexpected(std::string("--fewest-servers: a whole number from 1 to 100,000"));
  out.servers.fewest = static_cast<int>(*fewest);
  return out;
}

Exit runAdvise(AdviseVerbOptions options) {
  const auto& json = options.compare.simulate.json;
  if (auto writable = checkWritable(json, {options.compare.simulate.file}); !writable) return badInput(writable.error());
  const auto advice = adviceOptionsOf(options);
  if (!advice) return badInput(advice.error());
  if (!options.scenario.empty()) options.compare.scenarios = {options.scenario};
  const auto plan = comparePlanOf(options.compare);
  if (!plan) return badInput(plan.error());

  const auto comparison = runComparison(*plan);
  if (!comparison)
    if (const auto* problems = std::get_if<model::Problems>(&comparison.error()))
      return badInput(model::withLocations(*problems, plan->input.text, plan->input.fileName));
  if (!comparison || comparison->stopped) {
    printNote("interrupted; a part of the runs gives no advice");
    return Exit::interrupted;
  }
  const auto given = simulator::advise(plan->input.architecture, plan->platforms, *comparison, *advice, plan->input.folder);
  if (auto written = write(json, toJson(given, *comparison)); !written) return badInput(written.error());
  if (!json.isStandardOutput()) fmt::print("{}", adviceText(given, *comparison));
  return Exit::done;
}

}  // namespace

Run addAdvise(CLI::App& verb) {
  auto options = std::make_shared<AdviseVerbOptions>();
  auto& compare = options->compare;
  addComparedOptions(verb, compare);
  verb.add_option("--scenario", options->scenario, "Scenario to run; default: the first");
  verb.add_option("--weight", options->weights,
                  "CRITERION=NUMBER: what matters to you: cost, latency, cold-starts, features, languages, integration; "
                  "each 1 unless said; repeatable")
      ->delimiter(',');
  verb.add_option("--server-vcpus", options->serverVcpus, "vCPUs of a server that always runs; default: 1");
  verb.add_option("--server-memory", options->serverMemory, "Its memory; default: 2 GiB");
  verb.add_option("--utilisation", options->utilisation,
                  "Part of the servers' vCPUs that the busiest time may keep busy; default: 60%");
  verb.add_option("--fewest-servers", options->fewestServers, "Servers that there are at least; default: 2");
  verb.add_option("--json", compare.simulate.json.name, "Write the advice as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", compare.simulate.json.force, "Overwrite the JSON file");
  return [options] { return runAdvise(*options); };
}

}  // namespace virga::cli
