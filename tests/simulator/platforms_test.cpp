#include <algorithm>
#include <cmath>

#include <QTest>

#include "tests/simulator/arrivals_at.h"
#include "tests/simulator/series_of.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::figure;
using truth::run;

namespace {

// A client straight at one function of a provider; ten minutes have a bucket a second.
truth::Experiment requests(const std::string& provider, const std::string& settings, const std::string& arrivals,
                           const std::string& function, const std::string& duration = "10 min") {
  return {fmt::format("components:\n  users:\n    kind: client\n    sends: [{{to: work, arrivals: {}}}]\n  work: {{kind: "
                      "function, runtime: nodejs22, {}}}\nproviders:\n  {}: {}",
                      arrivals, function, provider, settings),
          duration, "0 s", 1, provider};
}

// A backlog of messages at the start, and one function that takes them.
truth::Experiment messages(const std::string& provider, const std::string& settings, int count, const std::string& consumer,
                           const std::string& function, const std::string& duration = "10 min") {
  return {fmt::format("components:\n  users:\n    kind: client\n    sends: [{{to: line, arrivals: {}}}]\n  line: {{kind: "
                      "queue, visibility: 12 h, consumers: [{}]}}\n  work: {{kind: function, runtime: nodejs22, {}}}\n"
                      "providers:\n  {}: {}",
                      arrivalsAt(std::vector<double>(static_cast<std::size_t>(count), 0.0)), consumer, function, provider,
                      settings),
          duration, "0 s", 1, provider};
}

void near(double actual, double expected, double tolerance, const char* what) {
  QVERIFY2(std::abs(actual - expected) <= tolerance,
           qPrintable(QString("%1: %2, expected %3").arg(what).arg(actual).arg(expected)));
}

}  // namespace

// The platforms' rules, each with its source, as trajectories of small runs.
class PlatformsTest : public QObject {
  Q_OBJECT

 private slots:
  // AWS: "1,000 execution environment instances every 10 seconds" per function, refilled continuously (Lambda Developer
  // Guide, "Lambda function scaling", 2026): under 2,000 requests a second that stay, 1,000 at once and 100 more a second.
  void awsScalesOutByAThousandInTenSeconds() {
    const auto result = run(requests("aws", "{concurrency-limit: 100000}", "{constant: {rate: 2000/s}}",
                                     "memory: 1769 MiB, timeout: 900 s, steps: [{wait: 800 s}]", "60 s"));
    const auto& instances = seriesOf(result, "work", "instances");
    const auto at = [&](double second) {
      return instances[static_cast<std::size_t>(second * static_cast<double>(instances.size()) / 60)];
    };
    for (const double second : {5.0, 10.0, 20.0, 40.0, 55.0}) near(at(second), 1000 + 100 * second, 20, "instances");
    QVERIFY(figure(result, "work", "throttles").mean > 50'000);
  }

  // AWS: provisioned concurrency takes what it can, the rest spills over to instances on demand (the same guide).
  void awsSpillsOverFromProvisionedConcurrency() {
    const auto result = run(requests("aws", "{}", arrivalsAt(std::vector<double>(8, 5.0)),
                                     "memory: 1769 MiB, timeout: 60 s, provisioned-concurrency: 5, steps: [{wait: 30 s}]"));
    QCOMPARE(figure(result, "work", "invocations").mean, 8.0);
    QCOMPARE(figure(result, "work", "cold_starts").mean, 3.0);
  }

  // AWS: "10 requests per second per unit of concurrency" for synchronous requests (Lambda quotas, 2026): with 5 reserved
  // 50 a second pass, whatever their duration.
  void awsLimitsRequestsByTenTimesTheConcurrency() {
    const auto result = run(requests("aws", "{}", "{constant: {rate: 200/s}}",
                                     "memory: 1769 MiB, timeout: 60 s, reserved-concurrency: 5, steps: [{wait: 1 ms}]"));
    near(figure(result, "work", "invocations").mean, 50 * 600, 100, "invocations");
  }

  // AWS: the pollers of a queue start with 5 concurrent batches and add 300 a minute up to 1,250 (Lambda Developer Guide,
  // "Configuring scaling behavior for SQS event source mappings", 2026).
  void awsQueuePollersClimbAStaircase() {
    const auto result = run(messages("aws", "{concurrency-limit: 100000}", 5000, "{to: work, batch: 1}",
                                     "memory: 1769 MiB, timeout: 900 s, steps: [{wait: 900 s}]"));
    const auto& busy = seriesOf(result, "work", "concurrency");
    near(busy[30], 5 + 5 * 30.5, 6, "after 30 s");
    near(busy[60], 5 + 5 * 60.5, 6, "after 60 s");
    near(busy[200], 5 + 5 * 200.5, 6, "after 200 s");
    near(busy[400], 1250, 0, "in the end");
  }

  // AWS: failed asynchronous invocations are tried twice more, after one and two minutes (Lambda Developer Guide, "How
  // Lambda handles errors and retries with asynchronous invocation", 2026).
  void awsRetriesAsynchronousInvocations() {
    const auto result =
        run({"components:\n  users:\n    kind: client\n    sends: [{to: front, arrivals: " + arrivalsAt({10}) +
                 "}]\n  front: {kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 10 s, steps: "
                 "[{send: work}]}\n  work: {kind: function, runtime: nodejs22, memory: 1769 MiB, timeout: 10 "
                 "s, errors: 100%, steps: [{wait: 100 ms}]}",
             "10 min", "0 s", 1, "aws"});
    QCOMPARE(figure(result, "work", "invocations").mean, 3.0);
    QCOMPARE(figure(result, "work", "dropped").mean, 1.0);
    std::vector<std::size_t> tries;
    const auto& rate = seriesOf(result, "work", "requests_per_s");
    for (std::size_t i = 0; i < rate.size(); ++i)
      if (rate[i] > 0) tries.push_back(i);
    QCOMPARE(tries.size(), 3u);
    near(static_cast<double>(tries[1] - tries[0]), 60, 1.5, "first retry");
    near(static_cast<double>(tries[2] - tries[1]), 120, 1.5, "second retry");
  }

  // Azure Consumption: new instances for HTTP "at most once per second" ("Event-driven scaling in Azure Functions", 2026).
  void azureConsumptionAddsAnInstanceASecond() {
    const auto result =
        run(requests("azure", "{plan: consumption, instance-concurrency: 1, cold-start: 0 s}", "{constant: {rate: 10/s}}",
                     "memory: 1536 MiB, timeout: 10 min, steps: [{wait: 500 s}]"));
    const auto& instances = seriesOf(result, "work", "instances");
    for (const std::size_t second : {5u, 20u, 60u, 150u})
      near(instances[second], static_cast<double>(second) + 1, 1, "instances");
    QCOMPARE(figure(result, "work", "instances.max").mean, 200.0);  // the plan's limit on Windows
  }

  // Azure Consumption: for other triggers "at most once every 30 seconds" (the same), up to four at a time by the target of
  // a storage queue, 16 messages an instance ("Target-based scaling", 2026); an instance takes 24 at once (batchSize 16
  // and newBatchThreshold 8, host.json).
  void azureQueuesScaleByTheirTarget() {
    const auto result = run(messages("azure", "{plan: consumption, cold-start: 0 s, keep-alive: 1 h}", 400,
                                     "{to: work, batch: 1}", "memory: 1536 MiB, timeout: 10 min, steps: [{wait: 200 s}]"));
    const auto& instances = seriesOf(result, "work", "instances");
    near(instances[10], 1, 0, "the first message's");
    near(instances[40], 5, 0, "after 40 s");
    near(instances[70], 9, 0, "after 70 s");
    near(seriesOf(result, "work", "concurrency")[55], 5 * 24, 0, "messages at once");
    const auto few = run(messages("azure", "{plan: consumption, cold-start: 0 s, keep-alive: 1 h}", 40,
                                  "{to: work, batch: 1}", "memory: 1536 MiB, timeout: 10 min, steps: [{wait: 200 s}]"));
    QCOMPARE(figure(few, "work", "instances.max").mean, 3.0);  // ceil(40 / 16)
  }

  // Azure: a message of a storage queue that has failed five times goes to the poison queue, visible again at once after
  // each failure (maxDequeueCount 5, visibilityTimeout 0, host.json).
  void azureSetsPoisonMessagesAside() {
    const auto result = run(messages("azure", "{plan: consumption, cold-start: 0 s}", 20, "{to: work, batch: 1}",
                                     "memory: 1536 MiB, timeout: 10 min, errors: 100%, steps: [{wait: 1 s}]"));
    QCOMPARE(figure(result, "line", "dead_lettered").mean, 20.0);
    QCOMPARE(figure(result, "work", "invocations").mean, 100.0);
  }

  // Azure: dynamic concurrency begins with one message at once and adds one while the CPU is below 80 % ("Concurrency in
  // Azure Functions", 2026). Messages that only wait never fill it: one more every 10 s up to the 24 of an instance. Those
  // that compute all the time fill the one vCPU with a single one.
  void azureDynamicConcurrencyFollowsTheCpu() {
    const char* settings =
        "{plan: consumption, cold-start: 0 s, keep-alive: 1 h, max-instances: 1, message-concurrency: dynamic}";
    const auto waiting = run(messages("azure", settings, 10000, "{to: work, batch: 1}",
                                      "memory: 1536 MiB, timeout: 10 min, steps: [{wait: 1 s}]"));
    const auto& busy = seriesOf(waiting, "work", "concurrency");
    near(busy[5], 1, 0.1, "at first");
    near(busy[25], 3, 0.1, "after 25 s");
    near(busy[105], 11, 0.4, "after 105 s");
    QCOMPARE(figure(waiting, "work", "concurrency.max").mean, 24.0);
    const auto computing = run(messages("azure", settings, 10000, "{to: work, batch: 1}",
                                        "memory: 1536 MiB, timeout: 10 min, steps: [{compute: 1 s}]"));
    QVERIFY(figure(computing, "work", "concurrency.max").mean <= 2);
  }

  // Azure Flex Consumption: HTTP concurrency by the instance's memory, 4, 16 or 32 ("Concurrency in Azure Functions",
  // 2026), and instances of 512, 2,048 or 4,096 MB.
  void azureFlexConcurrencyFollowsTheMemory_data() {
    QTest::addColumn<QString>("memory");
    QTest::addColumn<double>("instances");
    QTest::newRow("512 MiB") << "512 MiB" << 16.0;
    QTest::newRow("1 GiB takes the size of 2,048 MiB") << "1 GiB" << 4.0;
    QTest::newRow("2048 MiB") << "2048 MiB" << 4.0;
    QTest::newRow("4096 MiB") << "4096 MiB" << 2.0;
  }
  void azureFlexConcurrencyFollowsTheMemory() {
    QFETCH(QString, memory);
    QFETCH(double, instances);
    const auto result =
        run(requests("azure", "{plan: flex-consumption, cold-start: 0 s}", arrivalsAt(std::vector<double>(64, 5.0)),
                     fmt::format("memory: {}, timeout: 10 min, steps: [{{wait: 60 s}}]", memory.toStdString())));
    QCOMPARE(figure(result, "work", "instances.max").mean, instances);
  }

  // Azure Premium: at least one instance is there, and one more stands by ("Premium plan", 2026): twice an instance's
  // concurrency comes without a cold start.
  void azurePremiumStandsBy() {
    const auto result =
        run(requests("azure", "{plan: premium, instance-concurrency: 10}", arrivalsAt(std::vector<double>(20, 5.0)),
                     "memory: 3.5 GiB, timeout: 10 min, steps: [{wait: 60 s}]"));
    QCOMPARE(figure(result, "work", "cold_starts").mean, 0.0);
    QCOMPARE(figure(result, "work", "wait_ms.max").mean, 0.0);
    QCOMPARE(seriesOf(result, "work", "instances")[2], 2.0);
    QCOMPARE(seriesOf(result, "work", "instances")[30], 3.0);
  }

  // Google: requests beyond the most instances wait up to the longer of 3.5 mean starts and 10 s, then 429 ("About instance
  // autoscaling", 2026).
  void googleRequestsWaitThenAreRefused_data() {
    QTest::addColumn<QString>("start");
    QTest::addColumn<int>("refused");
    QTest::newRow("short start") << "1 s" << 30;
    QTest::newRow("long start") << "4 s" << 34;
  }
  void googleRequestsWaitThenAreRefused() {
    QFETCH(QString, start);
    QFETCH(int, refused);
    const auto result = run(requests("gcp", fmt::format("{{max-instances: 1, cold-start: {}}}", start.toStdString()),
                                     arrivalsAt({1, 20}), "memory: 2 GiB, timeout: 10 min, steps: [{wait: 100 s}]"));
    QCOMPARE(figure(result, "work", "throttles").mean, 1.0);
    QCOMPARE(seriesOf(result, "work", "throttles")[static_cast<std::size_t>(refused)], 1.0);
  }

  // Google: instances for 60 % of their concurrency over the last minute (the same).
  void googleKeepsSixtyPerCent() {
    const auto result = run(requests("gcp", "{instance-concurrency: 10, cold-start: 0 s}", "{constant: {rate: 28/s}}",
                                     "memory: 2 GiB, timeout: 10 min, steps: [{wait: 1 s}]"));
    near(seriesOf(result, "work", "instances").back(), 5, 0, "instances");  // 28 / (10 · 0.6) = 4.7
  }

  // Google: and for 60 % of their CPU: 1.5 vCPUs of work on instances with one vCPU each.
  void googleKeepsSixtyPerCentOfTheCpu() {
    const auto result = run(requests("gcp", "{instance-concurrency: 80, cold-start: 0 s}", "{constant: {rate: 10/s}}",
                                     "memory: 2 GiB, timeout: 10 min, steps: [{compute: 90 ms}]"));
    near(seriesOf(result, "work", "instances").back(), 2, 0, "instances");  // 0.9 / 0.6
  }

  // Google: an idle instance stays up to 15 minutes (the same).
  void googleKeepsInstancesAQuarterOfAnHour() {
    const auto result = run(requests("gcp", "{cold-start: 100 ms}", arrivalsAt({0, 899, 1900}),
                                     "memory: 2 GiB, timeout: 1 min, steps: [{wait: 10 ms}]", "1 h"));
    QCOMPARE(figure(result, "work", "cold_starts").mean, 2.0);
  }

  // Google Pub/Sub: push requests at once begin with a few and double while all are acknowledged, since each adds one.
  void googlePushStartsSlowly() {
    const auto result = run(messages("gcp", "{cold-start: 0 s, max-instances: 1000}", 2000, "{to: work, batch: 1}",
                                     "memory: 2 GiB, timeout: 10 min, steps: [{wait: 20 s}]"));
    const auto& busy = seriesOf(result, "work", "concurrency");
    near(busy[10], 3, 0, "first round");
    near(busy[30], 6, 0, "second round");
    near(busy[50], 12, 0, "third round");
    near(busy[70], 24, 0, "fourth round");
  }

  // OCI: the memory of all executions at once is limited to 180 GB where there are three availability domains, i.e. 60
  // functions of 3 GB (Service limits, 2026); more get 429.
  void ociLimitsTheMemoryOfExecutions() {
    const auto result = run(requests("oci", "{cold-start: 0 s}", arrivalsAt(std::vector<double>(100, 5.0)),
                                     "memory: 3072 MiB, timeout: 300 s, steps: [{wait: 200 s}]"));
    QCOMPARE(figure(result, "work", "invocations").mean, 60.0);
    QCOMPARE(figure(result, "work", "throttles").mean, 40.0);
  }

  // OCI: provisioned concurrency comes in steps of 40, 20 or 10 by the memory (Provisioned concurrency, 2026).
  void ociProvisionsInUnits_data() {
    QTest::addColumn<QString>("memory");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<double>("kept");
    QTest::newRow("128 MiB") << "128 MiB" << 1 << 40.0;
    QTest::newRow("256 MiB") << "256 MiB" << 21 << 40.0;
    QTest::newRow("1 GiB") << "1024 MiB" << 10 << 10.0;
  }
  void ociProvisionsInUnits() {
    QFETCH(QString, memory);
    QFETCH(int, wanted);
    QFETCH(double, kept);
    const auto result =
        run(requests("oci", "{}", arrivalsAt({5}),
                     fmt::format("memory: {}, timeout: 300 s, provisioned-concurrency: {}, steps: [{{wait: 1 "
                                 "s}}]",
                                 memory.toStdString(), wanted)));
    QCOMPARE(figure(result, "work", "instances.max").mean, kept);
  }
};

QTEST_GUILESS_MAIN(PlatformsTest)
#include "platforms_test.moc"
