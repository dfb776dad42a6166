#include <cmath>

#include <QTest>

#include "tests/simulator/arrivals_at.h"
#include "tests/truth/laboratory.h"

using namespace virga;
using truth::run;

namespace {

// Of ten minutes, with the platform's own overhead left out.
simulator::Result runOn(const std::string& provider, const std::string& components, const std::string& settings = "{}") {
  auto catalog = model::loadCatalog(provider).value();
  for (auto& value : catalog.values)
    if (value.id == "function.invoke-latency" || value.id.ends_with(".publish-latency")) value.text = "0 ms";
  const auto project = fmt::format("components:\n{}providers:\n  {}: {}", components, provider, settings);
  return run({project, "10 min", "0 s", 1, provider}, catalog);
}

std::string function(const std::vector<double>& arrivals, const std::string& fields) {
  return fmt::format("  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n  work: {{kind: function, {}}}\n",
                     arrivalsAt(arrivals), fields);
}

const model::UsageItem* itemOf(const simulator::Result& result, const std::string& component, const std::string& item) {
  for (const auto& usage : result.usage.items)
    if (usage.component == component && usage.item == item) return &usage;
  return nullptr;
}

void metered(const simulator::Result& result, const std::string& item, double expected,
             const std::string& component = "work") {
  const auto* usage = itemOf(result, component, item);
  QVERIFY2(usage, (item + " isn't metered").c_str());
  const auto quantity = usage->quantity.convert_to<double>();
  QVERIFY2(std::abs(quantity - expected) < 1e-9 * std::max(1.0, expected),
           qPrintable(QString("%1: %2 instead of %3").arg(item.c_str()).arg(quantity, 0, 'g', 15).arg(expected)));
}

bool isMetered(const simulator::Result& result, const std::string& item, const std::string& component = "work") {
  return itemOf(result, component, item) != nullptr;
}

constexpr double kGibibyte = 1073741824;

}  // namespace

// What a run comes to in the items that each platform charges for, by hand.
class MeteringTest : public QObject {
  Q_OBJECT

 private slots:
  // Executions of 100 ms at 0, 0.5 and 1.2 s: the first is billed until 1 s, the second adds what its own second lacks,
  // until 1.5 s, the third until 2.2 s. The time of an instance isn't billed twice, so never more of it than there is.
  void flexBillsNoTimeTwice() {
    const auto result = runOn("azure", function({0, 0.5, 1.2}, "runtime: nodejs22, memory: 2 GiB, steps: [{wait: 100 ms}]"),
                              "{cold-start: 0 s}");
    metered(result, "compute", 2 * 2.2);
  }

  // One flow is so rare that it has no request in most replications: each has its own egress, and the mean is of all.
  void replicationsWithoutARequestCountAsNothing() {
    const std::string components =
        "  users: {kind: client, sends: [{to: rare, arrivals: {poisson: {rate: 0.0005/s}}}, "
        "{to: work, arrivals: {poisson: {rate: 50/s}}}]}\n"
        "  rare: {kind: function, runtime: nodejs22, response: 1 MiB, steps: [{wait: 1 ms}]}\n"
        "  work: {kind: function, runtime: nodejs22, response: 1 KiB, steps: [{wait: 1 ms}]}\n";
    const auto result = run({"components:\n" + components, "10 min", "0 s", 20, "aws"});
    const auto mean = [&](const std::string& flow) {
      for (const auto& f : result.flows)
        if (f.name.ends_with(flow)) return (*simulator::findFigure(f.figures, "succeeded"))->mean;
      return -1.0;
    };
    QVERIFY(mean("rare") > 0 && mean("rare") < 1);
    metered(result, "egress", mean("rare") / 1024, "rare");
    metered(result, "egress", mean("work") / 1048576);
    for (const double total : result.billTotals) QVERIFY(total > 0 && total < 1e4);
  }

  // Two requests wait for the start and then run at once for 1 s; one alone for 1 s; two that overlap, 1.55 s together.
  // The instance of 2 GB is active for 1 s, 1 s and, in steps of 100 ms, 1.6 s; its start isn't billed.
  void flexBillsAnActiveInstanceOnce() {
    const auto result =
        runOn("azure", function({0, 0.5, 10, 20, 20.55}, "runtime: nodejs22, memory: 2 GiB, steps: [{wait: 1 s}]"),
              "{cold-start: 1 s}");
    metered(result, "requests", 5);
    metered(result, "compute", 2 * (1 + 1 + 1.6));
    QVERIFY(!isMetered(result, "provisioned-requests") && !isMetered(result, "vcpu"));
    QVERIFY(result.bill.unpriced.empty());
  }

  // A second at least: 0.3 s of 0.5 GB.
  void flexBillsASecondAtLeast() {
    const auto result = runOn("azure", function({0}, "runtime: nodejs22, memory: 512 MiB, steps: [{wait: 300 ms}]"));
    metered(result, "compute", 0.5);
  }

  // An always ready instance of 0.5 GB for 600 s; it is active for 2.05 s, billed as 2.1 s.
  void flexBillsAlwaysReadyInstancesApart() {
    const auto result =
        runOn("azure", function({5}, "runtime: nodejs22, memory: 512 MiB, steps: [{wait: 2050 ms}]"), "{always-ready: 1}");
    metered(result, "requests", 0);
    metered(result, "compute", 0);
    metered(result, "provisioned-requests", 1);
    metered(result, "provisioned-reserved", 300);
    metered(result, "provisioned-compute", 2.1 * 0.5);
    QVERIFY(result.bill.unpriced.empty());
  }

  // 200 MB count as 256, 50 ms as 100, and 120.5 ms as 121.
  void consumptionBillsExecutionsAndMemoryInSteps() {
    const auto result = runOn("azure", function({0, 10}, "runtime: nodejs22, memory: 200 MiB, steps: [{wait: 50 ms}]"),
                              "{plan: consumption, cold-start: 0 ms}");
    metered(result, "requests", 2);
    metered(result, "compute", 2 * 0.1 * 0.25);
    const auto longer = runOn("azure", function({0}, "runtime: nodejs22, memory: 128 MiB, steps: [{wait: 120.5 ms}]"),
                              "{plan: consumption, cold-start: 0 ms}");
    metered(longer, "compute", 0.121 * 0.125);
  }

  // One EP1 for 10 minutes, used or not.
  void premiumBillsInstances() {
    const auto result = runOn("azure", function({0}, "runtime: nodejs22, memory: 3584 MiB, steps: [{wait: 1 s}]"),
                              "{plan: premium, prewarmed: 0}");
    metered(result, "vcpu-hours", 1.0 / 6);
    metered(result, "gb-hours", 3.5 / 6);
    QVERIFY(!isMetered(result, "requests") && !isMetered(result, "compute"));
    QVERIFY(result.bill.unpriced.empty());
  }

  // A start of 1 s and 250 ms of request, billed as 1.3 s; 250 ms later on, billed as 300 ms. 0.5 GB and 0.333 vCPUs.
  void cloudRunBillsTheStartToo() {
    const auto result =
        runOn("gcp", function({0, 10}, "runtime: nodejs22, memory: 512 MiB, steps: [{wait: 250 ms}]"), "{cold-start: 1 s}");
    metered(result, "requests", 2);
    metered(result, "compute", 1.6 * 0.5);
    metered(result, "vcpu", 1.6 * 0.333);
    QVERIFY(result.bill.unpriced.empty());
  }

  // A minimum instance is active for 300 ms and idle for the rest of 600 s.
  void cloudRunBillsIdleMinimumInstances() {
    const auto result =
        runOn("gcp", function({5}, "runtime: nodejs22, memory: 512 MiB, steps: [{wait: 250 ms}]"), "{always-ready: 1}");
    metered(result, "compute", 0.3 * 0.5);
    metered(result, "idle-compute", 599.7 * 0.5);
    metered(result, "idle-vcpu", 599.7 * 0.333);
    QVERIFY(!isMetered(result, "provisioned-reserved"));
  }

  // The instance leaves after its keep-alive of 15 min, after the run's end.
  void cloudRunInstancesAreBilledFromStartToEnd() {
    const auto result = runOn("gcp", function({0}, "runtime: nodejs22, memory: 2 GiB, steps: [{wait: 1 s}]"),
                              "{plan: cloud-run-functions-instances, cold-start: 0 ms}");
    metered(result, "vcpu-hours", 1.0 / 6);
    metered(result, "gb-hours", 2.0 / 6);
  }

  // 120 ms count as 200; 0.25 GB and 0.4 GHz.
  void firstGenerationBillsGigahertz() {
    const auto result = runOn("gcp", function({0}, "runtime: nodejs22, memory: 256 MiB, steps: [{wait: 120 ms}]"),
                              "{plan: 1st-gen, cold-start: 0 ms}");
    metered(result, "compute", 0.2 * 0.25);
    metered(result, "ghz", 0.2 * 0.4);
    QVERIFY(!isMetered(result, "vcpu"));
  }

  // Ten units are the least of 1 GB; one of them runs for 2 s.
  void oracleBillsIdleProvisionedConcurrency() {
    const auto result =
        runOn("oci", function({5}, "runtime: nodejs22, memory: 1 GiB, provisioned-concurrency: 1, steps: [{wait: 2 s}]"));
    metered(result, "compute", 2);
    metered(result, "idle-compute", 10 * 600 - 2);
    QVERIFY(result.bill.unpriced.empty());
  }

  // One message of 1,500 B, in begun KiB, sent and delivered.
  void pubSubBillsThroughput() {
    const auto result =
        runOn("gcp", fmt::format("  users: {{kind: client, sends: [{{to: line, payload: 1500 B, arrivals: {}}}]}}\n"
                                 "  line: {{kind: queue, consumers: [{{to: work, batch: 1}}]}}\n"
                                 "  work: {{kind: function, runtime: nodejs22, memory: 512 MiB, steps: [{{wait: 1 ms}}]}}\n",
                                 arrivalsAt({1})));
    metered(result, "throughput", 4096 / kGibibyte, "line");
    QVERIFY(!isMetered(result, "requests", "line"));
  }

  // Two subscribers: a publish and two deliveries of two chunks of 64 KiB each.
  void eventGridBillsDeliveries() {
    const auto result =
        runOn("azure", fmt::format("  users: {{kind: client, sends: [{{to: news, payload: 100 KiB, arrivals: {}}}]}}\n"
                                   "  news: {{kind: topic, subscriptions: [{{to: a}}, {{to: b}}]}}\n"
                                   "  a: {{kind: queue}}\n  b: {{kind: queue}}\n",
                                   arrivalsAt({1})));
    metered(result, "requests", 2, "news");
    metered(result, "deliveries", 4, "news");
    QVERIFY(!isMetered(result, "calls", "news"));
  }

  void schedulerBillsJobs() {
    const auto result = runOn("gcp",
                              "  clock: {kind: schedule, every: 1 min, targets: [{to: work}]}\n"
                              "  work: {kind: function, runtime: nodejs22, memory: 512 MiB, steps: [{wait: 1 ms}]}\n");
    metered(result, "jobs", 1.0 / 6 / 730, "clock");
    QVERIFY(!isMetered(result, "invocations", "clock"));
  }

  // Event Hubs sells nothing on demand: the bill says that it has no price, not that the stream is free.
  void whatAProviderDoesNotSellIsNamed() {
    const auto result = runOn("azure", fmt::format("  users: {{kind: client, sends: [{{to: log, arrivals: {}}}]}}\n"
                                                   "  log: {{kind: stream, billing: on-demand}}\n",
                                                   arrivalsAt({1})));
    QVERIFY(isMetered(result, "stream-hours", "log"));
    QVERIFY(!result.bill.unpriced.empty());
  }

  // Three answers of 2 MiB through the API, one straight from the function; what the function is asked by another isn't
  // out.
  void answersToClientsAreEgress() {
    const auto result = runOn(
        "aws", fmt::format("  users:\n    kind: client\n    sends:\n"
                           "      - {{to: api, route: GET /, arrivals: {}}}\n"
                           "      - {{to: work, arrivals: {}}}\n"
                           "      - {{to: other, arrivals: {}}}\n"
                           "  api: {{kind: http-api, routes: [{{route: GET /, to: work}}]}}\n"
                           "  work: {{kind: function, runtime: nodejs22, response: 2 MiB, steps: [{{wait: 1 ms}}]}}\n"
                           "  other: {{kind: function, runtime: nodejs22, response: 1 MiB, steps: [{{call: work}}]}}\n",
                           arrivalsAt({1, 2, 3}), arrivalsAt({4}), arrivalsAt({5})));
    metered(result, "egress", 6.0 / 1024, "api");
    metered(result, "egress", 2.0 / 1024);
    metered(result, "egress", 1.0 / 1024, "other");
    QVERIFY(result.bill.unpriced.empty());
  }

  void aRegionWithoutPricesHasNoTotal() {
    auto project = function({1}, "runtime: nodejs22, steps: [{wait: 1 ms}]");
    const auto result = run({"target: {provider: aws, region: mars-1}\ncomponents:\n" + project, "10 min", "0 s", 1, "aws"});
    QVERIFY(result.bill.lines.empty());
    QCOMPARE(result.bill.unpriced.size(), std::size_t(1));
  }

  // Three invocations of 2 MiB, and two requests of 512 KiB to a server: 6 and 1 MiB.
  void logsAreWhatEachInvocationWrites() {
    const auto result = runOn("aws", function({0, 10, 20}, "runtime: nodejs22, logs: 2 MiB, steps: [{wait: 10 ms}]"));
    metered(result, "logs", 6.0 / 1024);
    QVERIFY(result.bill.unpriced.empty());
    const auto service =
        runOn("aws", fmt::format("  users: {{kind: client, sends: [{{to: work, arrivals: {}}}]}}\n"
                                 "  work: {{kind: container-service, logs: 512 KiB, steps: [{{wait: 10 ms}}]}}\n",
                                 arrivalsAt({0, 10})));
    metered(service, "logs", 1.0 / 1024);
  }

  void logsAreNothingUnlessStated() {
    const auto result = runOn("aws", function({0}, "runtime: nodejs22, steps: [{wait: 10 ms}]"));
    QVERIFY(!isMetered(result, "logs"));
  }
};

QTEST_GUILESS_MAIN(MeteringTest)
#include "metering_test.moc"
