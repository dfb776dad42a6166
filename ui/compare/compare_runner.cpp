#include "ui/compare/compare_runner.h"

#include <exception>

namespace virga::ui {

namespace {

CompareOutcome outcomeOf(const CompareRequest& request, CatalogCache& catalogs, const CompareRunner::Compare& compare,
                         const std::stop_token& stop, const simulator::ProgressSink& sink) {
  try {
    std::vector<simulator::Platform> platforms;
    for (const auto& choice : request.platforms) {
      const auto catalog = catalogs.load(choice.provider);
      if (!catalog) return CompareFailed{catalog.error()};
      platforms.push_back({**catalog, choice.plan});
    }
    auto comparison = compare(request.architecture, platforms, request.options, stop, sink);
    if (comparison) return CompareFinished{std::make_shared<const simulator::Comparison>(std::move(*comparison))};
    if (std::holds_alternative<simulator::Stopped>(comparison.error())) return CompareStopped{};
    return CompareFailed{std::get<model::Problems>(std::move(comparison.error()))};
  } catch (const std::exception& error) {
    return CompareFailed{brokeOff("comparison", error.what())};
  }
}

}  // namespace

CompareRunner::CompareRunner(std::shared_ptr<CatalogCache> catalogs, Compare compare, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)), compare_(std::move(compare)) {}

void CompareRunner::start(CompareRequest request) {
  launch([this, catalogs = catalogs_, compare = compare_, request = std::move(request)](
             const std::stop_token& stop, const simulator::ProgressSink& sink) -> Conclusion {
    return [this, outcome = outcomeOf(request, *catalogs, compare, stop, sink)] { emit finished(outcome); };
  });
}

void CompareRunner::tellStopped() { emit finished(CompareStopped{}); }

}  // namespace virga::ui
