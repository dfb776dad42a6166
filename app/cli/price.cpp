#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/bill_text.h"
#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/cli/project_input.h"
#include "app/cli/verbs.h"
#include "model/pricing/bill.h"
#include "simulator/results/result.h"

namespace virga::cli {

namespace {

struct PriceOptions {
  std::string file, usage, provider;
  OutputTarget json;
  std::vector<std::string> overlays;
  bool noFreeTier = false;
  std::string savingsPlan;
};

std::string catalogText(const model::Catalog& catalog) {
  std::string text = catalog.name;
  for (const auto& plan : catalog.plans)
    if (plan.id == catalog.plan) text += ", " + plan.name;
  return fmt::format("{}, {} (catalog {})", text, catalog.region.empty() ? catalog.defaultRegion : catalog.region,
                     catalog.edition);
}

Exit runPrice(const PriceOptions& options) {
  const auto bad = [](const model::Problems& problems) {
    printProblems(problems);
    return Exit::badInput;
  };
  if (options.file == "-" && options.usage == "-") {
    printError("FILE and --usage can't both be standard input");
    return Exit::badInput;
  }
  if (auto writable = checkWritable(options.json, {options.file, options.usage}); !writable) {
    printError(writable.error());
    return Exit::badInput;
  }
  const auto input = readProjectInput(options.file, options.provider, {}, options.overlays);
  if (!input) return bad(input.error());
  const auto catalog = model::withPlan(input->catalog, input->architecture);
  if (!catalog) return bad(catalog.error());
  if (!catalog->prices.empty() && !catalog->priceRegion()) {
    printError(fmt::format("the catalog of {} knows no prices of the region '{}'; known: {}", catalog->name, catalog->region,
                           fmt::join(catalog->regions, ", ")));
    return Exit::badInput;
  }
  if (auto known = checkSavings(options.savingsPlan, *catalog); !known) {
    printError(known.error());
    return Exit::badInput;
  }
  const auto usageText = readInput(options.usage);
  if (!usageText) return bad(usageText.error());
  const auto usage = model::readUsage(*usageText, options.usage, *catalog, &input->architecture);
  if (!usage) return bad(usage.error());

  model::BillOptions billOptions;
  billOptions.freeTier = !options.noFreeTier;
  billOptions.savingsPlan = options.savingsPlan;
  const auto bill = model::priceUsage(*usage, *catalog, billOptions);
  if (auto written = write(options.json, simulator::toJson(bill)); !written) {
    printError(written.error());
    return Exit::badInput;
  }
  if (!options.json.isStandardOutput())
    fmt::print("{} on {}\n\n{}", input->architecture.name, catalogText(*catalog), billText(bill));
  return Exit::done;
}

}  // namespace

Run addPrice(CLI::App& verb) {
  auto options = std::make_shared<PriceOptions>();
  verb.add_option("FILE", options->file, "Project file, or - for standard input")->required();
  verb.add_option("--usage", options->usage, "YAML file with a period and the quantities used per component")->required();
  verb.add_option("--provider", options->provider, "Provider whose prices apply; default: the project's target");
  addOverlayOption(verb, options->overlays);
  verb.add_flag("--no-free-tier", options->noFreeTier, "Price without the provider's free allowances");
  addSavingsOption(verb, options->savingsPlan);
  verb.add_option("--json", options->json.name, "Write the bill as JSON to this file, or - for standard output")
      ->check(refuseEmpty);
  verb.add_flag("--force", options->json.force, "Overwrite the JSON file");
  return [options] { return runPrice(*options); };
}

}  // namespace virga::cli
