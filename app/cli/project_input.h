#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace CLI {
class App;
}

namespace virga::cli {

// A project as named on a command line, with the catalog of the provider it is looked at for.
struct ProjectInput {
  std::string text;
  std::string fileName;          // as messages name it
  std::filesystem::path folder;  // what file names in the project are relative to
  model::Architecture architecture;
  model::Catalog catalog;
};

// A file's text; "-" is standard input.
tl::expected<std::string, model::Problems> readInput(const std::string& file);

// The provider's catalog with the overlay files over it, or an error that names the known providers.
tl::expected<model::Catalog, model::Problems> catalogOf(const std::string& provider,
                                                        const std::vector<std::string>& overlays = {});

// Reads the project in `file` ("-": standard input) with settings applied. An empty `provider` is the project's own
// target; another one replaces the target, with its default region.
tl::expected<ProjectInput, model::Problems> readProjectInput(const std::string& file, const std::string& provider,
                                                             const std::vector<model::Setting>& settings = {},
                                                             const std::vector<std::string>& overlays = {});

// --catalog-overlay, repeatable.
void addOverlayOption(CLI::App& verb, std::vector<std::string>& overlays);

// --savings-plan, of one bill.
void addSavingsOption(CLI::App& verb, std::string& savingsPlan);

// What is wrong with a --savings-plan, with the known ones; nothing where it is empty or one of the catalog's.
tl::expected<void, std::string> checkSavings(const std::string& savingsPlan, const model::Catalog& catalog);

// The input's project read once more with other settings.
tl::expected<model::Architecture, model::Problems> architectureWith(const ProjectInput& input, const std::string& provider,
                                                                    const std::vector<model::Setting>& settings);

// Says on standard error where figures are another region's than the project's, and prices of its own aren't known.
void noteRegion(const ProjectInput& input);

}  // namespace virga::cli
