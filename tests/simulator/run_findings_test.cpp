#include "simulator/results/run_findings.h"

#include <algorithm>
#include <cmath>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/checks/quick_fix.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/offered.h"

using namespace virga;

namespace {

model::Architecture design(const std::string& components, const std::string& rest = {}) {
  const auto read = model::readProject("virga: 1\nname: T\ntarget: {provider: aws}\ncomponents:\n" + components + rest, "t");
  if (!read) qFatal("%s", model::toText(read.error().front()).c_str());
  return *read;
}

simulator::Result run(const model::Architecture& architecture) {
  simulator::SimulationOptions options;
  options.duration = model::minutes(2);
  const auto result = simulator::simulate(architecture, model::loadCatalog("aws").value(), options, {}, {});
  if (!result) qFatal("the run failed");
  return *result;
}

const model::Problem* find(const model::Problems& problems, const std::string& id) {
  const auto found = std::find_if(problems.begin(), problems.end(), [&](const auto& each) { return each.id == id; });
  return found == problems.end() ? nullptr : &*found;
}

const std::string kUsers = "  users: {kind: client, sends: [{to: work, arrivals: {constant: {rate: 50/s}}}]}\n";

}  // namespace

// What a run found, from real runs; a fix is applied and the run repeated.
class RunFindingsTest : public QObject {
  Q_OBJECT

 private slots:
  // A shard takes 1,000 records a second, so that half of 2,000 are refused. Those aren't among the records put.
  void whatAStreamRefusesIsAPartOfWhatItWasOffered() {
    const auto architecture = design(
        "  users: {kind: client, sends: [{to: feed, arrivals: {constant: {rate: 2000/s}}, payload: 100 B}]}\n"
        "  feed: {kind: stream, billing: provisioned, shards: 1, consumers: [{to: work, batch: 100}]}\n"
        "  work: {kind: function, runtime: nodejs22}\n");
    const auto result = run(architecture);
    const auto found = std::find_if(result.components.begin(), result.components.end(),
                                    [](const auto& component) { return component.id == "feed"; });
    QVERIFY(found != result.components.end());
    const double throttles = simulator::meanOf(found->figures, "throttles");
    QVERIFY2(std::abs(throttles / simulator::offeredOf(*found) - 0.5) < 0.02, qPrintable(QString::number(throttles)));
    QVERIFY(std::abs(simulator::offeredOf(*found) - 2000 * 120) < 0.01 * 2000 * 120);
    const auto problems = simulator::runFindings(result, architecture);
    const auto* problem = find(problems, "run-throttled");
    QVERIFY(problem);
    QCOMPARE(problem->severity, model::Severity::warning);
    QVERIFY2(!QString::fromStdString(problem->message).contains("of 0 "), problem->message.c_str());
  }

  void whatIsOfferedCountsWhatIsRefusedOnce() {
    QCOMPARE(simulator::offeredOf("function", 80, 20, 5), 100.0);  // invocations that began
    QCOMPARE(simulator::offeredOf("container-service", 80, 20, 5), 100.0);
    QCOMPARE(simulator::offeredOf("http-api", 100, 20, 5), 100.0);  // all that came
    QCOMPARE(simulator::offeredOf("nosql-db", 100, 20, 5), 100.0);
    QCOMPARE(simulator::offeredOf("stream", 75, 20, 5), 100.0);  // records put
    QCOMPARE(simulator::offeredOf("topic", 75, 20, 5), 100.0);
  }

  void eachFixMendsTheRun_data() {
    QTest::addColumn<QString>("components");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const std::string& components, const char* rule, const char* path) {
      QTest::newRow(name) << QString::fromStdString(components) << rule << path;
    };
    row("function",
        kUsers + "  work: {kind: function, runtime: nodejs22, reserved-concurrency: 5, steps: [{wait: 150 ms}]}\n",
        "run-throttled", "work.reserved-concurrency");
    row("gateway",
        "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {constant: {rate: 50/s}}}]}\n"
        "  api: {kind: http-api, throttle: {rate: 30/s, burst: 30}, routes: [{route: GET /a, to: work}]}\n"
        "  work: {kind: function, runtime: nodejs22}\n",
        "run-throttled", "api.throttle.rate");
    row("queue",
        "  users: {kind: client, sends: [{to: jobs, arrivals: {constant: {rate: 50/s}}}]}\n"
        "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work, batch: 1, max-concurrency: 6}]}\n"
        "  work: {kind: function, runtime: nodejs22, steps: [{wait: 150 ms}]}\n",
        "run-waited", "jobs.consumers.0.max-concurrency");
    row("database",
        kUsers +
            "  work: {kind: function, runtime: nodejs22, steps: [{call: db}, {wait: 200 ms}]}\n"
            "  db: {kind: sql-db, connection-limit: 8}\n",
        "run-refused", "db.connection-limit");
  }
  void eachFixMendsTheRun() {
    QFETCH(QString, components);
    QFETCH(QString, rule);
    QFETCH(QString, path);
    auto architecture = design(components.toStdString());
    int rounds = 0;
    for (; rounds < 8; ++rounds) {
      const auto found = simulator::runFindings(run(architecture), architecture);
      const auto* problem = find(found, rule.toStdString());
      if (!problem) break;
      QVERIFY(simulator::isOfRun(*problem));
      QCOMPARE(problem->path, path.toStdString());
      const auto fixes = model::quickFixes(architecture, *problem);
      QCOMPARE(fixes.size(), std::size_t{1});
      auto edited = fixes.front().edit(architecture);
      QVERIFY(edited);
      architecture = *edited;
    }
    QVERIFY2(rounds > 0, "the run doesn't show the problem");
    QVERIFY2(rounds < 8, "the problem stays");
  }

  void messagesNameNumbersAndTheLimit() {
    const auto architecture =
        design(kUsers + "  work: {kind: function, runtime: nodejs22, reserved-concurrency: 5, steps: [{wait: 150 ms}]}\n");
    const auto result = run(architecture);
    const auto found = simulator::runFindings(result, architecture);
    const auto* problem = find(found, "run-throttled");
    QVERIFY(problem);
    const auto throttles = simulator::meanOf(result.components.back().figures, "throttles");
    const auto invocations = simulator::meanOf(result.components.back().figures, "invocations");
    QCOMPARE(QString::fromStdString(problem->message).remove(','),
             QString("%1 of %2 requests were throttled because reserved-concurrency is 5")
                 .arg(throttles, 0, 'f', 0)
                 .arg(throttles + invocations, 0, 'f', 0));
    QVERIFY(problem->severity == model::Severity::warning);
    QCOMPARE(problem->nearest, std::string("10"));
  }

  // The gateway's limit isn't why: it counts what is refused behind it.
  void aGatewayIsNotBlamedForWhatItHandsOn() {
    const auto architecture = design(
        "  users: {kind: client, sends: [{to: api, route: GET /a, arrivals: {constant: {rate: 50/s}}}]}\n"
        "  api: {kind: http-api, throttle: {rate: 1000/s, burst: 1000}, routes: [{route: GET /a, to: work}]}\n"
        "  work: {kind: function, runtime: nodejs22, reserved-concurrency: 2, steps: [{wait: 150 ms}]}\n");
    const auto result = run(architecture);
    for (const auto& component : result.components)
      if (component.id == "api") QVERIFY(simulator::meanOf(component.figures, "throttles") > 1000);
    const auto found = simulator::runFindings(result, architecture);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().path, std::string("work.reserved-concurrency"));
  }

  void aQuietRunFindsNothing() {
    const auto architecture = design(kUsers + "  work: {kind: function, runtime: nodejs22}\n");
    QVERIFY(simulator::runFindings(run(architecture), architecture).empty());
  }

  void whatTheScenarioSetsIsNotRaisedInTheDrawing() {
    const auto architecture =
        design(kUsers + "  work: {kind: function, runtime: nodejs22, reserved-concurrency: 5, steps: [{wait: 150 ms}]}\n",
               "scenarios: {small: {duration: 2 min, set: {work.reserved-concurrency: 4}}}\n");
    auto result = run(architecture);
    result.scenario = "small";
    const auto found = simulator::runFindings(result, architecture);
    const auto* problem = find(found, "run-throttled");
    QVERIFY(problem);
    QVERIFY(model::quickFixes(architecture, *problem).empty());
  }
};

QTEST_APPLESS_MAIN(RunFindingsTest)
#include "run_findings_test.moc"
