#include "simulator/experiment/paired.h"

#include <cmath>

#include <QTest>

#include "tests/simulator/designs.h"

using namespace virga;
using simulator::Figure;
using simulator::Result;

namespace {

const std::string kFlow = "shoppers → api POST /orders";

model::Architecture example(std::vector<model::Setting> settings = {}) {
  auto project = model::loadProject(std::string(VIRGA_SOURCE) + "/resources/examples/order-intake.virga.yaml", settings);
  if (!project) qFatal("the example can't be read");
  model::Scenario scenario;
  scenario.duration = model::minutes(20);
  scenario.warmup.time = model::minutes(2);
  project->scenarios = {scenario};
  return std::move(*project);
}

simulator::SimulatedPair pairOf(const model::Architecture& here, const model::Architecture& there, std::uint64_t seed = 1) {
  const auto catalog = model::loadCatalog("aws");
  simulator::SimulationOptions options;
  options.replications = 10;
  options.seed = seed;
  auto pair = simulator::simulatePair(here, there, *catalog, options);
  if (!pair || !pair->other) qFatal("the pair doesn't run");
  return std::move(*pair);
}

const simulator::PairedFigure& at(const std::vector<simulator::PairedPart>& parts, const std::string& part,
                                  const std::string& figure) {
  for (const auto& p : parts)
    if (p.name == part)
      for (const auto& f : p.figures)
        if (f.name == figure) return f;
  qFatal("no figure %s.%s", part.c_str(), figure.c_str());
}

double half(const Figure& figure) { return (figure.ci95->second - figure.ci95->first) / 2; }

Result handMade(std::vector<std::optional<double>> samples) {
  Result result;
  result.replications = static_cast<int>(samples.size());
  result.flows = {{"flow", {{"latency_ms.mean", Figure{}, std::move(samples)}}, {}}};
  result.billTotals.assign(static_cast<std::size_t>(result.replications), 1.0);
  return result;
}

}  // namespace

class PairedTest : public QObject {
  Q_OBJECT

 private slots:
  // Differences 1, 2, 3, 4, 5: mean 3, half-width 2.776445 · 1.581139/√5 (printed tables). What only one of the two has
  // observed is left out.
  void differencesHaveStudentsInterval() {
    const auto paired =
        simulator::paired(handMade({11, 12, 13, 14, 15, 7, std::nullopt}), handMade({10, 10, 10, 10, 10, std::nullopt, 7}));
    QVERIFY(paired.has_value());
    const auto& difference = at(paired->flows, "flow", "latency_ms.mean").difference;
    QCOMPARE(difference->mean, 3.0);
    QVERIFY(std::abs(half(*difference) - 1.963243) < 1e-5);
    QCOMPARE(paired->billTotal.difference->mean, 0.0);
  }

  // Percentiles that are 100 and 90 in all replications are known to 1/256 each, so the difference to 190/256.
  void percentilesAreKnownToTheHistogramsError() {
    auto here = handMade({100, 100, 100}), there = handMade({90, 90, 90});
    for (auto* result : {&here, &there}) {
      auto& figure = result->flows[0].figures[0];
      figure.name = "latency_ms.p95";
      figure.figure = Figure{*figure.samples[0], std::nullopt};
    }
    const auto paired = simulator::paired(here, there);
    QCOMPARE(half(*at(paired->flows, "flow", "latency_ms.p95").difference), 190.0 / 256);
  }

  void onlyTheSameRandomNumbersMakeAPair() {
    auto other = handMade({1, 2});
    QVERIFY(!simulator::paired(handMade({1, 2, 3}), other));
    other = handMade({1, 2, 3});
    QVERIFY(simulator::paired(handMade({1, 2, 3}), other).has_value());
    other.seed = 2;
    QVERIFY(!simulator::paired(handMade({1, 2, 3}), other));
    other = handMade({1, 2, 3});
    other.partOf = Result::Whole{model::hours(1), 4};
    QVERIFY(!simulator::paired(handMade({1, 2, 3}), other));
  }

  void aSettingDoesNotDifferFromItself() {
    const auto pair = pairOf(example(), example());
    const auto paired = simulator::paired(pair.result, *pair.other);
    int seen = 0;
    for (const auto* parts : {&paired->components, &paired->flows})
      for (const auto& part : *parts)
        for (const auto& figure : part.figures) {
          if (!figure.difference) continue;
          ++seen;
          QCOMPARE(figure.difference->mean, 0.0);
          QCOMPARE(half(*figure.difference), 0.0);
        }
    QVERIFY(seen > 50);
    QCOMPARE(paired->billTotal.difference->mean, 0.0);
  }

  // The larger memory computes faster: both estimates of how much agree, and the one with common random numbers is the
  // sharper by far.
  void commonRandomNumbersSharpenDifferences() {
    const auto small = example(), large = example({{"checkout.memory", "1 GiB"}});
    const auto pair = pairOf(large, small);
    const auto paired = simulator::paired(pair.result, *pair.other);
    const auto independent = pairOf(small, small, 2).result;
    for (const auto* name : {"latency_ms.mean", "requests"}) {
      const auto& common = *at(paired->flows, kFlow, name).difference;
      const auto here = truth::figure(pair.result, kFlow, name), there = truth::figure(independent, kFlow, name);
      const double apart = std::hypot(half(here), half(there));
      QVERIFY2(half(common) < apart / 3, qPrintable(QString("%1 %2 %3").arg(name).arg(half(common)).arg(apart)));
      QVERIFY(std::abs(common.mean - (here.mean - there.mean)) < 2 * apart);
    }
    QVERIFY(at(paired->flows, kFlow, "latency_ms.mean").difference->ci95->second < 0);
    QVERIFY(half(*paired->billTotal.difference) > 0);
  }

  // Both settings leave out the same time, so that counts can be compared.
  void theWarmupIsCommon() {
    auto quick = example(), slow = example({{"checkout.steps.0.compute", "2 s"}});
    for (auto* project : {&quick, &slow}) project->scenarios.front().warmup = {{}, true};
    const auto pair = pairOf(quick, slow);
    QCOMPARE(pair.result.warmup, pair.other->warmup);
    const auto paired = simulator::paired(pair.result, *pair.other);
    QCOMPARE(at(paired->flows, kFlow, "requests").difference->mean, 0.0);
  }
};

QTEST_GUILESS_MAIN(PairedTest)
#include "paired_test.moc"
