#include <cmath>

#include <QTest>

#include "tests/simulator/arrivals_at.h"
#include "tests/simulator/series_of.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::figure;
using truth::run;

namespace {

// A client straight at one function, in ten minutes.
truth::Experiment oneFunction(const std::vector<double>& arrivals, const std::string& function, const std::string& settings,
                              const std::string& provider = "custom") {
  return {fmt::format("components:\n  users:\n    kind: client\n    sends: [{{to: work, arrivals: {}}}]\n  work: {{kind: "
                      "function, {}}}\nproviders:\n  {}: {}",
                      arrivalsAt(arrivals), function, provider, settings),
          "10 min", "0 s", 1, provider};
}

model::Catalog catalogOf(const std::string& provider, const std::vector<std::pair<std::string, std::string>>& values = {}) {
  auto catalog = model::loadCatalog(provider);
  if (!catalog) qFatal("no catalog");
  for (auto& value : catalog->values)
    for (const auto& [id, text] : values)
      if (value.id == id) value.text = text;
  return *catalog;
}

// The open platform with a start of 200 ms and a first call that takes 300 ms longer.
model::Catalog withFirstCall() {
  auto catalog = catalogOf("custom");
  for (auto& fact : catalog.coldStarts) {
    fact.median = fact.p99 = model::milliseconds(200);
    fact.firstCall = model::milliseconds(300);
  }
  return catalog;
}

double mean(const simulator::Result& result, const std::string& name, const std::string& component = "work") {
  return figure(result, component, name).mean;
}

double metered(const simulator::Result& result, const std::string& item) {
  for (const auto& usage : result.usage.items)
    if (usage.component == "work" && usage.item == item) return usage.quantity.convert_to<double>();
  qFatal("%s isn't metered", item.c_str());
}

// To the resolution of the histograms.
void near(double actual, double expected, const char* what, double part = 0.002) {
  QVERIFY2(std::abs(actual - expected) <= part * std::abs(expected),
           qPrintable(QString("%1: %2, expected %3").arg(what).arg(actual).arg(expected)));
}

const std::string kPlain = "runtime: any, memory: 1 GiB, timeout: 1 min";
const std::pair<std::string, std::string> kTenSeconds{"function.init-timeout", "10 s"};

}  // namespace

// What happens when an instance starts and when it runs out of memory, by hand.
class FunctionStartTest : public QObject {
  Q_OBJECT

 private slots:
  // Three requests at one instance: the first one waits 200 ms and takes 300 ms longer than its step of 100 ms.
  void theFirstCallIsPartOfTheDuration() {
    const auto result =
        run(oneFunction({0, 10, 20}, kPlain + ", steps: [{compute: 100 ms}]", "{keep-alive: 1 h}"), withFirstCall());
    QCOMPARE(mean(result, "cold_starts"), 1.0);
    QCOMPARE(mean(result, "duration_ms.mean"), (400.0 + 100 + 100) / 3);
    near(mean(result, "duration_ms.max"), 400, "longest execution");
    near(mean(result, "latency_ms.max"), 600, "longest latency");
    near(mean(result, "init_ms.max"), 200, "initialisation");
  }

  // With a timeout of 350 ms the first call never ends, and each timeout takes the instance with it.
  void theFirstCallIsUnderTheTimeout() {
    const auto result =
        run(oneFunction({0, 10, 20}, "runtime: any, memory: 1 GiB, timeout: 350 ms, steps: [{compute: 100 ms}]", "{}"),
            withFirstCall());
    QCOMPARE(mean(result, "timeouts"), 3.0);
    QCOMPARE(mean(result, "cold_starts"), 3.0);
  }

  // The second request comes to the instance 100 ms after the first and waits for the same classes: 200 ms and its 100 ms.
  void whoComesDuringTheFirstCallWaitsForIt() {
    auto catalog = withFirstCall();
    for (auto& fact : catalog.coldStarts) fact.median = fact.p99 = {};
    const auto result =
        run(oneFunction({0, 0.1, 5}, kPlain + ", instance-concurrency: 10, steps: [{wait: 100 ms}]", "{}"), catalog);
    QCOMPARE(mean(result, "cold_starts"), 1.0);
    QCOMPARE(mean(result, "duration_ms.mean"), (400.0 + 300 + 100) / 3);
  }

  // A provisioned instance is initialised, but nothing has been called in it.
  void aProvisionedInstanceHasItsFirstCallToo() {
    const auto result = run(oneFunction({0, 10}, kPlain + ", provisioned-concurrency: 1, steps: [{compute: 100 ms}]", "{}"),
                            withFirstCall());
    QCOMPARE(mean(result, "cold_starts"), 0.0);
    QCOMPARE(mean(result, "duration_ms.mean"), (400.0 + 100) / 2);
  }

  // AWS, java21 on 128 MiB: a first call of 96.91 ms was measured at that memory, so its CPU doesn't stretch it; the step's
  // work of 10 ms takes 10 · 1769/128 ms.
  void awsFirstCallIsNotStretched() {
    const auto result =
        run(oneFunction({0}, "runtime: java21, memory: 128 MiB, timeout: 1 min, steps: [{compute: 10 ms}]", "{}", "aws"));
    near(mean(result, "duration_ms.mean"), 96.91 + 10.0 * 1769 / 128, "first execution", 1e-6);
  }

  // AWS: initialisation has CPU of its own (Init Duration is the same at each memory), the steps haven't.
  void awsExtraInitDoesNotFollowTheMemory() {
    for (const auto& [memory, work] : {std::pair{128, 100.0 * 1769 / 128}, {1769, 100.0}}) {
      const auto result =
          run(oneFunction({0},
                          fmt::format("runtime: nodejs22, memory: {} MiB, timeout: 1 min, extra-init: 2 s, steps: "
                                      "[{{compute: 100 ms}}]",
                                      memory),
                          "{cold-start: 0 s}", "aws"));
      near(mean(result, "init_ms.max"), 2000, "initialisation");
      near(mean(result, "duration_ms.mean"), work, "execution", 1e-6);
    }
  }

  // Initialisation of 12 s under a limit of 10 s: it begins again within the invocation, so the request waits 10 + 12 + 1 s
  // and the execution takes 13 s. The instance is warm then.
  void initialisationBeginsAgainInTheInvocation() {
    const auto catalog = catalogOf("custom", {kTenSeconds, {"function.init-timeout-then", "retry-in-invocation"}});
    const auto result =
        run(oneFunction({0, 60}, kPlain + ", extra-init: 12 s, steps: [{compute: 1 s}]", "{cold-start: 0 s}"), catalog);
    QCOMPARE(mean(result, "init_timeouts"), 1.0);
    QCOMPARE(mean(result, "cold_starts"), 1.0);
    near(mean(result, "init_ms.max"), 10'000, "initialisation");
    near(mean(result, "latency_ms.max"), 23'000, "latency");
    QCOMPARE(mean(result, "duration_ms.mean"), (13'000.0 + 1000) / 2);
    const auto none =
        run(oneFunction({0, 60}, kPlain + ", extra-init: 10 s, steps: [{compute: 1 s}]", "{cold-start: 0 s}"), catalog);
    QCOMPARE(mean(none, "init_timeouts"), 0.0);
  }

  // The same under a function timeout of 5 s, which the initialisation never meets.
  void theRetriedInitialisationIsUnderTheTimeout() {
    const auto catalog = catalogOf("custom", {kTenSeconds, {"function.init-timeout-then", "retry-in-invocation"}});
    const auto result = run(oneFunction({0, 60},
                                        "runtime: any, memory: 1 GiB, timeout: 5 s, extra-init: 12 s, steps: [{compute: 1 "
                                        "s}]",
                                        "{cold-start: 0 s}"),
                            catalog);
    QCOMPARE(mean(result, "timeouts"), 2.0);
    QCOMPARE(mean(result, "cold_starts"), 2.0);
    QCOMPARE(mean(result, "duration_ms.mean"), 5000.0);
  }

  // AWS limits initialisation to 10 s (Lambda Developer Guide, "Runtime environment", 2026): 10 s and then 11.1 s at 1 GiB
  // are billed.
  void awsBillsBothInitialisations() {
    const auto result =
        run(oneFunction({0}, "runtime: nodejs22, memory: 1 GiB, timeout: 1 min, extra-init: 11 s, steps: [{wait: 100 ms}]",
                        "{cold-start: 0 s}", "aws"));
    QCOMPARE(mean(result, "init_timeouts"), 1.0);
    near(mean(result, "duration_ms.max"), 11'100, "execution");
    QCOMPARE(metered(result, "compute"), 21.1);
  }

  // Where such an instance never gets ready, whoever waits for it gets an error after 10 s; the next request starts anew.
  void aStartThatTakesTooLongFails() {
    const auto catalog = catalogOf("custom", {kTenSeconds, {"function.init-timeout-then", "fail"}});
    const auto result =
        run(oneFunction({0, 4, 20}, kPlain + ", extra-init: 12 s, steps: [{compute: 1 s}]", "{cold-start: 0 s}"), catalog);
    QCOMPARE(mean(result, "errors"), 3.0);
    QCOMPARE(mean(result, "cold_starts"), 3.0);
    QCOMPARE(mean(result, "init_timeouts"), 3.0);
    QCOMPARE(mean(result, "latency_ms.mean"), 10'000.0);
    QCOMPARE(seriesOf(result, "work", "instances").back(), 0.0);
    // Two of them join one instance.
    const auto shared =
        run(oneFunction({0, 4, 20}, kPlain + ", instance-concurrency: 2, extra-init: 12 s, steps: [{compute: 1 s}]",
                        "{cold-start: 0 s}"),
            catalog);
    QCOMPARE(mean(shared, "errors"), 3.0);
    QCOMPARE(mean(shared, "cold_starts"), 2.0);
    QCOMPARE(mean(shared, "latency_ms.mean"), (10'000.0 + 6000 + 10'000) / 3);
  }

  // Where invocations wait in a line, the failed instance fails the one that it would have taken.
  void aFailedStartFailsTheLine() {
    const auto catalog = catalogOf("custom", {{"function.init-timeout", "3 s"}, {"function.init-timeout-then", "fail"}});
    const auto result =
        run(oneFunction({0, 100}, kPlain + ", steps: [{compute: 1 s}]", "{cold-start: 5 s, scaling: autoscaler}"), catalog);
    QCOMPARE(mean(result, "errors"), 2.0);
    QCOMPARE(mean(result, "invocations"), 0.0);
    QCOMPARE(mean(result, "failed", "users → work"), 2.0);
    near(mean(result, "latency_ms.mean", "users → work"), 3000, "latency");
    QCOMPARE(seriesOf(result, "work", "instances").back(), 0.0);
  }

  // 200 MiB and 300 MiB for each execution: two fit into 1 GiB. The third one comes after 2 s and ends all three, which
  // have taken 2, 1 and 0 s; the fourth one starts a new instance.
  void anInstanceThatRunsOutOfMemoryEndsWithAllThatItRuns() {
    const auto result = run(oneFunction({0, 1, 2, 5},
                                        kPlain + ", instance-concurrency: 4, memory-used: 200 MiB, memory-per-invocation: "
                                                 "300 MiB, steps: [{wait: 10 s}]",
                                        "{cold-start: 0 s}"));
    QCOMPARE(mean(result, "out_of_memory"), 3.0);
    QCOMPARE(mean(result, "errors"), 3.0);
    QCOMPARE(mean(result, "cold_starts"), 2.0);
    QCOMPARE(mean(result, "instances.max"), 1.0);
    QCOMPARE(mean(result, "duration_ms.mean"), (2000.0 + 1000 + 0 + 10'000) / 4);
    QCOMPARE(mean(result, "memory_used_mib.max"), 1024.0);
  }

  void memoryIsGivenBack() {
    const auto result = run(oneFunction({0, 1, 12, 13},
                                        kPlain + ", instance-concurrency: 4, memory-used: 200 MiB, memory-per-invocation: "
                                                 "300 MiB, steps: [{wait: 10 s}]",
                                        "{cold-start: 0 s}"));
    QCOMPARE(mean(result, "out_of_memory"), 0.0);
    QCOMPARE(mean(result, "cold_starts"), 1.0);
    QCOMPARE(mean(result, "memory_used_mib.max"), 800.0);
  }

  // All four wait for the start and begin at once: the third ends the instance, and the fourth finds none.
  void outOfMemoryRightAfterTheStart() {
    const auto result = run(oneFunction({0, 0.1, 0.2, 0.3},
                                        kPlain + ", instance-concurrency: 4, memory-used: 200 MiB, memory-per-invocation: "
                                                 "300 MiB, steps: [{wait: 10 s}]",
                                        "{cold-start: 1 s}"));
    QCOMPARE(mean(result, "out_of_memory"), 4.0);
    QCOMPARE(mean(result, "errors"), 4.0);
    QCOMPARE(mean(result, "cold_starts"), 1.0);
    QCOMPARE(seriesOf(result, "work", "instances").back(), 0.0);
  }

  // On AWS each execution has an instance of its own; what doesn't fit fails each time, in a new one.
  void whatDoesNotFitAtAllNeverRuns() {
    const auto result = run(oneFunction({0, 10, 20},
                                        "runtime: nodejs22, memory: 128 MiB, timeout: 1 min, memory-used: 100 MiB, "
                                        "memory-per-invocation: 40 MiB, steps: [{wait: 1 s}]",
                                        "{}", "aws"));
    QCOMPARE(mean(result, "out_of_memory"), 3.0);
    QCOMPARE(mean(result, "cold_starts"), 3.0);
  }

  // A provisioned instance is set up again by the platform.
  void aProvisionedInstanceComesBack() {
    const auto result = run(oneFunction({0, 1, 10},
                                        kPlain + ", instance-concurrency: 2, provisioned-concurrency: 1, "
                                                 "memory-per-invocation: 600 MiB, steps: [{wait: 2 s}]",
                                        "{cold-start: 3 s}"));
    QCOMPARE(mean(result, "out_of_memory"), 2.0);
    QCOMPARE(mean(result, "cold_starts"), 0.0);
    QCOMPARE(mean(result, "instances.max"), 1.0);
    QCOMPARE(mean(result, "duration_ms.max"), 5000.0);  // the third initialises it anew
  }

  // The limit on initialisation is not one on that within an invocation.
  void aProvisionedInstanceComesBackAfterALongStart() {
    const auto catalog =
        catalogOf("custom", {{"function.init-timeout", "2 s"}, {"function.init-timeout-then", "retry-in-invocation"}});
    const auto result = run(oneFunction({0, 1, 10},
                                        kPlain + ", instance-concurrency: 2, provisioned-concurrency: 1, "
                                                 "memory-per-invocation: 600 MiB, steps: [{wait: 2 s}]",
                                        "{cold-start: 3 s}"),
                            catalog);
    QCOMPARE(mean(result, "duration_ms.max"), 5000.0);
  }

  // A line waits for a slot of the only instance; when that ends, another one is started for it.
  void theLineGetsAnotherInstance() {
    const auto result = run(oneFunction({0, 1, 2, 3},
                                        kPlain + ", instance-concurrency: 3, memory-per-invocation: 400 MiB, steps: "
                                                 "[{wait: 10 s}]",
                                        "{cold-start: 5 s, scaling: controller, max-instances: 1}"));
    QCOMPARE(mean(result, "out_of_memory"), 3.0);
    QCOMPARE(mean(result, "cold_starts"), 2.0);
    QCOMPARE(mean(result, "succeeded", "users → work"), 1.0);
  }

  // Instances end all the time, in the midst of steps, of waits in line and of starts; a run ends the program if any request
  // gets lost.
  void nothingIsLostUnderLoad_data() {
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("then");
    for (const char* then : {"fail", "retry-in-invocation"})
      for (const char* settings : {"", ", scaling: autoscaler", ", scaling: controller, max-instances: 3, prewarmed: 1",
                                   ", scaling: knative", ", keep-alive-policy: histogram"})
        QTest::addRow("%s%s", then, settings) << settings << then;
  }
  void nothingIsLostUnderLoad() {
    QFETCH(QString, settings);
    QFETCH(QString, then);
    const auto catalog =
        catalogOf("custom", {{"function.init-timeout", "2 s"}, {"function.init-timeout-then", then.toStdString()}});
    truth::Experiment experiment{
        fmt::format(
            "components:\n  users: {{kind: client, sends: [{{to: work, arrivals: {{bursty: {{base: 2/s, rate: "
            "60/s, off: {{exponential: {{mean: 30 s}}}}, on: {{exponential: {{mean: 10 s}}}}}}}}}}]}}\n"
            "  line: {{kind: queue, visibility: 1 min, consumers: [{{to: work, batch: 5}}]}}\n"
            "  db: {{kind: sql-db, connection-limit: 20}}\n"
            "  work: {{kind: function, runtime: any, memory: 1 GiB, timeout: 3 s, instance-concurrency: 8, "
            "memory-used: 200 MiB, memory-per-invocation: 130 MiB, extra-init: {{exponential: {{mean: "
            "1 s}}}}, steps: [{{parallel: "
            "[[{{call: db}}], [{{compute: {{exponential: {{mean: 200 ms}}}}}}]]}}, {{wait: {{exponential: {{mean: 1 "
            "s}}}}}}, {{branch: [{{share: 20%, steps: [{{call: work, timeout: 1 s}}]}}, {{share: 20%, steps: "
            "[{{send: line}}]}}]}}]}}\nproviders:\n  custom: {{cold-start: {{exponential: {{mean: 1 s}}}}, keep-alive: "
            "20 s{}}}",
            settings.toStdString()),
        "30 min", "1 min", 2};
    if (settings.contains("histogram")) {
      const std::string fixed = ", keep-alive: 20 s";
      experiment.project.erase(experiment.project.find(fixed), fixed.size());
    }
    const auto result = run(experiment, catalog);
    QVERIFY(mean(result, "out_of_memory") > 10);
    QVERIFY(mean(result, "init_timeouts") > 5);
    QVERIFY(mean(result, "memory_used_mib.max") == 1024.0);
  }

  // Memory that nobody states isn't looked at.
  void withoutStatedMemoryThereIsNoFigure() {
    const auto result = run(oneFunction({0}, kPlain + ", steps: [{wait: 1 s}]", "{}"));
    for (const auto& component : result.components)
      if (component.id == "work") QVERIFY(!simulator::findFigure(component.figures, "out_of_memory"));
  }

  // AWS, java21 on 1 GiB from a snapshot: lambda-perf's median of 737.3 ms, and a first call of 10.8 ms. The snapshot holds
  // the own work, and the restore isn't billed: 100 + 10.8 ms are, in begun milliseconds.
  void awsRestoresFromASnapshot() {
    const auto catalog = catalogOf("aws", {{"function.cold-start-provision", "0 ms"}});
    const auto result =
        run(oneFunction(std::vector<double>(900, 1.0),
                        "runtime: java21, memory: 1 GiB, timeout: 1 min, start: snapshot, extra-init: 5 s, steps: [{wait: "
                        "100 ms}]",
                        "{}", "aws"),
            catalog);
    QCOMPARE(mean(result, "cold_starts"), 900.0);
    near(mean(result, "init_ms.p50"), 737.3, "restore", 0.015);
    near(mean(result, "duration_ms.mean"), 110.8, "execution", 1e-6);
    near(metered(result, "compute"), 900 * 0.111, "billed", 1e-9);
  }

  // AWS, python3.13 on 1 GiB: a median of 155.1 ms from an image whatever its size, 85.8 ms from a small zip file.
  void awsStartsFromAnImage() {
    const auto catalog = catalogOf("aws", {{"function.cold-start-provision", "0 ms"}});
    const auto median = [&](const std::string& packaging) {
      return mean(
          run(oneFunction(std::vector<double>(900, 1.0),
                          "runtime: python3.13, memory: 1 GiB, timeout: 1 min, " + packaging + ", steps: [{wait: 100 ms}]",
                          "{}", "aws"),
              catalog),
          "init_ms.p50");
    };
    near(median("packaging: image, package: 3 GiB"), 155.1, "image", 0.05);
    near(median("packaging: zip, package: 100 KiB"), 85.8, "zip", 0.05);
  }

  // AWS: a VPC adds 233 ms to the same draws.
  void awsAttachesToAVpc() {
    const auto start = [&](const std::string& network) {
      return mean(run(oneFunction(
                      std::vector<double>(50, 1.0),
                      "runtime: nodejs22, memory: 1 GiB, timeout: 1 min, network: " + network + ", steps: [{wait: 100 ms}]",
                      "{}", "aws")),
                  "init_ms.mean");
    };
    near(start("vpc") - start("public"), 233, "attachment", 1e-6);
  }

  void whatNobodyMeasuredIsRefused_data() {
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("function");
    QTest::addColumn<QString>("path");
    QTest::newRow("no snapshots of Node.js") << "aws"
                                             << "runtime: nodejs22, start: snapshot"
                                             << "work.start";
    QTest::newRow("no snapshots of images") << "aws"
                                            << "runtime: java21, start: snapshot, packaging: image"
                                            << "work.start";
    QTest::newRow("no snapshots") << "gcp"
                                  << "runtime: java21, start: snapshot"
                                  << "work.start";
    QTest::newRow("no images") << "azure"
                               << "runtime: java21, packaging: image"
                               << "work.packaging";
  }
  void whatNobodyMeasuredIsRefused() {
    QFETCH(QString, provider);
    QFETCH(QString, function);
    QFETCH(QString, path);
    const auto simulated = [&](const std::string& settings) {
      const auto project = model::readProject(
          fmt::format("virga: 1\nname: small\ncomponents:\n  users: {{kind: client, sends: [{{to: work, arrivals: "
                      "{{constant: {{rate: 1/s}}}}}}]}}\n  work: {{kind: function, memory: 1 GiB, timeout: 1 min, {}}}\n"
                      "{}scenarios:\n  run: {{duration: 1 min}}\n",
                      function.toStdString(), settings),
          "small.virga.yaml");
      if (!project) qFatal("the design can't be read");
      return simulator::simulate(*project, catalogOf(provider.toStdString()), {});
    };
    const auto result = simulated("");
    QVERIFY(!result);
    const auto& problems = std::get<model::Problems>(result.error());
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(problems.front().path, path.toStdString());
    QVERIFY(simulated(fmt::format("providers:\n  {}: {{cold-start: 1 s}}\n", provider.toStdString())));
  }
};

QTEST_GUILESS_MAIN(FunctionStartTest)
#include "function_start_test.moc"
