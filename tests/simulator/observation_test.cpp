#include <cmath>
#include <thread>

#include <QTest>

#include "model/io/file.h"
#include "tests/simulator/designs.h"

using namespace virga;
using designs::mean;
using simulator::Frame;
using simulator::Progress;

namespace {

const std::string kFlow = "shoppers → api POST /orders";

model::Architecture example(std::vector<model::Setting> settings = {}) {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml", settings);
  if (!project) qFatal("the example can't be read");
  return std::move(*project);
}

using Outcome = tl::expected<simulator::Result, simulator::SimulationFailure>;

// Runs the example for so long that it never ends, and stops it by what `ask` says of its progress.
template <class Ask>
Outcome stoppedWhen(simulator::SimulationOptions options, Ask ask, const model::Architecture& project = example()) {
  std::stop_source source;
  const auto catalog = model::loadCatalog("aws");
  return simulator::simulate(project, *catalog, options, source.get_token(), [&](const Progress& progress) {
    if (ask(progress)) source.request_stop();
  });
}

}  // namespace

// What is seen of a run before its end: when it is stopped, and while it runs.
class ObservationTest : public QObject {
  Q_OBJECT

 private slots:
  void aStoppedRunIsOfWhatItDid() {
    simulator::SimulationOptions options;
    options.duration = model::days(3650);
    options.freeTier = false;
    const auto result =
        stoppedWhen(options, [](const Progress& progress) { return progress.simulatedTime > model::hours(3); });
    QVERIFY(result.has_value());
    QVERIFY(result->partOf.has_value());
    QCOMPARE(result->partOf->simulated, model::days(3650));
    QVERIFY(result->simulated > model::hours(3) && result->simulated < model::days(3650));
    QCOMPARE(result->usage.period, result->simulated);
    QCOMPARE(result->replications, 1);
    const double requests = mean(*result, kFlow, "requests");
    const double open =
        requests - mean(*result, kFlow, "succeeded") - mean(*result, kFlow, "failed") - mean(*result, kFlow, "throttled");
    QVERIFY(open >= 0 && open <= mean(*result, "checkout", "concurrency.max") + 100);
    // Each request is an invocation for the API; the bill is that of a month of 730 h at this pace.
    const double hours = result->simulated.seconds() / 3600;
    QVERIFY(std::abs(designs::metered(*result, "checkout", "requests") - mean(*result, "checkout", "invocations")) < 1e-6);
    double priced = 0;
    for (const auto& line : result->bill.lines)
      if (line.component == "checkout" && line.item == "requests") priced = static_cast<double>(line.quantity);
    QVERIFY(std::abs(priced / (mean(*result, "checkout", "invocations") * 730 / hours) - 1) < 1e-9);
    // No series goes on behind the end.
    const auto buckets = (result->simulated.nanoseconds + result->bucket.nanoseconds - 1) / result->bucket.nanoseconds;
    for (const auto& series : result->flows[0].series) QCOMPARE(static_cast<std::int64_t>(series.values.size()), buckets);
  }

  void thoseThatAreDoneCountAlone() {
    simulator::SimulationOptions options;
    options.duration = model::hours(2);
    options.replications = 10'000;
    options.threads = 2;
    auto result = stoppedWhen(options, [](const Progress& progress) { return progress.replicationsDone >= 3; });
    QVERIFY(result.has_value());
    QCOMPARE(result->partOf->replications, 10'000);
    QVERIFY(result->replications >= 3 && result->replications < 10'000);
    QCOMPARE(result->simulated, model::hours(2));
    QVERIFY(result->intervals == simulator::Intervals::replications);
    // Each of them is a whole run, as it would have been alone.
    options.replications = 1;
    const auto catalog = model::loadCatalog("aws");
    const auto first = simulator::simulate(example(), *catalog, options);
    QCOMPARE(simulator::findFigure(first->flows[0].figures, "requests")->value().mean,
             *result->flows[0].figures[0].samples[0]);
  }

  void nothingComesOfARunStoppedInItsWarmup() {
    simulator::SimulationOptions options;
    options.duration = model::days(3650);
    auto project = example();
    project.scenarios.front().warmup.time = model::days(3649);
    for (const bool automatic : {false, true}) {
      project.scenarios.front().warmup.automatic = automatic;
      const auto result = stoppedWhen(
          options, [](const Progress&) { return true; }, project);
      QVERIFY(!result && std::holds_alternative<simulator::Stopped>(result.error()));
    }
  }

  void framesShowTheRun() {
    simulator::SimulationOptions options;
    options.duration = model::days(3650);
    options.frames = true;
    std::vector<std::shared_ptr<const Frame>> frames;
    const auto stopped = stoppedWhen(
        options,
        [&](const Progress& progress) {
          if (progress.frame) frames.push_back(progress.frame);
          return frames.size() == 4;
        },
        example({{"shoppers.sends.0.arrivals.poisson.rate", "200/s"}, {"checkout.steps.0.compute", "100 ms"}}));
    QCOMPARE(frames.size(), std::size_t{4});
    const auto project = example();
    for (std::size_t i = 0; i < frames.size(); ++i) {
      const auto& frame = *frames[i];
      QVERIFY(frame.time > (i > 0 ? frames[i - 1]->time : model::Duration{}));
      std::vector<std::string> ids;
      for (const auto& shown : frame.components) ids.push_back(shown.id);
      std::vector<std::string> expected;
      for (const auto& component : project.components)
        if (model::kindName(component.kind) != "client") expected.push_back(component.id);
      QVERIFY(ids == expected);
      for (const auto& shown : frame.components) {
        if (shown.id == "checkout") {
          QVERIFY(shown.busy && shown.instances && *shown.busy <= *shown.instances && *shown.instances > 0);
          QVERIFY(!shown.waiting && !shown.connections);
        }
        if (shown.id == "receipts") QVERIFY(shown.waiting && *shown.waiting >= 0 && !shown.busy);
      }
    }
    // By frames that are hours apart, the arrivals of a Poisson stream come at its rate but for a few per cent; the day's
    // shape of the scenario lies between 20 % and 100 %.
    for (const auto& shown : frames.back()->components)
      if (shown.id == "api")
        QVERIFY2(shown.requestsPerSecond > 20 && shown.requestsPerSecond < 260,
                 std::to_string(shown.requestsPerSecond).c_str());
  }

  void nobodyPaysForFramesThatNobodyWants() {
    simulator::SimulationOptions options;
    options.duration = model::days(3650);
    int reports = 0, frames = 0;
    const auto stopped = stoppedWhen(options, [&](const Progress& progress) {
      frames += progress.frame ? 1 : 0;
      return ++reports == 3;
    });
    QCOMPARE(frames, 0);
  }
};

QTEST_GUILESS_MAIN(ObservationTest)
#include "observation_test.moc"
