#include "model/catalog/catalog.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/messages.h"
#include "app/cli/project_input.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"

namespace virga::cli {

namespace {

using Align = Table::Align;

constexpr std::size_t kWidestValue = 44;
constexpr std::size_t kWidestMeaning = 60;

std::string_view confidenceText(bool sourced) { return sourced ? "sourced" : "general"; }

std::string tiersText(const model::Price& price) {
  std::vector<std::string> parts;
  for (const auto& tier : price.tiers)
    parts.push_back(tier.upTo ? fmt::format("{} up to {}", model::toText(tier.price), model::toText(*tier.upTo))
                              : model::toText(tier.price));
  return fmt::format("{}", fmt::join(parts, ", then "));
}

void printValues(const model::Catalog& catalog) {
  Table table({{"value", Align::left},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"", Align::left, kWidestValue},
               {"meaning", Align::left, kWidestMeaning},
               {"source", Align::left}});
  for (const auto& value : catalog.values)
    table.add({value.id, value.asOf, std::string(confidenceText(value.confidence == model::Confidence::sourced)), value.text,
               value.what, value.source});
  fmt::print("{}\n", table.text());
}

std::string_view startText(model::StartFrom from) {
  switch (from) {
    case model::StartFrom::zip: return "zip";
    case model::StartFrom::image: return "image";
    case model::StartFrom::snapshot: return "snapshot";
  }
  return "";
}

void printColdStarts(const model::Catalog& catalog) {
  if (catalog.coldStarts.empty()) return;
  Table table({{"cold start of", Align::left},
               {"from", Align::left},
               {"architecture", Align::left},
               {"memory"},
               {"median"},
               {"p99"},
               {"first call"},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"source", Align::left}});
  for (const auto& fact : catalog.coldStarts)
    table.add({fact.runtime, std::string(startText(fact.from)), fact.architecture, model::toText(fact.memory),
               model::toText(fact.median), model::toText(fact.p99),
               fact.firstCall > model::Duration{} ? model::toText(fact.firstCall) : "", fact.asOf,
               std::string(confidenceText(fact.sourced)), fact.source});
  fmt::print("{}\n", table.text());
}

void printPrices(const model::Catalog& catalog) {
  if (catalog.prices.empty()) return;
  Table table({{"price of", Align::left},
               {"variant", Align::left},
               {"per", Align::left},
               {"free a month"},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"USD", Align::left, kWidestValue},
               {"source", Align::left}});
  for (const auto& price : catalog.prices)
    table.add({fmt::format("{} {}", price.kind, price.item), price.variant, price.unit,
               price.freePerMonth > 0 ? model::toText(price.freePerMonth) : "", price.asOf,
               std::string(confidenceText(price.sourced)), tiersText(price), price.source});
  fmt::print("{}", table.text());
}

void printCatalog(const model::Catalog& catalog) {
  fmt::print("{} ({}), catalog {}\n", catalog.name, catalog.provider, catalog.edition);
  if (!catalog.regions.empty())
    fmt::print("regions: {} (default {})\n", fmt::join(catalog.regions, ", "), catalog.defaultRegion);
  std::vector<std::string> runtimes;
  for (const auto& runtime : catalog.runtimes)
    runtimes.push_back(runtime.endOfSupport.empty() ? runtime.id
                                                    : fmt::format("{} (until {})", runtime.id, runtime.endOfSupport));
  fmt::print("runtimes: {}\n\n", runtimes.empty() ? "any" : fmt::format("{}", fmt::join(runtimes, ", ")));
  printValues(catalog);
  printColdStarts(catalog);
  printPrices(catalog);
}

Exit checkCatalogs(const std::vector<std::string>& providers) {
  Exit exit = Exit::done;
  for (const auto& provider : providers) {
    const auto catalog = catalogOf(provider);
    if (!catalog) {
      for (const auto& problem : catalog.error()) fmt::print("{}\n", model::toText(problem));
      exit = Exit::failed;
      continue;
    }
    fmt::print("{}: {} values, {} cold starts, {} prices, no problems\n", provider, catalog->values.size(),
               catalog->coldStarts.size(), catalog->prices.size());
  }
  return exit;
}

Exit listCatalogs() {
  Table table(
      {{"provider", Align::left}, {"name", Align::left}, {"catalog", Align::left}, {"regions"}, {"values"}, {"prices"}});
  for (const auto& provider : model::catalogProviders()) {
    const auto catalog = catalogOf(provider);
    if (!catalog) {
      printProblems(catalog.error());
      return Exit::badInput;
    }
    table.add({provider, catalog->name, catalog->edition, std::to_string(catalog->regions.size()),
               std::to_string(catalog->values.size()), std::to_string(catalog->prices.size())});
  }
  fmt::print("{}", table.text());
  return Exit::done;
}

Exit runCatalog(const std::string& provider, bool check) {
  if (provider.empty()) return check ? checkCatalogs(model::catalogProviders()) : listCatalogs();
  const auto known = model::catalogProviders();
  if (std::find(known.begin(), known.end(), provider) == known.end()) {
    printError(unknownName("provider", provider, known));
    return Exit::badInput;
  }
  if (check) return checkCatalogs({provider});
  const auto catalog = catalogOf(provider);
  if (!catalog) {
    printProblems(catalog.error());
    return Exit::badInput;
  }
  printCatalog(*catalog);
  return Exit::done;
}

}  // namespace

Run addCatalog(CLI::App& verb) {
  struct Options {
    std::string provider;
    bool check = false;
  };
  auto options = std::make_shared<Options>();
  verb.add_option("PROVIDER", options->provider, "Provider to show; default: list the providers");
  verb.add_flag("--check", options->check, "Read the catalogs and report what is wrong in them");
  return [options] { return runCatalog(options->provider, options->check); };
}

}  // namespace virga::cli
