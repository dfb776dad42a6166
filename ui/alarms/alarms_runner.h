#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "simulator/alarms/propose.h"
#include "ui/runs/background_runner.h"
#include "ui/runs/catalog_cache.h"

namespace virga::ui {

// What to propose alarms for; everything by value.
struct AlarmsRequest {
  model::Architecture architecture;
  std::string provider;
  simulator::AlarmOptions options;
};

struct AlarmsProposed {
  std::shared_ptr<const simulator::AlarmProposals> proposals;  // never changed after publication
};
struct AlarmsStopped {};
struct AlarmsFailed {
  model::Problems problems;
};
using AlarmsOutcome = std::variant<AlarmsProposed, AlarmsStopped, AlarmsFailed>;

// Simulates the normal, and faults, and proposes alarms.
class AlarmsRunner : public BackgroundRunner {
  Q_OBJECT

 public:
  using Propose = std::function<tl::expected<simulator::AlarmProposals, simulator::SimulationFailure>(
      const model::Architecture&, const model::Catalog&, const simulator::AlarmOptions&, std::stop_token,
      const simulator::ProgressSink&)>;

  // `propose` is called on the worker: simulator::proposeAlarms, or what a test puts in its place.
  AlarmsRunner(std::shared_ptr<CatalogCache> catalogs, Propose propose, QObject* parent = nullptr);

  // Proposing that is under way is abandoned first.
  void start(AlarmsRequest request);

 signals:
  void finished(const virga::ui::AlarmsOutcome& outcome);

 protected:
  void tellStopped() override;

 private:
  std::shared_ptr<CatalogCache> catalogs_;
  Propose propose_;
};

}  // namespace virga::ui
