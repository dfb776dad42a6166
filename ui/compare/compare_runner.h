#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "simulator/experiment/compare.h"
#include "ui/runs/background_runner.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// A provider, and which of its plans; empty: its only one.
struct PlatformChoice {
  std::string provider, plan;
  bool operator==(const PlatformChoice&) const = default;
};

// What to compare; everything by value, so that editing goes on meanwhile.
struct CompareRequest {
  model::Architecture architecture;
  std::vector<PlatformChoice> platforms;
  simulator::CompareOptions options;
};

struct CompareFinished {
  std::shared_ptr<const simulator::Comparison> comparison;  // never changed after publication
};
struct CompareStopped {};
struct CompareFailed {
  model::Problems problems;
};
using CompareOutcome = std::variant<CompareFinished, CompareStopped, CompareFailed>;

// Runs comparisons. One that is stopped ends with the runs that are done, or with CompareStopped where that is none.
class CompareRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  using Compare = std::function<tl::expected<simulator::Comparison, simulator::SimulationFailure>(
      const model::Architecture&, const std::vector<simulator::Platform>&, const simulator::CompareOptions&, std::stop_token,
      const simulator::ProgressSink&)>;

  // `compare` is called on the worker: simulator::compare, or what a test puts in its place.
  explicit CompareRunner(std::shared_ptr<CatalogCache> catalogs, Compare compare, QObject* parent = nullptr);

  // A comparison that is under way is abandoned first.
  void start(CompareRequest request);

 signals:
  void finished(const virga::ui::CompareOutcome& outcome);

 protected:
  void tellStopped() override;

 private:
  std::shared_ptr<CatalogCache> catalogs_;
  Compare compare_;
};

}  // namespace virga::ui
