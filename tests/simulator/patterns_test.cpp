#include <algorithm>
#include <cstdlib>

#include <QtTest>

#include "model/checks/check.h"
#include "tests/simulator/pattern_runs.h"

using namespace virga;

namespace {

const std::vector<std::string> kPatterns{"aggregator",
                                         "circuit-breaker",
                                         "claim-check",
                                         "cqrs",
                                         "fan-out-fan-in",
                                         "function-as-a-gateway",
                                         "saga",
                                         "queue-based-load-levelling",
                                         "strangler-fig",
                                         "throttled-third-party",
                                         "scheduled-batch",
                                         "event-stream-processing"};

// What a card takes on the canvas, with a gap.
constexpr int kWidth = 180, kHeight = 90;

}  // namespace

// The patterns' designs are sound anywhere, and can be read.
class PatternsTest : public QObject {
  Q_OBJECT

 private slots:
  void areSound_data() {
    QTest::addColumn<QString>("id");
    for (const auto& id : kPatterns) QTest::newRow(id.c_str()) << QString::fromStdString(id);
  }
  void areSound() {
    QFETCH(QString, id);
    const auto project = model::loadProject(patterns::fileOf(id.toStdString()));
    QVERIFY2(project, project ? "" : toText(project.error().front()).c_str());
    QVERIFY(!project->description.empty());
    QVERIFY(project->scenarios.size() >= 2);
    for (const std::string provider : {"aws", "azure", "gcp", "oci"}) {
      const auto catalog = model::loadCatalog(provider);
      for (const auto& problem : model::check(*project, *catalog))
        QVERIFY2(problem.severity != model::Severity::error, toText(problem).c_str());
    }
    // How it would be without the pattern may break the limits of others.
    for (const auto& scenario : project->scenarios)
      for (const auto& problem : model::check(patterns::design(id.toStdString(), scenario.name), *model::loadCatalog("aws")))
        QVERIFY2(problem.severity != model::Severity::error, toText(problem).c_str());
  }

  void haveRoomOnTheCanvas_data() { areSound_data(); }
  void haveRoomOnTheCanvas() {
    QFETCH(QString, id);
    const auto project = model::loadProject(patterns::fileOf(id.toStdString()));
    QVERIFY(project);
    QCOMPARE(project->layout.size(), project->components.size());
    for (std::size_t i = 0; i < project->layout.size(); ++i)
      for (std::size_t k = 0; k < i; ++k) {
        const auto &a = project->layout[i], &b = project->layout[k];
        QVERIFY2(std::abs(a.second.x - b.second.x) >= kWidth || std::abs(a.second.y - b.second.y) >= kHeight,
                 (a.first + " lies on " + b.first).c_str());
      }
  }

  void runOnEachProvider_data() { areSound_data(); }
  void runOnEachProvider() {
    QFETCH(QString, id);
    const auto project = model::loadProject(patterns::fileOf(id.toStdString()));
    QVERIFY(project);
    for (const std::string provider : {"azure", "gcp", "oci"}) {
      const auto start = project->scenarios.front().warmup.time;
      const bool waits = std::any_of(project->components.begin(), project->components.end(), [](const auto& component) {
        return std::holds_alternative<model::Schedule>(component.kind);
      });
      const auto result =
          patterns::run(patterns::lasting(patterns::design(id.toStdString(), project->scenarios.front().name),
                                          start + (waits ? model::hours(2) : model::minutes(2)), start),
                        {1, provider});
      QVERIFY(result.events > 0);
    }
  }
};

QTEST_APPLESS_MAIN(PatternsTest)
#include "patterns_test.moc"
