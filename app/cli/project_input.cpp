#include "app/cli/project_input.h"

#include <algorithm>
#include <array>
#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "model/catalog/overlay.h"
#include "model/io/file.h"
#include "model/project/project_file.h"

namespace virga::cli {

namespace {

constexpr auto kStandardInput = "-";

model::Problems oneProblem(std::string file, std::string id, std::string message) {
  model::Problem problem;
  problem.id = std::move(id);
  problem.file = std::move(file);
  problem.message = std::move(message);
  return {problem};
}

std::string displayName(const std::string& file) { return file == kStandardInput ? "<stdin>" : file; }

}  // namespace

tl::expected<std::string, model::Problems> readInput(const std::string& file) {
  if (file == kStandardInput) {
    std::string text;
    std::array<char, 65536> buffer{};
    while (std::cin.read(buffer.data(), buffer.size()), std::cin.gcount() > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(std::cin.gcount()));
      if (text.size() > model::kLargestFile)
        return tl::unexpected(oneProblem(displayName(file), "unreadable-file",
                                         fmt::format("it is larger than {} MiB", model::kLargestFile >> 20)));
    }
    if (std::cin.bad())
      return tl::unexpected(oneProblem(displayName(file), "unreadable-file", "standard input can't be read"));
    return text;
  }
  return model::readFile(file).map_error([&](std::string error) {
    return oneProblem(error.find(file) == std::string::npos ? file : "", "unreadable-file", std::move(error));
  });
}

tl::expected<model::Catalog, model::Problems> catalogOf(const std::string& provider,
                                                        const std::vector<std::string>& overlays) {
  const auto known = model::catalogProviders();
  if (std::find(known.begin(), known.end(), provider) == known.end())
    return tl::unexpected(oneProblem({}, "unknown-provider", unknownName("provider", provider, known)));
  auto catalog = model::loadCatalog(provider);
  for (const auto& file : overlays) {
    if (!catalog) break;
    const auto text = readInput(file);
    if (!text) return tl::unexpected(text.error());
    catalog = model::withOverlay(*catalog, *text, displayName(file));
  }
  return catalog;
}

void addSavingsOption(CLI::App& verb, std::string& savingsPlan) {
  verb.add_option("--savings-plan", savingsPlan,
                  "Price with this savings plan or commitment, as virga catalog PROVIDER lists them; default: on demand")
      ->check(refuseEmpty);
}

tl::expected<void, std::string> checkSavings(const std::string& savingsPlan, const model::Catalog& catalog) {
  if (savingsPlan.empty() || catalog.savingsPlan(savingsPlan)) return {};
  std::vector<std::string> known;
  for (const auto& plan : catalog.savings) known.push_back(plan.id);
  if (known.empty())
    return tl::unexpected(fmt::format("--savings-plan: the catalog of {} knows no savings plans", catalog.name));
  return tl::unexpected(fmt::format("--savings-plan: the catalog of {} has no savings plan '{}'; known: {}", catalog.name,
                                    savingsPlan, fmt::join(known, ", ")));
}

void addOverlayOption(CLI::App& verb, std::vector<std::string>& overlays) {
  verb.add_option("--catalog-overlay", overlays,
                  "YAML file with prices and values in place of the catalog's; repeatable, the last one counts")
      ->allow_extra_args(false)
      ->check(refuseEmpty);
}

tl::expected<model::Architecture, model::Problems> architectureWith(const ProjectInput& input, const std::string& provider,
                                                                    const std::vector<model::Setting>& settings) {
  auto architecture = model::readProject(input.text, input.fileName, settings);
  if (architecture && !provider.empty() && provider != architecture->target.provider)
    architecture->target = model::Target{provider, {}};
  return architecture;
}

tl::expected<ProjectInput, model::Problems> readProjectInput(const std::string& file, const std::string& provider,
                                                             const std::vector<model::Setting>& settings,
                                                             const std::vector<std::string>& overlays) {
  ProjectInput input;
  input.fileName = displayName(file);
  if (file != kStandardInput) input.folder = std::filesystem::path(file).parent_path();
  auto text = readInput(file);
  if (!text) return tl::unexpected(text.error());
  input.text = std::move(*text);

  auto architecture = architectureWith(input, provider, settings);
  if (!architecture) return tl::unexpected(architecture.error());
  input.architecture = std::move(*architecture);
  auto catalog = catalogOf(input.architecture.target.provider, overlays);
  if (!catalog) return tl::unexpected(catalog.error());
  input.catalog = std::move(*catalog);
  return input;
}

void noteRegion(const ProjectInput& input) {
  const auto& region = input.architecture.target.region;
  const auto& known = input.catalog.regions;
  if (!region.empty() && std::find(known.begin(), known.end(), region) == known.end())
    printNote(fmt::format(
        "warning: the catalog of {} doesn't know '{}': limits and latencies are those of {}, prices aren't known",
        input.catalog.name, region, input.catalog.defaultRegion));
}

}  // namespace virga::cli
