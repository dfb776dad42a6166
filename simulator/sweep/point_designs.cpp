#include "simulator/sweep/point_designs.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "model/checks/check.h"
#include "model/project/project_file.h"
#include "model/project/scenario_settings.h"
#include "simulator/experiment/compare.h"

namespace virga::simulator {
namespace {

std::string keyOf(const model::Problem& problem) { return problem.id + " " + problem.path; }

bool sets(const std::vector<model::Setting>& settings, std::string_view path) {
  return std::any_of(settings.begin(), settings.end(), [&](const auto& setting) { return setting.path == path; });
}

}  // namespace

// Those of other providers, each read once.
class PointDesigns::Catalogs {
 public:
  explicit Catalogs(const CatalogSource& source) : source_(source) {}

  tl::expected<const model::Catalog*, model::Problems> of(const std::string& provider) {
    const std::lock_guard lock(mutex_);
    auto found = catalogs_.find(provider);
    if (found == catalogs_.end()) {
      auto catalog = source_(provider);
      if (!catalog) return tl::unexpected(catalog.error());
      found = catalogs_.emplace(provider, std::move(*catalog)).first;
    }
    return &found->second;
  }

 private:
  const CatalogSource& source_;
  std::mutex mutex_;
  std::map<std::string, model::Catalog> catalogs_;
};

PointDesigns::PointDesigns(const model::Architecture& architecture, const model::Catalog& catalog,
                           const CatalogSource& catalogs, std::string scenario)
    : architecture_(architecture),
      catalog_(catalog),
      scenario_(std::move(scenario)),
      catalogs_(std::make_unique<Catalogs>(catalogs)) {
  for (const auto& problem : model::check(architecture, catalog))
    if (problem.severity == model::Severity::error) known_.push_back(keyOf(problem));
}

PointDesigns::~PointDesigns() = default;

tl::expected<PointDesigns::Design, model::Problems> PointDesigns::at(const std::vector<model::Setting>& settings) const {
  auto set = model::withSettings(architecture_, settings);
  if (!set) return tl::unexpected(set.error());
  Design design{std::move(*set), &catalog_};
  auto& scenarios = design.architecture.scenarios;
  const auto scenario = std::find_if(scenarios.begin(), scenarios.end(),
                                     [&](const model::Scenario& own) { return scenario_.empty() || own.name == scenario_; });
  if (scenario != scenarios.end()) model::setInScenario(*scenario, settings);

  auto& target = design.architecture.target;
  if (target.provider != architecture_.target.provider) {
    const auto catalog = catalogs_->of(target.provider);
    if (!catalog) return tl::unexpected(catalog.error());
    design.catalog = *catalog;
    // A region of the one provider is none of the other's.
    if (!sets(settings, "target.region")) target.region.clear();
    auto fitted = designOn(design.architecture, {**catalog, {}}, scenario == scenarios.end() ? "" : scenario->name);
    if (!fitted) return tl::unexpected(fitted.error());
    design.architecture = std::move(fitted->architecture);
  }
  model::Problems refused;
  for (auto& problem : model::check(design.architecture, *design.catalog))
    if (problem.severity == model::Severity::error &&
        std::find(known_.begin(), known_.end(), keyOf(problem)) == known_.end())
      refused.push_back(std::move(problem));
  if (!refused.empty()) return tl::unexpected(std::move(refused));
  return design;
}

}  // namespace virga::simulator
