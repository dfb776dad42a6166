#include "ui/alarms/alarms_runner.h"

#include <exception>

namespace virga::ui {

namespace {

AlarmsOutcome outcomeOf(const AlarmsRequest& request, CatalogCache& catalogs, const AlarmsRunner::Propose& propose,
                        const std::stop_token& stop, const simulator::ProgressSink& sink) {
  try {
    const auto catalog = catalogs.load(request.provider);
    if (!catalog) return AlarmsFailed{catalog.error()};
    auto proposals = propose(request.architecture, **catalog, request.options, stop, sink);
    if (proposals) return AlarmsProposed{std::make_shared<const simulator::AlarmProposals>(std::move(*proposals))};
    if (std::holds_alternative<simulator::Stopped>(proposals.error())) return AlarmsStopped{};
    return AlarmsFailed{std::get<model::Problems>(std::move(proposals.error()))};
  } catch (const std::exception& error) {
    return AlarmsFailed{brokeOff("simulation", error.what())};
  }
}

}  // namespace

AlarmsRunner::AlarmsRunner(std::shared_ptr<CatalogCache> catalogs, Propose propose, QObject* parent)
    : BackgroundRunner(parent), catalogs_(std::move(catalogs)), propose_(std::move(propose)) {}

void AlarmsRunner::start(AlarmsRequest request) {
  launch([this, catalogs = catalogs_, propose = propose_, request = std::move(request)](
             const std::stop_token& stop, const simulator::ProgressSink& sink) -> Conclusion {
    return [this, outcome = outcomeOf(request, *catalogs, propose, stop, sink)] { emit finished(outcome); };
  });
}

void AlarmsRunner::tellStopped() { emit finished(AlarmsStopped{}); }

}  // namespace virga::ui
