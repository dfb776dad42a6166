#include "model/catalog/catalog.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/bill_text.h"
#include "app/cli/messages.h"
#include "app/cli/project_input.h"
#include "app/cli/table.h"
#include "app/cli/verbs.h"
#include "model/pricing/price_review.h"

namespace virga::cli {

namespace {

using Align = Table::Align;

constexpr std::size_t kWidestValue = 44;
constexpr std::size_t kWidestMeaning = 60;

std::string_view confidenceText(bool sourced) { return sourced ? "sourced" : "general"; }

std::string tiersText(const model::Price& price) {
  std::vector<std::string> parts;
  for (const auto& tier : price.tiers)
    parts.push_back(tier.upTo ? fmt::format("{} up to {}", priceText(tier.price), model::toText(*tier.upTo))
                              : priceText(tier.price));
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

void addFeatures(Table& table, const std::vector<model::Feature>& features, const std::string& plan) {
  for (const auto& feature : features)
    table.add({feature.id, plan, feature.supported ? "yes" : "no", feature.asOf,
               std::string(confidenceText(feature.confidence == model::Confidence::sourced)), feature.what, feature.nearest,
               feature.source});
}

void printFeatures(const model::Catalog& catalog) {
  Table table({{"feature", Align::left},
               {"plan", Align::left},
               {"", Align::left},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"meaning", Align::left, kWidestMeaning},
               {"nearest", Align::left, kWidestMeaning},
               {"source", Align::left}});
  addFeatures(table, catalog.features, "");
  for (const auto& plan : catalog.plans) addFeatures(table, plan.features, plan.id);
  fmt::print("{}\n", table.text());
}

void printRuntimes(const model::Catalog& catalog) {
  if (catalog.runtimes.empty()) {
    fmt::print("runtimes: any\n\n");
    return;
  }
  Table table({{"runtime", Align::left},
               {"there", Align::left},
               {"until", Align::left},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"source", Align::left}});
  for (const auto& runtime : catalog.runtimes)
    table.add({runtime.id, runtime.name, runtime.endOfSupport, runtime.asOf,
               std::string(confidenceText(runtime.confidence == model::Confidence::sourced)), runtime.source});
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

std::size_t countPrices(const model::Catalog& catalog) {
  auto count = catalog.prices.size();
  for (const auto& plan : catalog.plans) count += plan.prices.size();
  return count;
}

void addPrices(Table& table, const std::vector<model::Price>& prices, const std::string& plan) {
  for (const auto& price : prices)
    table.add({fmt::format("{} {}", price.kind, price.item), price.variant, plan,
               fmt::format("{}", fmt::join(price.regions, " ")), price.unit,
               price.freePerMonth > 0 ? priceText(price.freePerMonth) : "", price.asOf,
               std::string(confidenceText(price.sourced)), tiersText(price), price.source});
}

void printPrices(const model::Catalog& catalog) {
  if (catalog.prices.empty()) return;
  Table table({{"price of", Align::left},
               {"variant", Align::left},
               {"plan", Align::left},
               {"regions", Align::left},
               {"per", Align::left},
               {"free a month"},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"USD", Align::left, kWidestValue},
               {"source", Align::left}});
  addPrices(table, catalog.prices, "");
  for (const auto& plan : catalog.plans) addPrices(table, plan.prices, plan.id);
  fmt::print("{}", table.text());
}

std::string savedText(const model::SavingsItem& item) {
  if (item.price) return priceText(*item.price) + " a unit";
  return model::toText(model::Decimal(item.discount * 100)) + " % less";
}

void printSavings(const model::Catalog& catalog) {
  if (catalog.savings.empty()) return;
  Table table({{"savings plan", Align::left},
               {"name", Align::left},
               {"term", Align::left},
               {"item", Align::left},
               {"variant", Align::left},
               {"plans", Align::left},
               {"price", Align::left},
               {"as of", Align::left},
               {"confidence", Align::left},
               {"source", Align::left}});
  for (const auto& plan : catalog.savings)
    for (const auto& item : plan.items)
      table.add({plan.id, plan.name, plan.term, fmt::format("{} {}", item.kind, item.item), item.variant,
                 fmt::format("{}", fmt::join(item.plans, " ")), savedText(item), plan.asOf,
                 std::string(confidenceText(plan.confidence == model::Confidence::sourced)), plan.source});
  fmt::print("\n{}", table.text());
}

void printCatalog(const model::Catalog& catalog) {
  fmt::print("{} ({}), catalog {}\n", catalog.name, catalog.provider, catalog.edition);
  if (!catalog.regions.empty())
    fmt::print("regions: {} (default {})\n", fmt::join(catalog.regions, ", "), catalog.defaultRegion);
  fmt::print("\n");
  printRuntimes(catalog);
  printFeatures(catalog);
  printValues(catalog);
  printColdStarts(catalog);
  printPrices(catalog);
  printSavings(catalog);
}

struct CatalogOptions {
  std::string provider, asOf, bills;
  std::vector<std::string> overlays;
  bool check = false;
};

std::chrono::year_month_day today() { return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()); }

// The worked bills of the provider in the folder; none where it has no file of them.
tl::expected<std::vector<model::WorkedBill>, model::Problems> workedBills(const std::filesystem::path& folder,
                                                                          const std::string& provider) {
  const auto file = (folder / (provider + ".csv")).string();
  if (!std::filesystem::exists(file)) return {};
  return readInput(file).and_then([&](const std::string& text) { return model::readWorkedBills(text, file); });
}

void printList(std::string_view title, const std::vector<std::string>& names) {
  if (!names.empty()) fmt::print("  {}: {}\n", title, fmt::join(names, "; "));
}

// What is wrong with the catalog, and what is to be said of its prices.
tl::expected<bool, model::Problems> checkCatalog(const std::string& provider, const CatalogOptions& options) {
  const auto catalog = catalogOf(provider, options.overlays);
  if (!catalog) return tl::unexpected(catalog.error());
  std::vector<model::WorkedBill> bills;
  if (!options.bills.empty()) {
    auto read = workedBills(options.bills, provider);
    if (!read) return tl::unexpected(read.error());
    bills = std::move(*read);
  }
  const auto day = options.asOf.empty() ? today() : model::dayOf(options.asOf).value_or(today());
  const auto review = model::reviewPrices(*catalog, day, options.bills.empty() ? nullptr : &bills);
  if (!review) return tl::unexpected(review.error());
  fmt::print("{}: {} values, {} cold starts, {} prices, no problems\n", provider, catalog->values.size(),
             catalog->coldStarts.size(), countPrices(*catalog));
  printList("prices older than 12 months", review->stale);
  printList("prices without a source that was read", review->general);
  printList("prices in no worked bill", review->unused);
  printList("worked bills that differ", review->wrong);
  return review->wrong.empty();
}

Exit checkCatalogs(const std::vector<std::string>& providers, const CatalogOptions& options) {
  Exit exit = Exit::done;
  for (const auto& provider : providers) {
    const auto right = checkCatalog(provider, options);
    if (!right)
      for (const auto& problem : right.error()) fmt::print("{}\n", model::toText(problem));
    if (!right || !*right) exit = Exit::failed;
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
               std::to_string(catalog->values.size()), std::to_string(countPrices(*catalog))});
  }
  fmt::print("{}", table.text());
  return Exit::done;
}

std::string wrongOptions(const CatalogOptions& options) {
  const auto known = model::catalogProviders();
  if (!options.provider.empty() && std::find(known.begin(), known.end(), options.provider) == known.end())
    return unknownName("provider", options.provider, known);
  if (!options.check && !(options.asOf.empty() && options.bills.empty())) return "--as-of and --bills go with --check";
  if (!options.overlays.empty() && options.provider.empty()) return "name the PROVIDER that the overlay is for";
  const auto day = model::dayOf(options.asOf);
  if (!options.asOf.empty() && !(day && day->ok()))
    return fmt::format("--as-of: '{}' isn't a date such as 2026-11-23", options.asOf);
  if (!options.bills.empty() && !std::filesystem::is_directory(options.bills))
    return fmt::format("--bills: {} isn't a folder", options.bills);
  return {};
}

Exit runCatalog(const CatalogOptions& options) {
  if (const auto wrong = wrongOptions(options); !wrong.empty()) {
    printError(wrong);
    return Exit::badInput;
  }
  const auto& provider = options.provider;
  if (options.check)
    return checkCatalogs(provider.empty() ? model::catalogProviders() : std::vector<std::string>{provider}, options);
  if (provider.empty()) return listCatalogs();
  const auto catalog = catalogOf(provider, options.overlays);
  if (!catalog) {
    printProblems(catalog.error());
    return Exit::badInput;
  }
  printCatalog(*catalog);
  return Exit::done;
}

}  // namespace

Run addCatalog(CLI::App& verb) {
  auto options = std::make_shared<CatalogOptions>();
  verb.add_option("PROVIDER", options->provider, "Provider to show; default: list the providers");
  verb.add_flag("--check", options->check,
                "Read the catalogs and report what is wrong in them, and stale or general prices");
  verb.add_option("--as-of", options->asOf, "Day on which prices are judged stale; default: today");
  verb.add_option("--bills", options->bills,
                  "Folder of worked bills, PROVIDER.csv, to hold the prices against; lists those in none of them");
  addOverlayOption(verb, options->overlays);
  return [options] { return runCatalog(*options); };
}

}  // namespace virga::cli
