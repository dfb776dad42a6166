#include "simulator/results/run_advice.h"

#include <algorithm>
#include <string>

#include <QtTest>

#include "model/catalog/catalog.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "simulator/results/run_findings.h"

using namespace virga;

namespace {

model::Architecture design(const std::string& components) {
  const auto read = model::readProject("virga: 1\nname: T\ntarget: {provider: aws}\ncomponents:\n" + components, "t");
  if (!read) qFatal("%s", model::toText(read.error().front()).c_str());
  return *read;
}

model::Problems found(const std::string& components, const std::string& rule, model::Duration time = model::minutes(5)) {
  const auto architecture = design(components);
  simulator::SimulationOptions options;
  options.duration = time;
  const auto result = simulator::simulate(architecture, model::loadCatalog("aws").value(), options, {}, {});
  if (!result) qFatal("the run failed");
  model::Problems problems;
  for (const auto& problem : simulator::runFindings(*result, architecture))
    if (problem.id == rule) problems.push_back(problem);
  for (const auto& problem : problems)
    if (!simulator::isOfRun(problem) || problem.message.empty() || problem.hint.empty()) qFatal("without words");
  return problems;
}

std::string users(const std::string& to, const std::string& rate) {
  return "  users: {kind: client, sends: [{to: " + to + ", arrivals: {constant: {rate: " + rate + "}}}]}\n";
}

bool says(const model::Problem& problem, const char* text) { return problem.message.find(text) != std::string::npos; }

}  // namespace

// What runs say, each of a design whose figures follow from a sum.
class RunAdviceTest : public QObject {
  Q_OBJECT

 private slots:
  // 20 messages a second come, and two at once of 200 ms each are 10 a second: half of them stay.
  void aQueueThatGrowsWithoutEnd() {
    const auto with = [](const char* atOnce) {
      return users("jobs", "20/s") +
             "  jobs: {kind: queue, visibility: 1 h, consumers: [{to: work, batch: 1, "
             "max-concurrency: " +
             atOnce + "}]}\n  work: {kind: function, runtime: nodejs22, steps: [{wait: 200 ms}]}\n";
    };
    const auto problems = found(with("2"), "run-growing");
    QCOMPARE(problems.size(), std::size_t{1});
    QVERIFY(problems[0].severity == model::Severity::warning);
    QCOMPARE(problems[0].path, std::string("jobs.consumers"));
    QCOMPARE(found(with("8"), "run-growing").size(), std::size_t{0});
  }

  // One shard's reader does a record at a time: 10 a second of the 30 that come.
  void aStreamThatGrowsWithoutEnd() {
    const auto with = [](const char* time) {
      return users("log", "30/s") +
             "  log: {kind: stream, billing: provisioned, shards: 1, consumers: [{to: work, batch: 1, max-retries: 2}]}\n"
             "  work: {kind: function, runtime: nodejs22, steps: [{wait: " +
             time + "}]}\n";
    };
    QCOMPARE(found(with("100 ms"), "run-growing").size(), std::size_t{1});
    QCOMPARE(found(with("1 ms"), "run-growing").size(), std::size_t{0});
  }

  // With half of the calls failing, two retries make 1 + 1/2 + 1/4 calls of each.
  void retriesThatMakeTheLoad() {
    const auto with = [](const char* errors) {
      return users("work", "20/s") +
             "  work: {kind: function, runtime: nodejs22, steps: [{call: shop, timeout: 1 s, retry: {attempts: 2, backoff: "
             "10 ms}}]}\n  shop: {kind: external, latency: 5 ms, errors: " +
             errors + "}\n";
    };
    const auto problems = found(with("50%"), "run-retries");
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].path, std::string("shop"));
    QVERIFY2(says(problems[0], "each request became 1.7") || says(problems[0], "each request became 1.8"),
             problems[0].message.c_str());
    QCOMPARE(found(with("1%"), "run-retries").size(), std::size_t{0});
  }

  // 9 requests a second of a second each need 9 instances, and while those start some more; each keeps its connection.
  void connectionsNearTheLimit() {
    const auto with = [](const char* limit) {
      return users("work", "9/s") +
             "  work: {kind: function, runtime: nodejs22, steps: [{call: db}, {wait: 1 s}]}\n"
             "  db: {kind: sql-db, connection-limit: " +
             limit + "}\n";
    };
    QCOMPARE(found(with("20"), "run-connections").size(), std::size_t{1});
    QCOMPARE(found(with("40"), "run-connections").size(), std::size_t{0});
  }

  // 1 request a second of 100 ms keeps a tenth of an instance busy: 1 % of ten, half of two at 10 times the time.
  void provisionedInstancesThatIdle() {
    const auto with = [](const char* kept, const char* time) {
      return users("work", "1/s") + "  work: {kind: function, runtime: nodejs22, provisioned-concurrency: " + kept +
             ", steps: [{wait: " + time + "}]}\n";
    };
    const auto problems = found(with("10", "100 ms"), "run-idle-provisioned");
    QCOMPARE(problems.size(), std::size_t{1});
    QVERIFY2(says(problems[0], "busy 1 % of the time"), problems[0].message.c_str());
    QVERIFY(says(problems[0], "USD a month"));
    QCOMPARE(problems[0].nearest, std::string("1"));
    QCOMPARE(found(with("2", "1 s"), "run-idle-provisioned").size(), std::size_t{0});
  }

  // 20/s of 0.5 s with 2 GiB are 20 GB-seconds a second, about 880 USD a month.
  void memoryThatIsNotUsed() {
    const auto with = [](const char* used) {
      return users("work", "20/s") + "  work: {kind: function, runtime: nodejs22, memory: 2 GiB, memory-used: " + used +
             ", steps: [{wait: 500 ms}]}\n";
    };
    const auto problems = found(with("300 MiB"), "run-memory-unused");
    QCOMPARE(problems.size(), std::size_t{1});
    QVERIFY(says(problems[0], "300 MiB of 2 GiB"));
    QCOMPARE(found(with("1500 MiB"), "run-memory-unused").size(), std::size_t{0});
  }
};

QTEST_APPLESS_MAIN(RunAdviceTest)
#include "run_advice_test.moc"
