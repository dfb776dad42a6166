#include "simulator/experiment/batch_means.h"

#include <cmath>
#include <vector>

#include <QTest>

#include "simulator/measure/replication_statistics.h"
#include "tests/simulator/designs.h"

using namespace virga;
using designs::simulated;
using simulator::Accumulated;
using simulator::batchHalfWidth;

namespace {

// Sums so far of batches with these values and weights.
std::vector<Accumulated> soFar(const std::vector<Accumulated>& batches) {
  std::vector<Accumulated> sums;
  Accumulated sum;
  for (const auto& batch : batches) sums.push_back(sum = {sum.sum + batch.sum, sum.weight + batch.weight});
  return sums;
}

std::string poisson(const std::string& rate) {
  return "components:\n  users:\n    kind: client\n    sends:\n      - {to: work, arrivals: {poisson: {rate: " + rate +
         "}}}\n  work: {kind: function, runtime: any, memory: 128 MiB, timeout: 1 d, steps: [{call: other}]}\n"
         "  other: {kind: external, latency: {exponential: {mean: 1 s}}}\n";
}

simulator::SimulationOptions batches(int count) {
  simulator::SimulationOptions options;
  options.batches = count;
  return options;
}

}  // namespace

class BatchMeansTest : public QObject {
  Q_OBJECT

 private slots:
  // Of equal weights it is Student's interval of the batches' means.
  void equalBatchesAreLikeReplications() {
    const std::vector<double> means{4, 1, 3, 2, 5, 0, 3, 2, 4, 1};
    std::vector<Accumulated> parts;
    for (const double mean : means) parts.push_back({7 * mean, 7});
    const auto student = simulator::figureOf(means);
    const auto half = batchHalfWidth(soFar(parts));
    QVERIFY(half.has_value());
    QVERIFY(std::abs(*half - (student.ci95->second - student.mean)) < 1e-12);
  }

  // Sums 2, 9, 3, 4 over weights 1, 2, 1, 2: r = 3, deviations -1, 3, 0, -2 over the usual weight 1.5; s² = 14/2.25/3;
  // t(0.975; 3) = 3.182446 (printed tables): 3.182446 · sqrt(14/2.25/3/4) = 2.291623.
  void batchesOfSeveralWeights() {
    const auto half = batchHalfWidth(soFar({{2, 1}, {9, 2}, {3, 1}, {4, 2}}));
    QVERIFY(half.has_value());
    QVERIFY2(std::abs(*half - 2.291623) < 1e-5, std::to_string(*half).c_str());
  }

  // C = 1 - Σ(x[i+1] - x[i])²/(2 Σ(x - mean)²): of 1 … 10 it is 1 - 9/165 = 0.945, of values that alternate it is below 0.
  // The bound for ten at 10 % is 1.2816 · sqrt(8/99) = 0.364.
  void correlatedBatchesHaveNoInterval() {
    std::vector<Accumulated> rising, alternating;
    for (int i = 1; i <= 10; ++i) {
      rising.push_back({static_cast<double>(i), 1});
      alternating.push_back({i % 2 == 0 ? 1.0 : 3.0, 1});
    }
    QVERIFY(!batchHalfWidth(soFar(rising)));
    QVERIFY(batchHalfWidth(soFar(alternating)).has_value());
  }

  void whatNeverVariesIsCertain() {
    QCOMPARE(*batchHalfWidth(soFar(std::vector<Accumulated>(20, {0.3, 0.1}))), 0.0);
    QCOMPARE(*batchHalfWidth(soFar(std::vector<Accumulated>(20, {0.0, 0.1}))), 0.0);
    QVERIFY(!batchHalfWidth(soFar(std::vector<Accumulated>(20, {0.0, 0.0}))));
  }

  // Poisson counts in 20 batches: the half-width of a count of mean N is near t(0.975; 19) sqrt(N) = 2.093 sqrt(N); its
  // estimate varies as the root of χ²(19)/19, which lies within 0.55 … 1.5 but once in ten thousand.
  void countsHaveTheIntervalOfTheirLaw() {
    int seen = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      auto options = batches(20);
      options.seed = seed;
      const auto result = simulated(poisson("2/s"), "{duration: 1 h, warmup: 1 min}", "custom", options);
      const auto requests = truth::figure(result, "users → work", "requests");
      if (!requests.ci95) continue;  // by chance, one in ten
      ++seen;
      const double half = (requests.ci95->second - requests.ci95->first) / 2;
      const double expected = 2.093 * std::sqrt(2.0 * 59 * 60);
      QVERIFY2(half > 0.55 * expected && half < 1.5 * expected, std::to_string(half / expected).c_str());
    }
    QVERIFY(seen >= 6);
  }

  // Looking at the batches changes nothing but the intervals.
  void theFiguresStayTheSame() {
    const auto plain = simulated(poisson("2/s"), "{duration: 30 min, warmup: 1 min}");
    auto batched = simulated(poisson("2/s"), "{duration: 30 min, warmup: 1 min}", "custom", batches(10));
    QVERIFY(plain.intervals == simulator::Intervals::none);
    QVERIFY(batched.intervals == simulator::Intervals::batchMeans);
    QCOMPARE(batched.batches, 10);
    batched.intervals = simulator::Intervals::none;
    batched.batches = 0;
    for (auto* figures : {&batched.components[0].figures, &batched.components[1].figures, &batched.flows[0].figures})
      for (auto& figure : *figures)
        if (figure.figure) figure.figure->ci95.reset();
    QCOMPARE(designs::bytes(batched), designs::bytes(plain));
    for (std::size_t i = 0; i < plain.flows[0].series.size(); ++i)
      for (std::size_t bucket = 0; bucket < plain.flows[0].series[i].values.size(); ++bucket) {
        const double a = plain.flows[0].series[i].values[bucket], b = batched.flows[0].series[i].values[bucket];
        QVERIFY(a == b || (std::isnan(a) && std::isnan(b)));
      }
  }

  void percentilesHaveNone() {
    const auto result = simulated(poisson("2/s"), "{duration: 30 min}", "custom", batches(20));
    QVERIFY(!truth::figure(result, "users → work", "latency_ms.p95").ci95);
    QVERIFY(!truth::figure(result, "work", "concurrency.max").ci95);
  }

  void refusesWhatMakesNoSense() {
    const auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml");
    const auto catalog = model::loadCatalog("aws");
    for (auto options : {batches(9), batches(101)}) QVERIFY(!simulator::simulate(*project, *catalog, options));
    auto both = batches(20);
    both.replications = 2;
    QVERIFY(!simulator::simulate(*project, *catalog, both));
  }
};

QTEST_GUILESS_MAIN(BatchMeansTest)
#include "batch_means_test.moc"
