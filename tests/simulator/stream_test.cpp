#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

#include "model/io/file.h"
#include "tests/simulator/designs.h"

using namespace virga;
using designs::mean;
using designs::metered;
using designs::simulated;
using truth::agrees;
using truth::figure;

namespace {

struct Design {
  std::string arrivals = "{poisson: {rate: 1/s}}";
  std::string payload = "1 KiB";
  std::string stream = "";    // further fields
  std::string consumer = "";  // further fields; "none": no consumer
  std::string function = "";  // further fields
  std::string step = "{compute: 0 s}";
};

// A client that puts records into a stream, a function that reads it, and a queue for what it gives up.
std::string reading(const Design& d) {
  const auto consumers =
      d.consumer == "none" ? "" : "    consumers: [{to: work" + (d.consumer.empty() ? "" : ", " + d.consumer) + "}]\n";
  return fmt::format(
      "components:\n  users:\n    kind: client\n    sends:\n      - {{to: log, arrivals: {}, payload: {}}}\n"
      "  log:\n    kind: stream\n{}{}  failed: {{kind: queue}}\n"
      "  work:\n    kind: function\n    runtime: nodejs22\n    memory: 1769 MiB\n    timeout: 15 min\n{}    steps: [{}]\n",
      d.arrivals, d.payload, d.stream, consumers, d.function, d.step);
}

simulator::SimulationOptions replications(int n) {
  simulator::SimulationOptions options;
  options.replications = n;
  options.seed = 2;
  return options;
}

// Records at these times, in seconds.
class Trace {
 public:
  explicit Trace(const std::string& times) {
    if (!model::writeFileAtomically(folder_.filePath("times.csv").toStdString(), times)) qFatal("can't write the trace");
    options.projectFolder = folder_.path().toStdString();
  }
  std::string arrivals = "{trace: {file: times.csv}}";
  simulator::SimulationOptions options;

 private:
  QTemporaryDir folder_;
};

}  // namespace

class StreamTest : public QObject {
  Q_OBJECT

 private slots:
  // One lane with one record at a time is a single server: Pollaczek–Khinchine, ρ = 0.7, E[S] = 0.2 s:
  // E[Wq] = ρE[S](1 + cv²)/(2(1 - ρ)).
  void waitsLikeASingleServer_data() {
    QTest::addColumn<QString>("work");
    QTest::addColumn<double>("exactMs");
    QTest::newRow("constant") << "200 ms" << 0.7 * 200 / (2 * 0.3);
    QTest::newRow("exponential") << "{exponential: {mean: 200 ms}}" << 0.7 * 200 / 0.3;
  }
  void waitsLikeASingleServer() {
    QFETCH(QString, work);
    QFETCH(double, exactMs);
    const auto result = simulated(reading({.arrivals = "{poisson: {rate: 3.5/s}}",
                                           .consumer = "batch: 1",
                                           .step = "{compute: " + work.toStdString() + "}"}),
                                  "{duration: 40 h, warmup: 1 h}", "custom", replications(12));
    agrees(figure(result, "log", "iterator_age_ms.mean"), 12, exactMs, 0.1, "mean wait");
    agrees(figure(result, "log", "backlog.mean"), 12, 3.5 * (exactMs + 200) / 1000, 0.1, "mean backlog, by Little's law");
    // In order, so by the law of the wait, first come first served: P(W > t) = ρ e^{-(μ - λ)t}.
    if (work != "200 ms")
      agrees(figure(result, "log", "iterator_age_ms.p95"), 12, 1000 * std::log(0.7 / 0.05) / 1.5, 0.1, "p95 of the wait");
    QCOMPARE(mean(result, "work", "concurrency.max"), 1.0);
  }

  // Shards and lanes are so many servers; records of one key share one of them.
  void lanesBoundTheThroughput_data() {
    QTest::addColumn<QString>("stream");
    QTest::addColumn<QString>("consumer");
    QTest::addColumn<int>("lanes");
    QTest::newRow("one shard") << "    shards: 1\n"
                               << "batch: 1" << 1;
    QTest::newRow("lanes of a shard") << "    shards: 1\n"
                                      << "batch: 1, parallelization: 5" << 5;
    QTest::newRow("shards") << "    shards: 4\n"
                            << "batch: 1" << 4;
    QTest::newRow("both") << "    shards: 4\n"
                          << "batch: 1, parallelization: 5" << 20;
    QTest::newRow("one key") << "    shards: 4\n    keys: 1\n"
                             << "batch: 1, parallelization: 5" << 1;
  }
  void lanesBoundTheThroughput() {
    QFETCH(QString, stream);
    QFETCH(QString, consumer);
    QFETCH(int, lanes);
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 600/s}}",
                                           .stream = stream.toStdString(),
                                           .consumer = consumer.toStdString(),
                                           .step = "{compute: 100 ms}"}),
                                  "{duration: 10 min, warmup: 1 min}");
    QCOMPARE(mean(result, "work", "concurrency.max"), double(lanes));
    QVERIFY(std::abs(mean(result, "log", "delivered") - lanes * 10 * 540) <= lanes);
  }

  // Keys that are few spread unevenly, many evenly; each has one lane, so no more are busy than there are keys.
  void fewKeysUseFewLanes() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 500/s}}",
                                           .stream = "    shards: 20\n    keys: 3\n",
                                           .consumer = "batch: 1",
                                           .step = "{compute: 100 ms}"}),
                                  "{duration: 1 min}");
    QVERIFY(mean(result, "work", "concurrency.max") <= 3);
  }

  // Batches that fail hold up what is behind them: by hand, 2 s an attempt, four attempts, 1 ms between them.
  void aPoisonBatchBlocksItsShard() {
    const Trace trace("1\n1.5\n30\n");
    const auto result = simulated(reading({.arrivals = trace.arrivals,
                                           .consumer = "batch: 1, max-retries: 3, on-failure: failed",
                                           .function = "    errors: 100%\n",
                                           .step = "{compute: 2 s}"}),
                                  "{duration: 1 min}", "custom", trace.options);
    QCOMPARE(mean(result, "work", "invocations"), 12.0);
    QCOMPARE(mean(result, "log", "given_up"), 3.0);
    QCOMPARE(mean(result, "log", "retries"), 9.0);
    QCOMPARE(mean(result, "failed", "sent"), 3.0);
    // The second is read after 8.003 s of the first, and tried for the last time three attempts later.
    QCOMPARE(mean(result, "log", "iterator_age_ms.max"), 8003.0 - 500 + 3 * 2001);
    QCOMPARE(mean(result, "log", "backlog.max"), 2.0);
    QVERIFY(std::abs(mean(result, "log", "backlog.mean") - (8.003 + 15.506 + 8.003) / 60) < 1e-9);
  }

  // Eight records of which each fails: the batch is cut to the first alone in log2 8 steps, and to each in 15 attempts.
  void bisectingIsolatesARecord() {
    const Trace trace("1\n1\n1\n1\n1\n1\n1\n1\n");
    Design design{.arrivals = trace.arrivals,
                  .consumer = "batch: 8, window: 1 min, on-error: bisect, max-retries: 0, on-failure: failed",
                  .function = "    errors: 100%\n",
                  .step = "{compute: 1 s}"};
    auto result = simulated(reading(design), "{duration: 5.5 s}", "custom", trace.options);
    QCOMPARE(mean(result, "work", "invocations"), 5.0);
    QCOMPARE(mean(result, "log", "given_up"), 1.0);
    result = simulated(reading(design), "{duration: 1 min}", "custom", trace.options);
    QCOMPARE(mean(result, "work", "invocations"), 15.0);
    QCOMPARE(mean(result, "log", "given_up"), 8.0);
    QCOMPARE(mean(result, "failed", "sent"), 8.0);
    // Cutting doesn't count against the retries, of which each record has two here.
    design.consumer.replace(design.consumer.find("max-retries: 0"), 14, "max-retries: 2");
    result = simulated(reading(design), "{duration: 1 min}", "custom", trace.options);
    QCOMPARE(mean(result, "work", "invocations"), 7.0 + 8 * 3);
    // Whole, it is tried as often as it may be.
    design.consumer.replace(design.consumer.find("bisect"), 6, "retry");
    result = simulated(reading(design), "{duration: 1 min}", "custom", trace.options);
    QCOMPARE(mean(result, "work", "invocations"), 3.0);
    QCOMPARE(mean(result, "log", "given_up"), 8.0);
    QCOMPARE(mean(result, "failed", "sent"), 1.0);
  }

  // A full token bucket of one second's worth, refilled at the shard's rate.
  void shardsLimitTheirPuts() {
    Design design{.arrivals = "{constant: {rate: 1500/s}}",
                  .stream = "    billing: provisioned\n    shards: 2\n    keys: 1\n",
                  .consumer = "none"};
    auto result = simulated(reading(design), "{duration: 1 min}", "aws");
    QVERIFY(std::abs(mean(result, "log", "put") - 61000) <= 2);
    QCOMPARE(mean(result, "log", "throttles"), mean(result, "users → log", "throttled"));
    design.stream = "    billing: provisioned\n    shards: 2\n";
    QCOMPARE(mean(simulated(reading(design), "{duration: 1 min}", "aws"), "log", "throttles"), 0.0);
    design = {.arrivals = "{constant: {rate: 500/s}}", .payload = "4 KiB", .stream = "    shards: 1\n", .consumer = "none"};
    result = simulated(reading(design), "{duration: 1 min}", "aws");
    QVERIFY(std::abs(mean(result, "log", "put") - 61 * 256) <= 2);
    QCOMPARE(metered(result, "log", "put-units"), mean(result, "log", "put"));
    QVERIFY(std::abs(metered(result, "log", "shard-hours") - 1.0 / 60) < 1e-12);
  }

  // A stream on demand takes 4,000 records a second at first, and after a quarter of an hour twice what came.
  void onDemandCapacityFollowsTheTraffic() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 5000/s}}",
                                           .payload = "100 B",
                                           .stream = "    billing: on-demand\n",
                                           .consumer = "none"}),
                                  "{duration: 17 min}", "aws");
    QVERIFY(std::abs(mean(result, "log", "put") - (4000 * 901 + 5000 * 120)) <= 2);
    QCOMPARE(metered(result, "log", "ingested"), mean(result, "log", "put") / 1048576);
  }

  void recordsExpire() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 1/s}}",
                                           .stream = "    retention: 1 min\n",
                                           .consumer = "batch: 1",
                                           .step = "{compute: 10 s}"}),
                                  "{duration: 30 min}");
    // One in ten is dealt with; the rest leaves a minute after it came.
    QVERIFY(mean(result, "log", "expired") > 0.85 * mean(result, "log", "put"));
    QVERIFY(mean(result, "log", "iterator_age_ms.max") <= 60'000);
    QVERIFY(mean(result, "log", "backlog.max") <= 62);
    QCOMPARE(mean(result, "log", "given_up"), 0.0);
  }

  void oldRecordsAreGivenUp() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 1/s}}",
                                           .consumer = "batch: 1, max-age: 1 min, on-failure: failed",
                                           .step = "{compute: 10 s}"}),
                                  "{duration: 30 min}");
    QVERIFY(mean(result, "log", "given_up") > 0.85 * mean(result, "log", "put"));
    QVERIFY(mean(result, "log", "iterator_age_ms.max") <= 60'000);
    QCOMPARE(mean(result, "log", "expired"), 0.0);
    QVERIFY(mean(result, "failed", "sent") > 100 && mean(result, "failed", "sent") < mean(result, "log", "given_up"));
  }

  // A function that may not run throttles; that is tried again for as long as the records may wait.
  void throttlesAreNoRetries() {
    Design design{.arrivals = "{constant: {rate: 1/s}}",
                  .consumer = "batch: 1, max-retries: 0",
                  .function = "    reserved-concurrency: 0\n"};
    auto result = simulated(reading(design), "{duration: 10 min}");
    QCOMPARE(mean(result, "log", "given_up"), 0.0);
    QCOMPARE(mean(result, "log", "retries"), 0.0);
    QCOMPARE(mean(result, "log", "backlog.max"), mean(result, "log", "put"));
    // 1 s, 2 s, 4 s … 32 s, then every minute.
    QCOMPARE(mean(result, "work", "throttles"), 7.0 + 8);
    design.consumer = "batch: 1, max-retries: 0, max-age: 30 s";
    result = simulated(reading(design), "{duration: 10 min}");
    QVERIFY(mean(result, "log", "given_up") > 500);
  }

  // On AWS a poller looks once a second; the first record after a look, λ = 0.05/s, waits P/(1 - e^{-λP}) - 1/λ, the last
  // one before the next look 1/λ - P/(e^{λP} - 1).
  void pollersLookOnceASecond() {
    const auto result = simulated(reading({.arrivals = "{poisson: {rate: 0.05/s}}"}), "{duration: 200 h, warmup: 1 h}",
                                  "aws", replications(12));
    agrees(figure(result, "log", "iterator_age_ms.mean"), 12, 1000 * (20 - 1 / (std::exp(0.05) - 1)), 0.02, "iterator age");
    QVERIFY(mean(result, "log", "iterator_age_ms.max") <= 1000);
  }

  // A window w that opens with the first record: mean batch 1 + λw.
  void windowsGather() {
    const auto result = simulated(
        reading({.arrivals = "{poisson: {rate: 5/s}}", .consumer = "batch: 1000, window: 2 s", .step = "{compute: 1 ms}"}),
        "{duration: 20 h, warmup: 1 h}", "custom", replications(12));
    auto batches = figure(result, "work", "invocations");
    const double delivered = mean(result, "log", "delivered");
    const simulator::Figure inverse{batches.mean / delivered,
                                    std::pair{batches.ci95->first / delivered, batches.ci95->second / delivered}};
    agrees(inverse, 12, 1 / 11.0, 0.02, "batches per record");
  }

  void fullBatchesDontWait() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 10/s}}", .consumer = "batch: 5, window: 1 min"}),
                                  "{duration: 10 min}");
    QCOMPARE(mean(result, "log", "iterator_age_ms.max"), 0.0);
    QCOMPARE(mean(result, "work", "invocations"), std::floor(mean(result, "log", "put") / 5));
  }

  void stepsRunPerRecord() {
    const auto result = simulated(reading({.arrivals = "{constant: {rate: 10/s}}",
                                           .consumer = "batch: 5, window: 1 min",
                                           .step = "{compute: 20 ms, per: message}"}),
                                  "{duration: 10 min}");
    QCOMPARE(mean(result, "work", "duration_ms.max"), 100.0);
    QCOMPARE(mean(result, "work", "duration_ms.p50"), mean(result, "work", "duration_ms.p99"));
  }

  // Each consumer gets every record; what holds one up doesn't hold up the other.
  void consumersReadApart() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: log, arrivals: {constant: {rate: 10/s}}}\n"
        "  log:\n    kind: stream\n    consumers:\n      - {to: fast, batch: 1}\n      - {to: slow, batch: 1}\n"
        "  fast: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{compute: 50 ms}]}\n"
        "  slow: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{compute: 1 s}]}\n",
        "{duration: 10 min}");
    QVERIFY(mean(result, "fast", "invocations") >= mean(result, "log", "put") - 1);
    QVERIFY(std::abs(mean(result, "slow", "invocations") - 600) <= 1);
  }

  // A table's writes and removals, and only those that succeed, are its changes.
  void tablesHandOnTheirChanges() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: order, arrivals: {constant: {rate: 10/s}}}\n"
        "  order:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 30 s\n    steps:\n"
        "      - {call: orders, operation: write}\n      - {call: orders, operation: read}\n"
        "      - {call: orders, operation: remove}\n"
        "  orders:\n    kind: nosql-db\n    change-shards: 2\n    changes: [{to: index, batch: 1}, {to: mail, batch: 10}]\n"
        "  index: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{compute: 1 ms}]}\n"
        "  mail: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{compute: 1 ms}]}\n",
        "{duration: 10 min, faults: [{component: orders, from: 2 min, to: 4 min, errors: 30%}]}");
    const double put = mean(result, "orders", "changes.put");
    QVERIFY(put < mean(result, "orders", "writes"));
    QVERIFY(put > 0.9 * mean(result, "orders", "writes"));
    QVERIFY(std::abs(mean(result, "orders", "changes.delivered") - 2 * put) <= 2);
    QVERIFY(std::abs(mean(result, "index", "invocations") - put) <= 1);
  }

  // Everything that can go wrong at once. That nothing is lost is watched by the simulation itself.
  void nothingIsLostUnderFaults() {
    auto options = replications(4);
    const auto run = [&](int threads) {
      options.threads = threads;
      return simulated(
          reading({.arrivals = "{poisson: {rate: 50/s}}",
                   .stream = "    shards: 3\n    keys: 40\n    retention: 20 min\n",
                   .consumer = "batch: 20, window: 2 s, parallelization: 2, max-retries: 2, max-age: 10 min, on-error: "
                               "bisect, on-failure: failed",
                   .function = "    errors: 20%\n",
                   .step = "{compute: {exponential: {mean: 50 ms}}, per: message}"}),
          "{duration: 2 h, warmup: 10 min, faults: [{component: log, from: 20 min, to: 30 min, errors: 20%, throttles: "
          "10%}, "
          "{component: work, from: 40 min, to: 60 min, throttles: 90%}, {component: work, from: 70 min, to: 75 min, outage: "
          "refused}, {component: log, from: 80 min, to: 85 min, outage: silent}]}",
          "aws", options);
    };
    const auto result = run(1);
    const std::string flow = "users → log";
    QVERIFY(std::abs(mean(result, "log", "put") + mean(result, "log", "throttles") + mean(result, "log", "errors") -
                     mean(result, flow, "requests")) < 1);
    QVERIFY(mean(result, "log", "given_up") > 0 && mean(result, "log", "retries") > 0);
    QVERIFY(mean(result, "failed", "sent") > 0);
    const double open = mean(result, "log", "put") - mean(result, "log", "delivered") - mean(result, "log", "given_up") -
                        mean(result, "log", "expired");
    QVERIFY(std::abs(open) <= mean(result, "log", "backlog.max"));
    QCOMPARE(designs::bytes(run(2)), designs::bytes(result));
  }

  // Hundreds of thousands of waiting records are kept by the block; their number and their order of age stay right.
  void aLongBacklogIsCountedToTheRecord() {
    const auto result =
        simulated(reading({.arrivals = "{constant: {rate: 2000/s}}", .consumer = "batch: 1", .step = "{compute: 1 ms}"}),
                  "{duration: 10 min}");
    // Half of what comes is served, first in, first out: after 600 s the record at the head was put at 300 s.
    QVERIFY(std::abs(mean(result, "log", "backlog.max") - 600'000) < 10);
    QVERIFY(std::abs(mean(result, "log", "iterator_age_ms.max") - 300'000) < 300);
    QVERIFY(std::abs(mean(result, "log", "iterator_age_ms.p50") / 150'000 - 1) < 0.01);
  }

  void anEndlessLoopIsDropped() {
    const auto result = simulated(
        "components:\n  users:\n    kind: client\n    sends:\n      - {to: log, arrivals: {constant: {rate: 1/min}}}\n"
        "  log:\n    kind: stream\n    consumers: [{to: echo, batch: 1}]\n"
        "  echo: {kind: function, runtime: any, memory: 128 MiB, timeout: 30 s, steps: [{send: log}]}\n",
        "{duration: 10.5 min}");
    QCOMPARE(mean(result, "log", "put"), 320.0);
    QCOMPARE(mean(result, "log", "dropped"), 10.0);
    QCOMPARE(mean(result, "log", "delivered"), 320.0);
  }
};

QTEST_GUILESS_MAIN(StreamTest)
#include "stream_test.moc"
