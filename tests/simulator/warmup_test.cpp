#include <cmath>
#include <numeric>
#include <vector>

#include <QTest>

#include "simulator/experiment/mser.h"
#include "simulator/measure/batched_series.h"
#include "tests/simulator/designs.h"

using namespace virga;
using designs::mean;
using designs::simulated;
using simulator::BatchedSeries;
using simulator::mser;

namespace {

// A transient that dies away by the ratio, and ± 1 around 0 for ever.
std::vector<double> decay(double ratio, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) values.push_back(100 * std::pow(ratio, i) + (i % 2 == 0 ? 1 : -1));
  return values;
}

// One function that takes long for its first requests, until a third party is itself again.
std::string slowAtFirst(const std::string& rate) {
  return "components:\n  users:\n    kind: client\n    sends:\n      - {to: work, arrivals: {poisson: {rate: " + rate +
         "}}}\n  work:\n    kind: function\n    runtime: any\n    memory: 128 MiB\n    timeout: 1 min\n    steps:\n"
         "      - call: other\n  other: {kind: external, latency: {exponential: {mean: 100 ms}}}\n";
}

}  // namespace

class WarmupTest : public QObject {
  Q_OBJECT

 private slots:
  // Two values of 10, then 0 and 2 in turn: the squared errors by hand are 163.8/400 for d = 0, 94.74/361 for 1,
  // 18/324 for 2, 16.94/289 for 3, and rise from there.
  void cutsOffTheTransient() {
    std::vector<double> values{10, 10};
    for (int i = 0; i < 9; ++i) values.insert(values.end(), {0, 2});
    const auto found = mser(values);
    QCOMPARE(found.batches, std::size_t{2});
    QVERIFY(!found.tooShort);
  }

  // The truncation points are those of the definition in exact fractions, tried one by one outside of Virga.
  void findsTheLeastErrorOfADecay_data() {
    QTest::addColumn<double>("ratio");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("truncation");
    QTest::newRow("fast") << 0.8 << 40 << 19;
    QTest::newRow("fast, longer") << 0.8 << 200 << 21;
    QTest::newRow("slow") << 0.9 << 100 << 41;
    QTest::newRow("slow, longer") << 0.9 << 200 << 43;
    QTest::newRow("slower") << 0.95 << 200 << 85;
  }
  void findsTheLeastErrorOfADecay() {
    QFETCH(double, ratio);
    QFETCH(int, count);
    QFETCH(int, truncation);
    const auto found = mser(decay(ratio, count));
    QCOMPARE(found.batches, static_cast<std::size_t>(truncation));
    QVERIFY(!found.tooShort);
  }

  void saysThatARunIsTooShort() {
    std::vector<double> ramp(20);
    std::iota(ramp.begin(), ramp.end(), 0.0);
    QVERIFY(mser(ramp).tooShort);
    QVERIFY(mser(decay(0.95, 40)).tooShort);
    QCOMPARE(mser(decay(0.95, 40)).batches, std::size_t{20});
  }

  void leavesNothingOutOfAConstant() {
    QCOMPARE(mser(std::vector<double>(20, 3.0)).batches, std::size_t{0});
    QVERIFY(!mser(std::vector<double>(20, 3.0)).tooShort);
    QCOMPARE(mser(std::vector<double>{}).batches, std::size_t{0});
    QVERIFY(!mser(std::vector<double>{1.0}).tooShort);
  }

  void batchesStayFewAndLoseNothing() {
    BatchedSeries series;
    std::int64_t now = 0;
    for (; now < 23; ++now) series.record(now, now);
    QCOMPARE(series.batches().size(), std::size_t{4});
    QCOMPARE(series.batches()[1].sum, 5.0 + 6 + 7 + 8 + 9);
    QCOMPARE(series.batches()[1].endsAt, 9);
    for (; now < 25; ++now) series.record(now, now);
    series.coarsen();  // the fifth batch waits for its other half
    QCOMPARE(series.batches().size(), std::size_t{2});
    QCOMPARE(series.size(), std::uint64_t{10});
    for (; now < 30; ++now) series.record(now, now);
    QCOMPARE(series.batches().size(), std::size_t{3});
    QCOMPARE(series.batches()[2].sum, 20.0 + 21 + 22 + 23 + 24 + 25 + 26 + 27 + 28 + 29);
    QCOMPARE(series.batches()[2].endsAt, 29);
    for (; now < 1'000'000; ++now) series.record(now, 1);
    QVERIFY(series.batches().size() < BatchedSeries::kMost);
    QCOMPARE(series.values(), std::uint64_t{1'000'000});
    QCOMPARE(series.batches().back().sum, static_cast<double>(series.size()));
  }

  // A fault adds 10 s to each call of the first two minutes; answers of that time come until 2 min 10 s and the tail of the
  // exponential law.
  void anAutomaticWarmupEndsWithTheTransient() {
    const auto run = [](const std::string& warmup) {
      return simulated(slowAtFirst("20/s"), "{duration: 30 min, warmup: " + warmup +
                                                ", faults: [{component: other, from: 0 s, to: 2 min, latency: 10 s}]}");
    };
    const auto result = run("auto");
    QVERIFY2(result.warmup >= model::seconds(129) && result.warmup <= model::seconds(140), toText(result.warmup).c_str());
    QVERIFY(result.warmupFound);
    QVERIFY(result.warnings.empty());
    QCOMPARE(result.usage.period, result.simulated - result.warmup);
    // What is found is then used like a stated one.
    auto stated = run(toText(result.warmup));
    stated.warmupFound = true;
    QCOMPARE(designs::bytes(stated), designs::bytes(result));
  }

  void theSameWarmupOnAnyNumberOfThreads() {
    simulator::SimulationOptions options;
    options.replications = 3;
    options.threads = 1;
    const auto one = designs::bytes(simulated(slowAtFirst("5/s"), "{duration: 20 min, warmup: auto}", "custom", options));
    options.threads = 3;
    QCOMPARE(designs::bytes(simulated(slowAtFirst("5/s"), "{duration: 20 min, warmup: auto}", "custom", options)), one);
  }

  void warnsOfARunThatIsTooShort() {
    // The transient takes a little more than half of the run.
    const auto late = simulated(slowAtFirst("20/s"),
                                "{duration: 20 min, warmup: auto, faults: [{component: other, from: 0 s, to: 620 s, "
                                "latency: 10 s}]}");
    QCOMPARE(late.warnings.size(), std::size_t{1});
    QVERIFY2(late.warnings[0].find("too short") != std::string::npos, late.warnings[0].c_str());
    const auto idle = simulated(slowAtFirst("1/min"), "{duration: 20 min, warmup: auto}");
    QVERIFY(idle.warnings.at(0).find("too few answers") != std::string::npos);
    QCOMPARE(idle.warmup, model::Duration{});
  }
};

QTEST_GUILESS_MAIN(WarmupTest)
#include "warmup_test.moc"
